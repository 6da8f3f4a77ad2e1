import type { Context } from '@atom/kernel'
import type { CompiledGraph, Plan } from '../graph/plan.ts'
import type { Came } from '../nodes/node-type.ts'
import { type RunTable, type StepTable, store, type WaitpointTable } from '../store.ts'
import type { GateWait } from './gate.ts'
import { passPort, subPort } from './journal.ts'
import { blobOf } from './payload.ts'

/** What restoring needs besides the rows: by the number of a step's row. */
export interface StoredValues {
  /** Of steps under way, and of loops that failed. */
  inputs: ReadonlyMap<number, Record<string, unknown>>
  /** Of ended passes, and of the last steps of those under way. */
  outputs: ReadonlyMap<number, unknown>
  /** Waitpoints of waiting steps that have not been taken up. */
  waitpoints: ReadonlyMap<number, string>
  /** Those of them that are steps' turns. */
  gates: ReadonlyMap<number, GateWait['kind']>
  /** What steps that go on after a wait were brought. */
  came: ReadonlyMap<number, Came>
}

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
  return new Map(rows.map(row => [row.id, cameFrom(row)]))
}

const cameFrom = ({ status, result }: Pick<WaitpointTable, 'status' | 'result'>): Came => ({
  status: status as Came['status'],
  result: result === null ? undefined : JSON.parse(result),
})

/** What of a run's rows is needed to go on: of each step the last row, and the values of those under way. */
export async function loadSteps(ctx: Context, run: RunTable, graph: CompiledGraph): Promise<{ rows: StepTable[]; stored: StoredValues }> {
  const all = await store
    .db(ctx)
    .selectFrom('step')
    .select(['run_id', 'seq', 'node', 'iteration', 'status', 'attempt', 'n', 'port', 'error', 'started_at', 'finished_at'])
    .where('run_id', '=', run.id)
    .orderBy('seq')
    .execute()
  const last = new Map<string, StepTable>()
  for (const row of all) last.set(`${row.node}\n${row.iteration}`, row as StepTable)
  const rows = [...last.values()].sort((a, b) => a.seq - b.seq)
  for (const row of rows) {
    row.input = null
    row.output = null
  }
  const places = placesOf(graph)
  const stateOf = (node: string | undefined, iteration: string) => (node === undefined ? undefined : last.get(`${node}\n${iteration}`))
  const under = rows.filter(row => isUnderWay(row) && row.port !== subPort)
  const left = rows.filter(
    row => places.get(row.node)?.loop && row.port === null && (row.status === 'failed' || row.status === 'cancelled'),
  )
  const inputs = new Map<number, Record<string, unknown>>()
  for (const [seq, text] of await texts(ctx, run.id, 'input', [...under, ...left]))
    if (text !== null) inputs.set(seq, (await unpack(ctx, run.id, text)) as Record<string, unknown>)
  const wanted = rows.filter(row => {
    if (row.status !== 'succeeded' || row.port === subPort) return false
    // The end of a pass counts while its loop goes on; what a last step gave while its pass does.
    if (row.port === passPort) return stateOf(row.node, around(row.iteration))?.status !== 'succeeded'
    const place = places.get(row.node)
    return place?.last === true && stateOf(place.within, row.iteration) === undefined
  })
  const outputs = new Map<number, unknown>()
  for (const [seq, text] of await texts(ctx, run.id, 'output', wanted)) outputs.set(seq, await unpack(ctx, run.id, text))
  return { rows, stored: { inputs, outputs, ...(await waitsOf(ctx, run.id, under)) } }
}

/** What steps under way wait for, and what those were brought that went on. */
async function waitsOf(ctx: Context, runId: string, under: StepTable[]): Promise<Pick<StoredValues, 'waitpoints' | 'gates' | 'came'>> {
  const waitpoints = new Map<number, string>()
  const gates = new Map<number, GateWait['kind']>()
  const came = new Map<number, Came>()
  if (under.length === 0) return { waitpoints, gates, came }
  const bySeq = new Map(under.map(row => [row.seq, row]))
  const waits = await store
    .from(ctx, 'waitpoint')
    .select(['id', 'seq', 'kind', 'status', 'result', 'created_at'])
    .where('run_id', '=', runId)
    .where('status', '!=', 'cancelled')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const newest = new Map<number, (typeof waits)[number]>()
  for (const wait of waits) {
    if (!bySeq.has(wait.seq)) continue
    newest.set(wait.seq, wait)
    if (bringsSomething(wait) && wait.status !== 'pending') came.set(wait.seq, cameFrom(wait))
  }
  // While its row says that a step waits, its newest waitpoint has not been taken up.
  for (const [seq, wait] of newest) {
    if (bySeq.get(seq)?.status === 'running') continue
    waitpoints.set(seq, wait.id)
    if (wait.kind === 'slot' || wait.kind === 'rate') gates.set(seq, wait.kind)
    if (bringsSomething(wait)) came.delete(seq)
  }
  return { waitpoints, gates, came }
}

/** Another attempt and a step's turn bring nothing. */
const bringsSomething = ({ kind }: Pick<WaitpointTable, 'kind'>) => kind !== 'retry' && kind !== 'rate' && kind !== 'slot'

interface Place {
  loop: boolean
  /** Nothing follows it where it stands. */
  last: boolean
  /** The loop it stands in. */
  within: string | undefined
}

function placesOf(plan: Plan, within?: string, into = new Map<string, Place>()): Map<string, Place> {
  for (const { node, out, body } of plan.nodes) {
    into.set(node.id, { loop: body !== undefined, last: out.length === 0, within })
    if (body) placesOf(body, node.id, into)
  }
  return into
}

const isUnderWay = ({ status }: StepTable) => status === 'running' || status === 'waiting' || status === 'retrying'

/** The iteration around that of a pass or sub-step: where its loop, or its step, stands. */
export const around = (iteration: string) => iteration.slice(0, Math.max(0, iteration.lastIndexOf('.')))

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
