'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import type { JsonSchema, Member, Paged, Project, SkillSummary } from './records.ts'

/** Where the thing a `ref` points at is read, by what it points to. */
const addresses = {
  task: '/api/tasks',
  event: '/api/calendar/events',
  note: '/api/notes',
  contact: '/api/contacts',
  reminder: '/api/reminders',
} as const

/** What a field points at, if it does. */
export const refOf = (schema: JsonSchema | undefined): string | undefined =>
  schema?.['x-atom']?.to ?? schema?.anyOf?.map(refOf).find(to => to !== undefined)

async function nameOf(to: string, id: string): Promise<string | undefined> {
  if (to === 'project') return (await api.get<Paged<Project>>('/api/projects', { limit: 200 })).items.find(one => one.id === id)?.name
  if (to === 'person') return (await api.get<Paged<Member>>('/api/members', { limit: 200 })).items.find(one => one.id === id)?.name
  const address = addresses[to as keyof typeof addresses]
  if (!address) return undefined
  const record = await api.get<{ title?: string; name?: string; body?: string }>(`${address}/${encodeURIComponent(id)}`)
  return record.title ?? record.name ?? record.body?.slice(0, 80)
}

/** What the ids of an input stand for, by field. What is not there any more has no name. */
export function useNamed(skill: SkillSummary | undefined, input: Record<string, unknown>): Record<string, string> {
  const { data } = useQuery({
    queryKey: ['named', skill?.id, input],
    // Read once: what an approved deletion has taken away is not asked for again.
    enabled: query => Boolean(skill) && query.state.data === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const found = Object.entries(input).map(async ([field, id]): Promise<[string, string][]> => {
        const to = refOf(skill?.input.properties?.[field])
        const name = to && typeof id === 'string' ? await nameOf(to, id).catch(() => undefined) : undefined
        return name ? [[field, name]] : []
      })
      return Object.fromEntries((await Promise.all(found)).flat())
    },
  })
  return data ?? {}
}
