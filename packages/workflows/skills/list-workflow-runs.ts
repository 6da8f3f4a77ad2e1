import { pageOf, pageRequest, Run, sayDate } from '@atom/contracts'
import { type Context, day, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'

/** Did it run? The runs of one automation as people ask for them; screens and programs use the list of all runs. */
export const listWorkflowRuns = () =>
  defineSkill({
    id: 'workflows.runs',
    title: 'List the runs of an automation',
    description: 'When one automation ran and how each run ended, newest first, perhaps of some days.',
    effect: 'read',
    input: z.object({
      id: ref('workflow', { ask: 'Which automation?' }),
      from: day({ cues: ['on', 'since', 'from'] }).optional(),
      to: day({ cues: ['until', 'to'] }).optional(),
      ...pageRequest,
    }),
    output: pageOf(Run),
    examples: [
      { say: 'did the automation weekly report run today?', input: { id: 'weekly report', from: '2026-11-24', to: '2026-11-24' } },
      { say: 'has the weekly report automation run yesterday', input: { id: 'weekly report', from: '2026-11-23', to: '2026-11-23' } },
      { say: 'show the runs of the automation weekly report', input: { id: 'weekly report' } },
      { say: 'when did the automation weekly report last run', input: { id: 'weekly report' } },
      { say: 'has the automation weekly report run yet', input: { id: 'weekly report' } },
      { say: 'how did the automation morning agenda go', input: { id: 'morning agenda' } },
      { say: 'did the weekly report workflow work this morning', input: { id: 'weekly report', from: '2026-11-24', to: '2026-11-24' } },
    ],
    synonyms: {
      verbs: ['did', 'has', 'show', 'when did', 'how did'],
      nouns: ['runs', 'run', 'automation', 'workflow', 'automations', 'workflows'],
    },
    tell: tellRuns,
    run: async (ctx, { id, ...rest }) =>
      (await ctx.invoke('runs.list', { workflow: id, ...rest })) as z.infer<ReturnType<typeof pageOf<typeof Run>>>,
  })

/** Each in a line: when, how it ended and why not. */
function tellRuns({ items }: { items: Run[] }, { from, to }: { from?: string | undefined; to?: string | undefined }, ctx: Context): string {
  const place = { timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() }
  if (items.length === 0) {
    if (from === undefined) return 'It has not run yet.'
    return `No, it did not run ${from === to ? sayDate(from, place) : `since ${sayDate(from, place)}`}.`
  }
  return items
    .slice(0, 10)
    .map(({ workflowName, status, createdAt, error }) => {
      const why = error ? `: ${error.message}` : ''
      return `- “${workflowName}” ${status} ${sayDate(createdAt, place)}${why}`
    })
    .join('\n')
}
