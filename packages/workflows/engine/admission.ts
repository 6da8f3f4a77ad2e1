import type { Context } from '@atom/kernel'
import { runBatch } from '@atom/storage'
import { sql } from 'kysely'
import type { Graph, Settings } from '../graph/schema.ts'
import { lockGate } from '../run/gate.ts'
import { liveStatuses, type RunTable, store } from '../store.ts'
import { versionGraph } from '../versions/version-graph.ts'
import type { EngineParts } from './parts.ts'

type Limit = NonNullable<Settings['concurrency']>

/**
 * How many runs of a workflow may be under way. A new one goes by the limit of its own version; those that were held back go by the one of the
 * live version, and are looked at whenever room may have come: at an end, when one of them is resumed, when another version goes live, at
 * the start of an engine, and every few seconds where several share a database. Runs that only pretend count nowhere.
 */
export class Admission {
  readonly #parts: Pick<EngineParts, 'deps' | 'steering' | 'wakes'>

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /**
   * Says whether a run that is not counted yet may begin, in the caller's transaction: at once, when there is room, or not at all.
   * Others may be cancelled for it.
   */
  async ask(tx: Context, run: Pick<RunTable, 'workflow_id' | 'dry'>, limit: Limit | undefined): Promise<'in' | 'held' | 'skipped'> {
    if (!limit || run.dry === 1) return 'in'
    await this.#lock(tx, run.workflow_id)
    const tooMany = (await countIn(tx, run.workflow_id)) - limit.limit + 1
    if (tooMany <= 0) return 'in'
    if (limit.policy === 'skip') return 'skipped'
    if (limit.policy === 'queue') return 'held'
    // Those held back, by a limit that was another then, came before it too; they go first, or they would take the places of the others.
    const previous = [...(await heldOf(tx, run.workflow_id).select('id').execute()), ...(await oldestIn(tx, run.workflow_id, tooMany))]
    for (const { id } of previous) await this.#parts.steering.request(tx, id, 'cancel')
    return 'in'
  }

  /** Lets in as many of those held back as may now, in the caller's transaction: of high priority first, then who came first. */
  async letIn(tx: Context, workflowId: string): Promise<void> {
    const waiting = await heldOf(tx, workflowId).select('version').limit(1).executeTakeFirst()
    if (!waiting) return
    await this.#lock(tx, workflowId)
    const limit = await limitInForce(tx, workflowId, waiting.version)
    const room = limit && limit.limit - (await countIn(tx, workflowId))
    if (room !== undefined && room <= 0) return
    const next = heldOf(tx, workflowId).select('id').orderBy('priority').orderBy('id')
    const ids = (await (room === undefined ? next : next.limit(room)).execute()).map(({ id }) => id)
    for (let at = 0; at < ids.length; at += 500)
      await store
        .update(tx, 'run')
        .set({ held: 0 })
        .where('id', 'in', ids.slice(at, at + 500))
        .execute()
    // One is as good as all: who hears of it looks for every run that is queued.
    if (ids[0] !== undefined) await this.#parts.wakes.now(tx, ids[0])
  }

  /** The same in a transaction of its own. Should it fail, they are found at the next look. */
  letInSoon({ workspace_id, workflow_id }: Pick<RunTable, 'workspace_id' | 'workflow_id'>): void {
    const { deps } = this.#parts
    deps.unitOfWork
      .writing(deps.system(workspace_id), tx => this.letIn(tx, workflow_id))
      .catch(error => deps.log.warn({ err: error, workflow: workflow_id }, 'runs that were held back could not be let in yet'))
  }

  /** Looks at all workflows of which runs are held back. */
  async lookAtAll(): Promise<void> {
    const { deps } = this.#parts
    const workflows = await store
      .db(deps.system(''))
      .selectFrom('run')
      .select(['workspace_id', 'workflow_id'])
      .distinct()
      .where('held', '=', sql.lit(1))
      .where('status', '=', 'queued')
      .execute()
    for (const workflow of workflows) this.letInSoon(workflow)
  }

  /** Who asks about a workflow's limit holds it until the transaction ends, across processes. */
  #lock = (tx: Context, workflowId: string) => runBatch(tx, [lockGate(tx.workspaceId, `runs:${workflowId}`)])
}

const heldOf = (tx: Context, workflowId: string) =>
  store.from(tx, 'run').where('workflow_id', '=', workflowId).where('held', '=', sql.lit(1)).where('status', '=', 'queued')

const inOf = (tx: Context, workflowId: string) =>
  store
    .from(tx, 'run')
    .where('workflow_id', '=', workflowId)
    .where('status', 'in', liveStatuses)
    .where('status', '<>', sql.lit('succeeded'))
    .where('held', '=', 0)
    .where('dry', '=', 0)

async function countIn(tx: Context, workflowId: string): Promise<number> {
  const { count } = await inOf(tx, workflowId)
    .select(eb => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const oldestIn = (tx: Context, workflowId: string, most: number) => inOf(tx, workflowId).select('id').orderBy('id').limit(most).execute()

/**
 * What the live version says; of one that was never published, of which there are trials alone, this version of the draft. A deleted automation
 * keeps its limit until the last of its runs has ended.
 */
async function limitInForce(tx: Context, workflowId: string, trial: number): Promise<Limit | undefined> {
  const live = await store.from(tx, 'workflow').select('version').where('id', '=', workflowId).executeTakeFirst()
  return (JSON.parse(await versionGraph(tx, workflowId, live?.version ?? trial)) as Graph).settings?.concurrency
}
