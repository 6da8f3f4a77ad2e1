'use client'
import { sayRecurrence } from '@atom/contracts'
import { Box, HStack, Input, InputGroup, Tag, Text } from '@chakra-ui/react'
import { Plus } from 'lucide-react'
import { type FormEvent, type RefObject, useState } from 'react'
import { useMe, usePlace } from '../../lib/me.ts'
import { newId } from '../../lib/new-id.ts'
import { isAway, keepWaiting, taskLead } from '../../lib/outbox.ts'
import { sayWhen } from '../../lib/say.ts'
import { useQuickAddTask } from '../../lib/tasks.ts'
import { type Understood, understandAs, useUnderstood } from '../../lib/understand.ts'
import { complain } from '../toaster.tsx'

/** “!urgent #home”: how it is, and not what. */
const marksAlone = /^(?:[!#]\S+\s*)+$/

/** One line that understands “pay rent 1st of every month #home !high”, and shows what it understood before Enter makes it. */
export function QuickAdd({ inputRef, preset }: { inputRef: RefObject<HTMLInputElement | null>; preset: Record<string, unknown> }) {
  const [text, setText] = useState('')
  const { understood: shown, current } = useUnderstood('tasks.create', taskLead, text)
  const create = useQuickAddTask()
  const me = useMe()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const words = text.trim()
    if (!words || marksAlone.test(words) || create.isPending) return
    setText('')
    const id = newId()
    const person = me.data?.id
    const wait = (task?: Record<string, unknown>) =>
      person !== undefined && keepWaiting({ kind: 'task', id, person, words, preset, ...(task ? { input: task } : {}) })
    try {
      const { input, problem } = shown && current ? shown : await understandAs('tasks.create', taskLead, words)
      const task = { ...preset, ...input }
      await create.mutateAsync({ id, task, problem }).catch(error => {
        if (!isAway(error) || !wait(task)) throw error
      })
    } catch (error) {
      if (isAway(error) && wait()) return
      complain(error)
      setText(now => now || words)
    }
  }

  return (
    <form onSubmit={submit}>
      <InputGroup startElement={<Plus size={16} aria-hidden />}>
        <Input
          ref={inputRef}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
          aria-label="New task"
          aria-describedby="quick-add-preview"
          placeholder="Add a task: pay rent 1st of every month #home !high"
          maxLength={500}
          variant="subtle"
          autoComplete="off"
        />
      </InputGroup>
      <Box id="quick-add-preview" minH="8" pt="2" px="1" aria-live="polite">
        {marksAlone.test(text.trim()) ? (
          <Text fontSize="xs" color="fg.muted">
            A task needs a name beside its labels and priority.
          </Text>
        ) : (
          text.trim() && shown && <Preview {...shown} />
        )}
      </Box>
    </form>
  )
}

/** What was understood, as chips; or why it was not. */
function Preview({ input, problem }: Understood) {
  const place = usePlace()
  const text = (name: string) => (typeof input[name] === 'string' ? input[name] : undefined)
  const chips = [
    text('due') && `Due ${sayWhen(text('due') ?? '', place)}`,
    text('rrule') && sayRecurrence(text('rrule') ?? '', place.locale),
    text('project') && `Project ${text('project')}`,
    text('assignee') && `For ${text('assignee')}`,
    text('priority') && text('priority') !== 'normal' && `Priority ${text('priority')}`,
    ...(Array.isArray(input.labels) ? input.labels.map(label => `#${label}`) : []),
  ].filter((chip): chip is string => Boolean(chip))
  return (
    <HStack wrap="wrap" gap="2" fontSize="xs" color="fg.muted">
      <Text fontWeight="medium" color="fg">
        {text('title')}
      </Text>
      {chips.map(chip => (
        <Tag.Root key={chip} size="sm" colorPalette="accent" variant="subtle">
          <Tag.Label>{chip}</Tag.Label>
        </Tag.Root>
      ))}
      <Text>{problem ? `${problem} Enter adds it as it stands, without a date.` : 'Enter adds it'}</Text>
    </HStack>
  )
}
