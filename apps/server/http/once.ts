import { type Context, fingerprint } from '@atom/kernel'
import type { FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { idempotencyKeyOf } from './idempotency-key.ts'

/**
 * For routes written by hand, whose work guards itself against being begun twice, what `invoke` does for skills: with an
 * `Idempotency-Key` the work is done once, and the same request again gets the first answer. `asked`: what makes it the same, where that is not
 * the body as it was parsed. `resumed`: the first was cut off by the
 * end of the process, and how far it came is for the work to find out. @throws kernel.idempotency_conflict for another request, kernel.idempotency_running while the first is under way
 */
export async function once<Answer>(
  atom: Atom,
  ctx: Context,
  request: FastifyRequest,
  work: (resumed: boolean) => Promise<Answer>,
  asked: unknown = request.body ?? {},
): Promise<Answer> {
  const key = idempotencyKeyOf(request)
  if (key === undefined) return work(false)
  const { idempotency } = atom.identity
  const print = fingerprint(request.url, asked)
  const { before, earlier } = await atom.unitOfWork.writing(ctx, async tx => ({
    before: await idempotency.stateOf(tx, key),
    earlier: await idempotency.claim(tx, key, print, { repeatable: true }),
  }))
  if (earlier) return earlier.answer as Answer
  try {
    const answer = await work(before.status === 'interrupted')
    await atom.unitOfWork.writing(ctx, tx => idempotency.store(tx, key, answer))
    return answer
  } catch (error) {
    await atom.unitOfWork.writing(ctx, tx => idempotency.release(tx, key))
    throw error
  }
}
