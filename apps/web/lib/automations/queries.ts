'use client'
import type { NodeTypeSummary, Run, RunStep, Variable, Workflow, WorkflowSummary, WorkflowTemplate, WorkflowVersion } from '@atom/contracts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { z } from 'zod'
import { api } from '../api.ts'
import type { JsonSchema, Paged } from '../records.ts'
import { readServerSentEvents } from '../server-sent-events.ts'
import { useSkills } from '../skills.ts'
import type { Graph } from './graph.ts'
import type { EventKind, Kinds } from './step-kinds.ts'

export type Version = z.infer<typeof WorkflowVersion>
export type { Run, RunStep, WorkflowSummary, WorkflowTemplate }
export type WorkflowWithGraph = Omit<Workflow, 'graph'> & { graph: Graph }

interface Catalogue {
  items: NodeTypeSummary[]
  trigger: JsonSchema
  settings: JsonSchema
}

const whileHere = { staleTime: Number.POSITIVE_INFINITY }

/** What automations are made of. */
export const useCatalogue = () =>
  useQuery({ queryKey: ['node-types'], queryFn: ({ signal }) => api.get<Catalogue>('/api/workflows/node-types', {}, signal), ...whileHere })

/** What happens in ATOM and can start an automation. */
const useEvents = () =>
  useQuery({
    queryKey: ['event-kinds'],
    queryFn: ({ signal }) => api.get<{ items: EventKind[] }>('/api/workflows/events', {}, signal),
    ...whileHere,
  })

/** The workspace’s variables by name; of a secret one no more than that it is secret. */
export const useVariables = () =>
  useQuery({
    queryKey: ['variables'],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Paged<Variable>>('/api/variables', { limit: 200 }, signal)
      return Object.fromEntries(items.map(({ name, kind, value }) => [name, kind === 'secret' ? '•••' : value]))
    },
    staleTime: 30_000,
  })

export const useTemplates = (enabled = true) =>
  useQuery({
    queryKey: ['templates'],
    enabled,
    queryFn: ({ signal }) => api.get<{ items: WorkflowTemplate[] }>('/api/workflows/templates', {}, signal),
    ...whileHere,
  })

/** Types and skills by name, for drawing steps. Undefined until both are there. */
export function useKinds(): Kinds | undefined {
  const { data: catalogue } = useCatalogue()
  const { data: skills } = useSkills()
  const { data: events } = useEvents()
  return useMemo(
    () =>
      catalogue && skills && events
        ? {
            types: new Map(catalogue.items.map(type => [type.type, type])),
            skills: new Map(skills.map(skill => [skill.id, skill])),
            events: new Map(events.items.map(event => [event.name, event])),
          }
        : undefined,
    [catalogue, skills, events],
  )
}

export const useWorkflow = (id: string) =>
  useQuery({
    queryKey: ['workflows', 'one', id],
    enabled: id !== '',
    queryFn: ({ signal }) => api.get<WorkflowWithGraph>(`/api/workflows/${id}`, {}, signal),
  })

export const useVersions = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['workflows', 'versions', id],
    enabled,
    queryFn: ({ signal }) => api.get<Paged<Version>>(`/api/workflows/${id}/versions`, { limit: 100 }, signal),
  })

/** The graph of one version; it never changes. */
export const versionOptions = (id: string, version: number) => ({
  queryKey: ['workflow-version', id, version],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<{ version: number; graph: Graph }>(`/api/workflows/${id}/versions/${version}`, {}, signal),
  ...whileHere,
})

export const useVersion = (id: string | undefined, version: number | undefined) =>
  useQuery({ ...versionOptions(id ?? '', version ?? 0), enabled: id !== undefined && version !== undefined })

export const isOver = (run: Pick<Run, 'status'>) => ['succeeded', 'failed', 'cancelled'].includes(run.status)

async function allSteps(id: string, signal: AbortSignal): Promise<RunStep[]> {
  const items: RunStep[] = []
  let cursor: string | undefined
  do {
    const page: Paged<RunStep> = await api.get(`/api/runs/${id}/steps`, { limit: 200, cursor }, signal)
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor && items.length < mostSteps)
  return items
}

/** More steps of one run are not drawn. */
const mostSteps = 5000

const runKey = (id: string) => ['runs', 'one', id]
const stepsKey = (id: string) => ['runs', 'steps', id]

/** A run with its steps, live until it ends. */
export function useRun(id: string) {
  const client = useQueryClient()
  const run = useQuery({
    queryKey: runKey(id),
    enabled: id !== '',
    queryFn: ({ signal }) => api.get<Run>(`/api/runs/${id}`, {}, signal),
  })
  const steps = useQuery({
    queryKey: stepsKey(id),
    enabled: id !== '',
    queryFn: ({ signal }) => allSteps(id, signal),
    placeholderData: keepPreviousData,
  })
  const event = useQuery({
    queryKey: ['run-event', id],
    enabled: id !== '',
    queryFn: ({ signal }) => api.get<{ event: unknown }>(`/api/runs/${id}/event`, {}, signal),
    ...whileHere,
  })
  const live = run.data !== undefined && !isOver(run.data)
  useEffect(() => {
    if (!live || id === '') return
    const stop = new AbortController()
    let due: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      due = undefined
      client.invalidateQueries({ queryKey: stepsKey(id) })
      client.invalidateQueries({ queryKey: runKey(id) })
    }
    // A loop tells of hundreds of steps a second; they are looked at together.
    const soon = () => {
      due ??= setTimeout(look, 150)
    }
    const listen = async () => {
      const answer = await fetch(`/api/runs/${id}/stream`, { headers: { accept: 'text/event-stream' }, signal: stop.signal })
      if (!answer.ok || !answer.body) return
      for await (const _ of readServerSentEvents(answer.body)) soon()
      look()
    }
    listen().catch(() => {
      // The stream broke: what it would have told is asked for.
      if (!stop.signal.aborted) soon()
    })
    return () => {
      stop.abort()
      clearTimeout(due)
    }
  }, [client, id, live])
  return { run, steps, event: event.data?.event }
}

/** The newest run of an automation. */
export const useLastRunId = (workflow: string) =>
  useQuery({
    queryKey: ['runs', 'last', workflow],
    enabled: workflow !== '',
    queryFn: async ({ signal }) => (await api.get<Paged<Run>>('/api/runs', { workflow, limit: 1 }, signal)).items[0]?.id ?? null,
  })

/** One step's values in full. */
export const useWholeStep = (run: string, step: RunStep | undefined, enabled: boolean) =>
  useQuery({
    queryKey: ['runs', 'whole', run, step?.seq, step?.status],
    enabled: enabled && step !== undefined,
    queryFn: async ({ signal }) => {
      const wanted = step as RunStep
      let cursor: string | undefined
      do {
        const page: Paged<RunStep> = await api.get(`/api/runs/${run}/steps`, { node: wanted.node, whole: true, limit: 50, cursor }, signal)
        const found = page.items.find(one => one.seq === wanted.seq)
        if (found) return found
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return wanted
    },
  })
