import type { Run, RunStep } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { shownText, shownValue } from './run/hidden.ts'
import { subPort } from './run/journal.ts'
import { unpack } from './run/load.ts'
import { blobOf } from './run/payload.ts'
import { type RunTable, type StepTable, store } from './store.ts'

export const runOf = (row: RunTable, workflowName: string): Run => ({
  id: row.id,
  workflow: row.workflow_id,
  workflowName,
  version: row.version,
  status: row.status,
  trigger: row.trigger,
  dry: row.dry === 1,
  createdAt: row.created_at,
  ...(row.started_at === null ? {} : { startedAt: row.started_at }),
  ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  ...(row.error === null ? {} : { error: JSON.parse(row.error) }),
  ...(row.origin_run === null ? {} : { originRun: row.origin_run }),
})

/** Names of workflows by id, deleted ones too: a run keeps saying what it was a run of. */
export async function workflowNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await store
    .from(ctx, 'workflow')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/** What stands in place of a value that is too long for a list. */
const longest = 4000

/** The runs that steps of a run started and waited for, by the steps' numbers. */
export async function childRuns(ctx: Context, runId: string): Promise<ReadonlyMap<number, string>> {
  const rows = await store.from(ctx, 'waitpoint').select(['seq', 'subject']).where('run_id', '=', runId).where('kind', '=', 'run').execute()
  return new Map(rows.flatMap(({ seq, subject }) => (subject === null ? [] : [[seq, subject]])))
}

export async function stepOf(ctx: Context, row: StepTable, whole: boolean, childRun?: string): Promise<RunStep> {
  const input = await shownOf(ctx, row, row.input, whole)
  const output = await shownOf(ctx, row, row.output, whole)
  return {
    seq: row.seq,
    node: row.node,
    iteration: row.iteration,
    status: row.status,
    attempt: row.attempt,
    ...(row.port === subPort ? { sub: true } : row.port === null ? {} : { port: row.port }),
    ...(childRun === undefined ? {} : { childRun }),
    // Of a step that is given one thing alone, that thing; of one whose input is what it gives, that.
    input: aloneOf(row.input === null && row.status === 'succeeded' ? output.value : input.value),
    output: output.value ?? null,
    ...(input.cut || output.cut ? { cut: true } : {}),
    ...(row.error === null ? {} : { error: JSON.parse(row.error) }),
    startedAt: row.started_at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  }
}

function aloneOf(value: unknown): unknown {
  if (value === undefined) return null
  const keys = value && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : []
  return keys.length === 1 && keys[0] === 'input' ? (value as { input: unknown }).input : value
}

async function shownOf(ctx: Context, row: StepTable, text: string | null, whole: boolean): Promise<{ value: unknown; cut: boolean }> {
  if (text === null) return { value: undefined, cut: false }
  if (whole) return { value: shownValue(await unpack(ctx, row.run_id, text)), cut: false }
  if (blobOf(text) !== undefined) return { value: '…', cut: true }
  const shown = shownText(text)
  return shown.length > longest ? { value: `${shown.slice(0, longest)}…`, cut: true } : { value: JSON.parse(shown), cut: false }
}
