import { Run, RunStep, sayDate } from '@atom/contracts'
import { day, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { runOf, stepOf, workflowNames } from '../run-record.ts'
import { type RunTable, type StepTable, store } from '../store.ts'

/** The last run that failed, with the step at which it did and what can be done. */
export const explainWorkflow = () =>
  defineSkill({
    id: 'workflows.explain',
    title: 'Explain why an automation failed',
    description: 'The last failed run of an automation, perhaps of a day: the step that failed, its error, and what can be done.',
    effect: 'read',
    input: z.object({
      id: ref('workflow', { ask: 'Which automation?' }),
      from: day({ cues: ['on', 'since'] }).optional(),
      to: day({ cues: ['until'] }).optional(),
    }),
    output: z.object({ run: Run.optional(), step: RunStep.optional(), advice: z.string().optional() }),
    examples: [
      { say: 'why did the automation weekly report fail', input: { id: 'weekly report' } },
      { say: 'what went wrong with the automation weekly report', input: { id: 'weekly report' } },
      { say: 'why did the weekly report automation fail yesterday', input: { id: 'weekly report', from: '2026-11-23', to: '2026-11-23' } },
      { say: 'what was the error in the automation morning agenda', input: { id: 'morning agenda' } },
      { say: 'explain the failure of the automation weekly report', input: { id: 'weekly report' } },
      { say: 'why did the weekly report workflow break', input: { id: 'weekly report' } },
    ],
    synonyms: {
      verbs: ['explain', 'why did', 'what went wrong'],
      nouns: ['failure', 'error', 'automation', 'workflow', 'automations', 'workflows'],
    },
    tell: ({ run, step, advice }, _input, ctx) => {
      if (!run) return 'No run of it failed.'
      const place = { timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() }
      const when = sayDate(run.finishedAt ?? run.createdAt, place)
      const where = step ? ` at the step “${step.node}”` : ''
      return `“${run.workflowName}” failed ${when}${where}: ${step?.error?.message ?? run.error?.message ?? 'no reason was kept.'}${advice ? `\n\n${advice}` : ''}`
    },
    async run(ctx, { id, from, to }) {
      let rows = store
        .from(ctx, 'run')
        .selectAll()
        .where('workflow_id', '=', id)
        .where('status', '=', 'failed')
        .where('status', '<>', 'succeeded')
      if (from !== undefined) rows = rows.where('created_at', '>=', from)
      if (to !== undefined) rows = rows.where('created_at', '<=', `${to}T99`)
      const row = await rows.orderBy('id', 'desc').limit(1).executeTakeFirst()
      if (!row) return {}
      const run = runOf(row as RunTable, (await workflowNames(ctx, [row.workflow_id])).get(row.workflow_id) ?? '')
      const failed = await store
        .db(ctx)
        .selectFrom('step')
        .selectAll('step')
        .where('run_id', '=', row.id)
        .where('status', '=', 'failed')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      const step = failed && (await stepOf(ctx, failed as StepTable, false))
      return { run, ...(step ? { step } : {}), advice: adviceFor(step?.error?.code ?? run.error?.code ?? '') }
    },
  })

/** What a person can do about an error of this code. */
function adviceFor(code: string): string {
  if (/missing_value|expression|bad_/.test(code))
    return 'A value it needed was not there. Open the automation, correct that step, then say “run it now”.'
  if (/not_found|no_such/.test(code)) return 'What it works on is gone. Correct that step, or make the thing again, then run it again.'
  if (/invalid_input/.test(code)) return 'The step was given something it cannot take. Open the automation and correct that step.'
  if (/unreachable|timed_out|timeout|rate/.test(code)) return 'This may pass by itself. Say “run it now” to try once more.'
  if (/denied|forbidden|role|policy/.test(code))
    return 'Who published it may not do this, or somebody said no. Have somebody with the right publish it again.'
  return 'Look at the run to see what each step was given; say “run it now” to try once more.'
}
