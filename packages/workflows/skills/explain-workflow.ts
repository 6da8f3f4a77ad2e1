import { Run, RunStep, sayDate } from '@atom/contracts'
import { addDays, day, defineSkill, ref, startOfDay } from '@atom/kernel'
import { z } from 'zod'
import { runOf, stepOf, workflowNames } from '../run-record.ts'
import { type RunTable, type StepTable, store } from '../store.ts'

/** The last run that failed, with the step at which it did and what can be done. */
export const explainWorkflow = () =>
  defineSkill({
    id: 'workflows.explain',
    title: 'Explain why an automation failed',
    description:
      'The last failed run of an automation, or of all without an id, perhaps of a day: the step that failed, its error, and what can be done. Where none failed then, the last one that did.',
    effect: 'read',
    input: z.object({
      id: ref('workflow', { ask: 'Which automation?' }).describe('The last failure of all automations without it.').optional(),
      from: day({ cues: ['on', 'since'] }).optional(),
      to: day({ cues: ['until'] }).optional(),
    }),
    output: z.object({
      run: Run.optional(),
      step: RunStep.optional(),
      advice: z.string().optional(),
      within: z.boolean().optional().describe('False where none failed on those days: this is the last that did.'),
    }),
    examples: [
      { say: 'why did the automation weekly report fail', input: { id: 'weekly report' } },
      { say: 'what went wrong with the automation weekly report', input: { id: 'weekly report' } },
      { say: 'why did the weekly report automation fail yesterday', input: { id: 'weekly report', from: '2026-11-23', to: '2026-11-23' } },
      { say: 'what was the error in the automation morning agenda', input: { id: 'morning agenda' } },
      { say: 'explain the failure of the automation weekly report', input: { id: 'weekly report' } },
      { say: 'why did the weekly report workflow break', input: { id: 'weekly report' } },
      { say: 'why did the automation fail', input: {} },
    ],
    synonyms: {
      verbs: ['explain', 'why did', 'what went wrong'],
      nouns: ['failure', 'error', 'automation', 'workflow', 'automations', 'workflows'],
    },
    tell: ({ run, step, advice, within }, { id }, ctx) => {
      if (!run) return id === undefined ? 'No automation has failed.' : 'It has not failed.'
      const place = { timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() }
      const when = sayDate(run.finishedAt ?? run.createdAt, place)
      const where = step ? ` at the step “${step.node}”` : ''
      const then = within === false ? 'Nothing failed then. ' : ''
      return `${then}“${run.workflowName}” failed ${when}${where}: ${step?.error?.message ?? run.error?.message ?? 'no reason was kept.'}${advice ? `\n\n${advice}` : ''}`
    },
    async run(ctx, { id, from, to }) {
      const { timeZone } = ctx.person
      const last = (since?: string, until?: string) => {
        let rows = store.from(ctx, 'run').selectAll().where('status', '=', 'failed').where('status', '<>', 'succeeded')
        if (id !== undefined) rows = rows.where('workflow_id', '=', id)
        if (since !== undefined) rows = rows.where('created_at', '>=', startOfDay(since, timeZone))
        if (until !== undefined) rows = rows.where('created_at', '<', startOfDay(addDays(until, 1), timeZone))
        return rows.orderBy('id', 'desc').limit(1).executeTakeFirst()
      }
      const asked = from !== undefined || to !== undefined
      // What runs in the night has failed “last night” though its day is today's: where none is found then, the last one is told with its date.
      const found = await last(from, to)
      const row = found ?? (asked ? await last() : undefined)
      if (!row) return {}
      const run = runOf(row as RunTable, (await workflowNames(ctx, [row.workflow_id])).get(row.workflow_id) ?? '')
      const failed = await store
        .db(ctx)
        .selectFrom('step')
        .selectAll('step')
        .where('run_id', '=', row.id)
        .where('status', '=', 'failed')
        // Not the pass of a loop it stood in, a piece of a step, nor what the automation had an answer to.
        .where('port', 'is', null)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      const step = failed && (await stepOf(ctx, failed as StepTable, false))
      return {
        run,
        ...(step ? { step } : {}),
        ...(asked && !found ? { within: false } : {}),
        advice: adviceFor(step?.error?.code ?? run.error?.code ?? ''),
      }
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
