import { pageOf, pageRequest, Run, RunStep, runStatuses } from '@atom/contracts'
import { type Context, defineSkill, query, ref, when } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { passPort } from '../run/journal.ts'
import { childRuns, runOf, stepOf, workflowNames } from '../run-record.ts'
import { type RunTable, type StepTable, store } from '../store.ts'

const runId = z.string().min(1).max(100)

export const listRuns = () =>
  defineSkill({
    id: 'runs.list',
    title: 'List runs',
    description: 'Runs of automations, newest first; by automation, status, time and words of their error.',
    effect: 'read',
    input: z.object({
      workflow: ref('workflow').optional(),
      status: z.enum(runStatuses).optional(),
      from: when().optional(),
      to: when().optional(),
      query: query().optional().describe('Words of the error.'),
      ...pageRequest,
    }),
    output: pageOf(Run),
    examples: [],
    route: 'GET /api/runs',
    internal: true,
    async run(ctx, { workflow, status, from, to, query: words, ...page }) {
      let rows = store.from(ctx, 'run').selectAll('run')
      if (workflow !== undefined) rows = rows.where('workflow_id', '=', workflow)
      if (status !== undefined) rows = rows.where('status', '=', status)
      // Said twice, so that the index of what did not simply succeed is used.
      if (status !== undefined && status !== 'succeeded') rows = rows.where('status', '<>', 'succeeded')
      if (from !== undefined) rows = rows.where('created_at', '>=', from)
      if (to !== undefined) rows = rows.where('created_at', '<=', to.length === 10 ? `${to}T99` : to)
      if (words !== undefined)
        rows = rows.where(eb => eb(eb.fn('lower', ['error']), 'like', `%${words.toLowerCase().replace(/[%_]/g, ' ')}%`))
      const { items, nextCursor } = await paginate(rows, page, [{ column: 'id', order: 'desc' }])
      const names = await workflowNames(
        ctx,
        items.map(row => row.workflow_id),
      )
      return { items: items.map(row => runOf(row as RunTable, names.get(row.workflow_id) ?? '')), nextCursor }
    },
  })

export const getRun = () =>
  defineSkill({
    id: 'runs.get',
    title: 'Look at a run',
    description: 'How one run of an automation went.',
    effect: 'read',
    input: z.object({ id: runId }),
    output: Run,
    examples: [],
    route: 'GET /api/runs/{id}',
    internal: true,
    run: async (ctx, { id }) => readRun(ctx, id),
  })

/** @throws workflow.run_not_found */
export async function readRun(ctx: Context, id: string): Promise<Run> {
  const row = await store.from(ctx, 'run').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw workflowErrors.run_not_found()
  return runOf(row, (await workflowNames(ctx, [row.workflow_id])).get(row.workflow_id) ?? '')
}

export const listSteps = () =>
  defineSkill({
    id: 'runs.steps',
    title: 'List the steps of a run',
    description: 'What each step was given and gave, in the order in which they began. Long values are cut unless “whole” is set.',
    effect: 'read',
    input: z.object({ id: runId, node: z.string().max(64).optional(), whole: z.boolean().optional(), ...pageRequest }),
    output: pageOf(RunStep),
    examples: [],
    route: 'GET /api/runs/{id}/steps',
    internal: true,
    async run(ctx, { id, node, whole, ...page }) {
      await readRun(ctx, id)
      let rows = store
        .db(ctx)
        .selectFrom('step')
        .selectAll('step')
        .where('run_id', '=', id)
        .where(eb => eb.or([eb('port', 'is', null), eb('port', '<>', passPort)]))
      if (node !== undefined) rows = rows.where('node', '=', node)
      const { items, nextCursor } = await paginate(rows, page, [{ column: 'seq', order: 'asc' }])
      const children = await childRuns(ctx, id)
      return {
        items: await Promise.all(items.map(row => stepOf(ctx, row as StepTable, whole ?? false, children.get(row.seq)))),
        nextCursor,
      }
    },
  })
