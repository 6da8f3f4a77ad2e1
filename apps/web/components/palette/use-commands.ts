'use client'
import { useQuery } from '@tanstack/react-query'
import { Calendar, CircleCheck, Keyboard, MessageCircle, Moon, NotebookText, Search, Sun, Users, Zap } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { api } from '../../lib/api.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePlace } from '../../lib/me.ts'
import type { CalendarEvent, Contact, Note, Paged, SkillSummary, Task } from '../../lib/records.ts'
import { sayWhen } from '../../lib/say.ts'
import { useSkills } from '../../lib/skills.ts'
import { places } from '../shell/places.ts'
import type { Command } from './palette.tsx'

const found = async (words: string) => {
  const search = <T>(skill: string) =>
    api.invoke<Paged<T>>(skill, { query: words, limit: 4 }).then(
      page => page.items,
      () => [],
    )
  const [tasks, events, notes, contacts] = await Promise.all([
    search<Task>('tasks.search'),
    search<CalendarEvent>('calendar.search'),
    search<Note>('notes.search'),
    search<Contact>('contacts.search'),
  ])
  return { tasks, events, notes, contacts }
}

const has = (text: string, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.toLowerCase().includes(word))

interface Doors {
  onSkill: (skill: SkillSummary) => void
  onHelp: () => void
}

/** What the palette offers for the words in it. `settled` are the words once typing has paused; only they are looked up. */
export function useCommands(text: string, settled: string, { onSkill, onHelp }: Doors): Command[] {
  const router = useRouter()
  const place = usePlace()
  const { resolvedTheme, setTheme } = useTheme()
  const skills = useSkills()
  const mayWrite = useMayWrite()
  const records = useQuery({
    queryKey: ['found', settled],
    queryFn: () => found(settled),
    enabled: settled.length > 1,
    placeholderData: previous => (settled.length > 1 ? previous : undefined),
  })
  const words = text.trim()
  const go = (href: string) => () => router.push(href)
  const dark = resolvedTheme === 'dark'

  const goTo: Command[] = [
    ...places.map(({ href, title, icon }): Command => ({ id: `go${href.replace('/', '-')}`, group: 'Go to', title, icon, run: go(href) })),
    {
      id: 'appearance',
      group: 'Go to',
      title: dark ? 'Light appearance' : 'Dark appearance',
      icon: dark ? Sun : Moon,
      run: () => setTheme(dark ? 'light' : 'dark'),
    },
    { id: 'shortcuts', group: 'Go to', title: 'Keyboard shortcuts', hint: '?', icon: Keyboard, run: onHelp },
  ]
  const data = records.data
  const hits: Command[] = data
    ? [
        ...data.tasks.map(
          ({ id, title, due }): Command => ({
            id,
            group: 'Found',
            title,
            icon: CircleCheck,
            hint: due ? sayWhen(due, place) : 'Task',
            run: go(`/tasks?task=${id}`),
          }),
        ),
        ...data.events.map(
          ({ id, title, start }): Command => ({
            id: `${id}-${start}`,
            group: 'Found',
            title,
            icon: Calendar,
            hint: sayWhen(start, place),
            run: go(`/calendar?day=${start.slice(0, 10)}`),
          }),
        ),
        ...data.notes.map(
          ({ id, title, body }): Command => ({
            id,
            group: 'Found',
            title: title || body.slice(0, 60),
            icon: NotebookText,
            hint: 'Note',
            run: go(`/notes?note=${id}`),
          }),
        ),
        ...data.contacts.map(
          ({ id, name, company }): Command => ({
            id,
            group: 'Found',
            title: name,
            icon: Users,
            hint: company ?? 'Contact',
            run: go(`/contacts?contact=${id}`),
          }),
        ),
      ]
    : []
  const doable: Command[] = (skills.data ?? [])
    .filter(({ effect }) => mayWrite || effect === 'read')
    .map(skill => ({
      id: `skill-${skill.id.replaceAll('.', '-')}`,
      group: 'Do',
      title: skill.title,
      icon: Zap,
      run: () => onSkill(skill),
    }))

  if (!words) return [...goTo, ...doable]
  return [
    ...goTo.filter(command => has(command.title, words)),
    ...(words.length > 1 ? hits : []),
    ...doable.filter(command => has(`${command.title} ${command.hint}`, words)).slice(0, 8),
    { id: 'ask', group: 'Ask', title: `Ask ATOM: ${words}`, icon: MessageCircle, run: go(`/?say=${encodeURIComponent(words)}`) },
    { id: 'search', group: 'Ask', title: `Search everything: ${words}`, icon: Search, run: go(`/search?q=${encodeURIComponent(words)}`) },
  ]
}
