import type { Context } from '@atom/kernel'
import { runBatch } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { CompiledGraph, NodePlan, Plan } from '../graph/plan.ts'
import type { RunTable, StepTable } from '../store.ts'
import { isFinal, store } from '../store.ts'
import { keepHidden, withMark } from './hidden.ts'
import { unpack } from './load.ts'
import { Pass, ready } from './pass.ts'
import { blobOf, pack } from './payload.ts'

/** What a run that goes on from a copy takes over. */
export interface Fork {
  /** Numbers of the rows it takes over. */
  seqs: number[]
  /** The step it goes on from, where it is given another input. */
  begun: { node: string; seq: number; values: Record<string, unknown> } | undefined
}

type Row = Pick<StepTable, 'seq' | 'node' | 'iteration' | 'status' | 'port' | 'input'>

/**
 * Decides what of an ended run's journal a new one takes over that begins again at a step: everything that ended well and does not follow
 * from it. `graph`: the version the new run is of. `input`: what the step is given, as the API shows inputs, instead of what it was given.
 * @throws workflow.run_not_settled, step_not_found, fork_in_loop, fork_not_reached, fork_changed, fork_not_ready, fork_input
 */
export async function planFork(ctx: Context, run: RunTable, graph: CompiledGraph, from: string, input: unknown): Promise<Fork> {
  if (!isFinal(run.status)) throw workflowErrors.run_not_settled({ status: run.status })
  const tops = topsOf(graph)
  if (!tops.has(from)) throw workflowErrors.step_not_found({ node: from })
  if (tops.get(from) !== from) throw workflowErrors.fork_in_loop({ node: from, loop: tops.get(from) })
  const rows: Row[] = await store
    .db(ctx)
    .selectFrom('step')
    .select(['seq', 'node', 'iteration', 'status', 'port', 'input'])
    .where('run_id', '=', run.id)
    .orderBy('seq')
    .execute()
  const last = new Map(rows.filter(row => row.iteration === '').map(row => [row.node, row]))
  const own = last.get(from)
  if (!own) throw workflowErrors.fork_not_reached({ node: from })
  const kept = keptOf(graph, from, last)
  const state = stateAfter(graph, from, kept)
  const plan = planOf(graph, from)
  // Another version may have steps before it that have not run; they do first, and then it begins by itself.
  if (state !== ready && input !== undefined) throw workflowErrors.fork_not_ready({ node: from })
  const seqs = rows.filter(row => kept.has(tops.get(row.node) ?? '')).map(row => row.seq)
  if (input === undefined) return { seqs, begun: undefined }
  const before = (await unpack(ctx, run.id, own.input)) as Record<string, unknown> | undefined
  const values = keepHidden(valuesOf(plan, input), before) as Record<string, unknown>
  return { seqs, begun: { node: from, seq: Math.max(0, ...rows.map(row => row.seq)) + 1, values } }
}

/** Writes what a new run takes over, in the transaction that makes it. */
export async function writeFork(
  tx: Context,
  old: RunTable,
  run: RunTable,
  fork: Fork,
  mark: (runId: string, seq: number) => string,
): Promise<void> {
  for (let at = 0; at < fork.seqs.length; at += 500) await copyRows(tx, old.id, run.id, fork.seqs.slice(at, at + 500))
  if (!fork.begun) return
  const { node, seq, values } = fork.begun
  const { text, blob } = pack(run.id, withMark(values, mark(run.id, seq)), () => workflowErrors.value_too_large({ node }))
  if (blob) await runBatch(tx, [blob])
  const row: StepTable = {
    run_id: run.id,
    seq,
    node,
    iteration: '',
    status: 'running',
    attempt: 1,
    n: run.n,
    port: null,
    input: text,
    output: null,
    error: null,
    started_at: run.created_at,
    finished_at: null,
  }
  await store.db(tx).insertInto('step').values(row).execute()
}

async function copyRows(tx: Context, from: string, to: string, seqs: number[]): Promise<void> {
  const rows = await store.db(tx).selectFrom('step').selectAll().where('run_id', '=', from).where('seq', 'in', seqs).execute()
  await store
    .db(tx)
    .insertInto('step')
    .values(rows.map(row => ({ ...row, run_id: to })))
    .execute()
  for (const id of rows.flatMap(row => [blobOf(row.input), blobOf(row.output)]))
    if (id !== undefined)
      await runBatch(tx, [
        {
          sql: 'insert into run_blob (run_id, id, data) select ?, id, data from run_blob where run_id = ? and id = ?',
          parameters: [to, from, id],
        },
      ])
}

/** Of every step the one at the top of the graph in which it stands; itself where it stands there. */
function topsOf(graph: Plan): Map<string, string> {
  const tops = new Map<string, string>()
  const walk = (plan: Plan, top: string | undefined) => {
    for (const { node, body } of plan.nodes) {
      tops.set(node.id, top ?? node.id)
      if (body) walk(body, top ?? node.id)
    }
  }
  walk(graph, undefined)
  return tops
}

const planOf = (graph: Plan, id: string) => graph.nodes[graph.at.get(id) as number] as NodePlan

/** Steps that ended and do not follow from it. @throws workflow.fork_changed where one would go on by a way that is gone */
function keptOf(graph: Plan, from: string, last: ReadonlyMap<string, Row>): Map<string, Row> {
  const after = new Set<number>()
  const open = [graph.at.get(from) as number]
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (after.has(index)) continue
    after.add(index)
    open.push(...(graph.nodes[index] as NodePlan).out.map(({ to }) => to))
  }
  const kept = new Map<string, Row>()
  for (const [node, row] of last) {
    const index = graph.at.get(node)
    const ended = row.status === 'succeeded' || (row.status === 'failed' && row.port !== null)
    if (index === undefined || after.has(index) || !ended) continue
    const { ports, type } = graph.nodes[index] as NodePlan
    if (!ports.includes(row.port as string) && ports.length > 0 && row.port !== 'out')
      throw workflowErrors.fork_changed({ node, type: type.title })
    kept.set(node, row)
  }
  return kept
}

/** How far the step is once everything kept has ended. */
function stateAfter(graph: Plan, from: string, kept: ReadonlyMap<string, Row>): number {
  const pass = new Pass(graph, '')
  pass.begin()
  for (const { node, port } of [...kept.values()].sort((a, b) => a.seq - b.seq)) {
    const index = graph.at.get(node) as number
    pass.enter(index)
    pass.leave(index, port as string)
  }
  return pass.state[graph.at.get(from) as number] as number
}

/** The step's fields, from an input as the API shows it. @throws workflow.fork_input */
function valuesOf({ node, templates, type }: NodePlan, input: unknown): Record<string, unknown> {
  const names = type.body ? (templates.items ? ['items'] : []) : Object.keys(templates)
  if (names.length === 1 && names[0] === 'input') return { input }
  const refuse = () =>
    workflowErrors.fork_input({ node: node.id, fields: names.length > 0 ? `It takes ${names.join(', ')}.` : 'It takes none.' })
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw refuse()
  if (Object.keys(input).some(name => !names.includes(name))) throw refuse()
  return input as Record<string, unknown>
}
