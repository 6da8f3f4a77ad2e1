import type { Context } from '@atom/kernel'
import type { Came } from '../nodes/node-type.ts'
import { type RunTable, type StepTable, store } from '../store.ts'
import type { StoredValues } from './execution.ts'
import { blobOf } from './payload.ts'

/** A value of the journal as it was. */
export async function unpack(ctx: Context, runId: string, text: string | null): Promise<unknown> {
  const blob = blobOf(text)
  if (blob === undefined) return text === null ? undefined : JSON.parse(text)
  const row = await store
    .db(ctx)
    .selectFrom('run_blob')
    .select('data')
    .where('run_id', '=', runId)
    .where('id', '=', blob)
    .executeTakeFirst()
  return row && JSON.parse(row.data)
}

/** What the step of that number gave. */
export async function outputOfStep(ctx: Context, runId: string, seq: number): Promise<unknown> {
  const row = await store.db(ctx).selectFrom('step').select('output').where('run_id', '=', runId).where('seq', '=', seq).executeTakeFirst()
  return unpack(ctx, runId, row?.output ?? null)
}

/** What came of a run's waitpoints, by id; those still waited for are left out. */
export async function cameOf(ctx: Context, runId: string): Promise<ReadonlyMap<string, Came>> {
  const rows = await store
    .from(ctx, 'waitpoint')
    .select(['id', 'status', 'result'])
    .where('run_id', '=', runId)
    .where('status', 'in', ['done', 'timeout'])
    .execute()
  return new Map(
    rows.map(row => [row.id, { status: row.status as Came['status'], result: row.result === null ? undefined : JSON.parse(row.result) }]),
  )
}

/** What of a run's rows is needed to go on: of each step the last row, and the values of those under way. */
export async function loadSteps(
  ctx: Context,
  run: RunTable,
  loops: ReadonlySet<string>,
): Promise<{ rows: StepTable[]; stored: StoredValues }> {
  const all = await store
    .db(ctx)
    .selectFrom('step')
    .select(['run_id', 'seq', 'node', 'iteration', 'status', 'attempt', 'n', 'port', 'error', 'started_at', 'finished_at'])
    .where('run_id', '=', run.id)
    .orderBy('seq')
    .execute()
  const last = new Map<string, StepTable>()
  for (const row of all) last.set(`${row.node}\n${row.iteration}`, { ...row, input: null, output: null })
  const rows = [...last.values()].sort((a, b) => a.seq - b.seq)
  const under = rows.filter(row => row.status === 'running' || row.status === 'waiting' || row.status === 'retrying')
  const passes = rows.filter(row => loops.has(row.node) && row.status === 'succeeded')
  const inputs = new Map<number, Record<string, unknown>>()
  for (const [seq, text] of await texts(ctx, run.id, 'input', under))
    if (text !== null) inputs.set(seq, (await unpack(ctx, run.id, text)) as Record<string, unknown>)
  const outputs = new Map<number, unknown>()
  for (const [seq, text] of await texts(ctx, run.id, 'output', passes)) outputs.set(seq, await unpack(ctx, run.id, text))
  const waiting = await store
    .from(ctx, 'waitpoint')
    .select(['id', 'seq'])
    .where('run_id', '=', run.id)
    .where('status', '!=', 'cancelled')
    .execute()
  // A step that waited and went on is under way again; its newest waitpoint counts while its row says that it waits.
  const waits = new Map(waiting.sort((a, b) => (a.id < b.id ? -1 : 1)).map(row => [row.seq, row.id]))
  const waitpoints = new Map(
    under.filter(row => row.status !== 'running' && waits.has(row.seq)).map(row => [row.seq, waits.get(row.seq) as string]),
  )
  return { rows, stored: { inputs, outputs, waitpoints } }
}

async function texts(ctx: Context, runId: string, column: 'input' | 'output', rows: StepTable[]): Promise<[number, string | null][]> {
  const found: [number, string | null][] = []
  for (let at = 0; at < rows.length; at += 500) {
    const seqs = rows.slice(at, at + 500).map(row => row.seq)
    const part = await store
      .db(ctx)
      .selectFrom('step')
      .select(['seq', column])
      .where('run_id', '=', runId)
      .where('seq', 'in', seqs)
      .execute()
    for (const row of part) found.push([row.seq, (row as unknown as Record<string, string | null>)[column] as string | null])
  }
  return found
}
