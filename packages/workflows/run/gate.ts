import { type Context, newId } from '@atom/kernel'
import { runBatch, type Statement } from '@atom/storage'
import { store } from '../store.ts'

/** What a step asks for before it begins. */
export interface GateRequest {
  runId: string
  seq: number
  /** One of at most `limit` steps at the same time. */
  slot: { key: string; limit: number } | undefined
  /** One of at most `count` beginnings in `per` milliseconds; `key` names the step. */
  rate: { key: string; count: number; per: number } | undefined
}

/** What it must wait for: its turn, or a moment. */
export type GateWait = { kind: 'slot'; key: string } | { kind: 'rate'; until: string }

/**
 * Lets a step begin, in the caller's transaction, or says what it waits for. Its turn under a concurrency key is its own until `leaveGate`,
 * and it may ask again for what it has. Right across processes: whoever asks about a key holds its row until the transaction ends.
 */
export async function enterGate(tx: Context, { runId, seq, slot, rate }: GateRequest): Promise<GateWait | undefined> {
  if (slot && !(await takeSlot(tx, slot, runId, seq))) return { kind: 'slot', key: slot.key }
  const until = rate && (await nextBeginning(tx, rate))
  return until === undefined ? undefined : { kind: 'rate', until }
}

/**
 * Gives back the turns of a step, or of a whole run, and to each next in line its turn.
 * `settle` brings the waitpoint of a step its turn; false where nobody waits there any more.
 */
export async function leaveGate(
  tx: Context,
  { runId, seq }: { runId: string; seq?: number },
  settle: (runId: string, seq: number) => Promise<boolean>,
): Promise<void> {
  const own = () =>
    seq === undefined ? tableOf(tx).where('run_id', '=', runId) : tableOf(tx).where('run_id', '=', runId).where('seq', '=', seq)
  const keys = new Set((await own().select('key').execute()).map(row => row.key))
  for (const key of [...keys].sort()) {
    await lock(tx, key)
    let gone = store.remove(tx, 'step_slot').where('run_id', '=', runId).where('key', '=', key)
    if (seq !== undefined) gone = gone.where('seq', '=', seq)
    await gone.execute()
    for (;;) {
      const next = await firstInLine(tx, key)
      if (!next || (await countHeld(tx, key)) >= next.most) break
      if (await settle(next.run_id, next.seq)) await hold(tx, next.run_id, next.seq)
      else await store.remove(tx, 'step_slot').where('run_id', '=', next.run_id).where('seq', '=', next.seq).execute()
    }
  }
}

const tableOf = (tx: Context) => store.from(tx, 'step_slot')

async function takeSlot(tx: Context, { key, limit }: { key: string; limit: number }, runId: string, seq: number): Promise<boolean> {
  await lock(tx, key)
  const own = await tableOf(tx).select('held').where('run_id', '=', runId).where('seq', '=', seq).executeTakeFirst()
  if (own?.held === 1) return true
  if (!own) await store.insert(tx, 'step_slot', { key, run_id: runId, seq, place: newId(), most: limit, held: 0 }).execute()
  const first = await firstInLine(tx, key)
  if (first?.run_id !== runId || first.seq !== seq || (await countHeld(tx, key)) >= limit) return false
  await hold(tx, runId, seq)
  return true
}

const firstInLine = (tx: Context, key: string) =>
  tableOf(tx).select(['run_id', 'seq', 'most']).where('key', '=', key).where('held', '=', 0).orderBy('place').limit(1).executeTakeFirst()

async function countHeld(tx: Context, key: string): Promise<number> {
  const row = await tableOf(tx)
    .select(eb => eb.fn.countAll().as('count'))
    .where('key', '=', key)
    .where('held', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

const hold = (tx: Context, runId: string, seq: number) =>
  store.update(tx, 'step_slot').set({ held: 1 }).where('run_id', '=', runId).where('seq', '=', seq).execute()

const lock = (tx: Context, key: string) => runBatch(tx, [lockGate(tx.workspaceId, `slot:${key}`)])

/** Makes transactions that ask about the same thing take turns, across processes. */
export const lockGate = (workspaceId: string, key: string): Statement => ({
  sql: `insert into step_gate (workspace_id, "key", due) values (?, ?, 0)
    on conflict (workspace_id, "key") do update set due = step_gate.due`,
  parameters: [workspaceId, key],
})

/**
 * The generic cell rate algorithm: `count` may begin at once, then one every `per / count`. Each that asks is given its own time, so those
 * who wait begin in the order in which they came and never ask again.
 * @returns when to begin, UTC ISO 8601; nothing for now
 */
async function nextBeginning(tx: Context, { key, count, per }: NonNullable<GateRequest['rate']>): Promise<string | undefined> {
  const now = tx.clock.now().getTime()
  const pace = per / count
  const [rows] = await runBatch(tx, [
    {
      sql: `insert into step_gate (workspace_id, "key", due) values (?, ?, ?) on conflict (workspace_id, "key") do update
        set due = case when step_gate.due > ? then step_gate.due else ? end + ? returning due`,
      parameters: [tx.workspaceId, `rate:${key}`, now + pace, now, now, pace],
    },
  ])
  const begins = Math.round(Number(rows?.[0]?.due) - per)
  return begins <= now ? undefined : new Date(begins).toISOString()
}
