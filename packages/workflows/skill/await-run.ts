import { type Context, kernelErrors } from '@atom/kernel'
import { isFinal, type RunTable, store } from '../store.ts'
import type { AutomationSkillDeps } from './automation-skill.ts'

/** Milliseconds after which a run is looked at without being told: another process may work on it. */
const lookEvery = 500

/**
 * Waits until the run has ended, but no longer than `patience` milliseconds, and not for what will not come in that time: an approval, an
 * event, a later hour. Whoever stops a chat or an agent stops the run they began; a connection that ends does not.
 * @returns the run as it stands then
 */
export async function awaitRun(
  deps: AutomationSkillDeps,
  ctx: Context,
  { runId, title, patience }: { runId: string; title: string; patience: number },
): Promise<RunTable> {
  const { engine, unitOfWork } = deps
  const reading = unitOfWork.reading(ctx)
  const end = performance.now() + patience
  let changed = Promise.withResolvers<void>()
  const stop = engine.watch(change => {
    if (change.runId === runId) changed.resolve()
  })
  const wake = () => changed.resolve()
  ctx.signal.addEventListener('abort', wake, { once: true })
  try {
    for (;;) {
      changed = Promise.withResolvers<void>()
      const run = await engine.find({ ...reading, signal: new AbortController().signal }, runId)
      if (isFinal(run.status) || run.status === 'paused') return run
      if (ctx.signal.aborted) {
        if (ctx.via !== 'api')
          await unitOfWork.writing({ ...ctx, signal: new AbortController().signal }, tx => engine.request(tx, runId, 'cancel'))
        throw kernelErrors.cancelled({ skill: title })
      }
      const left = end - performance.now()
      if (left <= 0 || (run.status === 'waiting' && (await waitsLonger(reading, runId, left)))) return run
      const timer = setTimeout(wake, Math.min(lookEvery, left))
      await changed.promise
      clearTimeout(timer)
    }
  } finally {
    stop()
    ctx.signal.removeEventListener('abort', wake)
  }
}

/** Whether all it waits for is a person, an event, or a time that is further away. */
async function waitsLonger(ctx: Context, runId: string, milliseconds: number): Promise<boolean> {
  const waits = await store
    .from(ctx, 'waitpoint')
    .select(['kind', 'until'])
    .where('run_id', '=', runId)
    .where('status', '=', 'pending')
    .execute()
  const until = ctx.clock.now().getTime() + milliseconds
  return (
    waits.length > 0 &&
    waits.every(wait => wait.kind === 'approval' || wait.kind === 'event' || (wait.until !== null && Date.parse(wait.until) > until))
  )
}
