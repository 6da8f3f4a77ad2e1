import { AutomationProposal } from '@atom/contracts'
import { defineSkill, type EventKind, inZone, recurrence, ref, type SkillRegistry, when } from '@atom/kernel'
import type { Graph } from '@atom/workflows'
import { z } from 'zod'
import { chatErrors } from '../errors.ts'
import { describe } from './describe.ts'

export interface RescheduleDeps {
  registry: SkillRegistry
  events(): readonly EventKind[]
}

/** Changes when an automation runs, in its draft; a yes makes it live. */
export const changeTime = (deps: RescheduleDeps) =>
  defineSkill({
    id: 'workflows.change-time',
    title: 'Change the time of an automation',
    description:
      'Changes the time of an automation that runs on a schedule, and its days where “rrule” is given. It is live after workflows.publish: ask the person first.',
    effect: 'write',
    input: z.object({
      id: ref('workflow', { ask: 'Which automation?' }),
      at: when({ cues: ['to', 'at', 'for'], ask: 'At what time should it run?' }).describe('Its time of day counts; the day does not.'),
      rrule: recurrence({ cues: ['every', 'each', 'daily', 'weekly', 'monthly', 'yearly'] }).optional(),
    }),
    output: AutomationProposal,
    examples: [
      { say: 'change the automation weekly report to 9', input: { id: 'weekly report', at: '2026-11-25T09:00' } },
      { say: 'run the automation weekly report at 10 instead', input: { id: 'weekly report', at: '2026-11-25T10:00' } },
      { say: 'move the weekly report automation to 7:15', input: { id: 'weekly report', at: '2026-11-25T07:15' } },
      { say: 'make the automation weekly report run at 11', input: { id: 'weekly report', at: '2026-11-24T11:00' } },
      {
        say: 'change the automation weekly report to every Monday at 9',
        input: { id: 'weekly report', at: '2026-11-30T09:00', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
      },
    ],
    synonyms: { verbs: ['change', 'move', 'set', 'run'], nouns: ['automation', 'workflow', 'automations', 'workflows'] },
    offers: ({ id }) => (id === undefined ? undefined : { skill: 'workflows.publish', input: { id } }),
    tell: ({ name, summary }) => `“${name}” would run like this:\n\n${summary}\n\nShall I make it live? Say yes or no.`,
    async run(ctx, { id, at, rrule }) {
      const workflow = (await ctx.invoke('workflows.get', { id })) as { name: string; graph: Record<string, unknown> }
      const graph = workflow.graph as unknown as Graph
      if (graph.trigger.type !== 'schedule') throw chatErrors.no_schedule({ name: workflow.name })
      const trigger = rescheduled(graph.trigger, clockOf(at, ctx.person.timeZone), rrule)
      if (!trigger) throw chatErrors.unclear_time({ name: workflow.name })
      const changed = { ...graph, trigger } as unknown as Record<string, unknown>
      await ctx.invoke('workflows.update', { id, graph: changed })
      const skills = await deps.registry.in(ctx)
      const words = describe({ ...graph, trigger }, { events: deps.events(), title: skill => skills.find(skill)?.title })
      return { id, name: workflow.name, graph: changed, ...words }
    },
  })

/** As the person’s clock shows it: a moment is UTC by the time it comes here. */
const clockOf = (moment: string, timeZone: string): string | undefined =>
  moment.length > 10 ? /T(\d{2}:\d{2})/.exec(inZone(moment, timeZone))?.[1] : undefined

type Schedule = Extract<Graph['trigger'], { type: 'schedule' }>

/** @param clock `09:00` */
function rescheduled(before: Schedule, clock: string | undefined, rrule?: string): Schedule | undefined {
  const { cron, rrule: known, ...rest } = before
  const [hour, minute] = (clock ?? '').split(':').map(Number)
  if (hour === undefined || minute === undefined) return undefined
  const days = (rrule ?? known)?.replace(/;BY(HOUR|MINUTE|SECOND)=\d+/g, '')
  if (days !== undefined) return { ...rest, rrule: `${days};BYHOUR=${hour};BYMINUTE=${minute};BYSECOND=0` }
  const fields = (cron ?? '').trim().split(/\s+/)
  // What runs through the day has no time of its own.
  if (fields.length !== 5 || !/^\d+$/.test(fields[0] ?? '') || !/^\d+$/.test(fields[1] ?? '')) return undefined
  return { ...rest, cron: [minute, hour, ...fields.slice(2)].join(' ') }
}
