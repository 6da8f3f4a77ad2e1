import { type Context, fingerprint } from '@atom/kernel'
import type { FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { idempotencyKeyOf } from './idempotency-key.ts'

/**
 * For routes written by hand, whose work guards itself against being begun twice, what `invoke` does for skills: with an `Idempotency-Key` the work is done once, and the same request again gets
 * the first answer. @throws kernel.idempotency_conflict for another request, kernel.idempotency_running while the first is under way
 */
export async function once<Answer>(atom: Atom, ctx: Context, request: FastifyRequest, work: () => Promise<Answer>): Promise<Answer> {
  const key = idempotencyKeyOf(request)
  if (key === undefined) return work()
  const { idempotency } = atom.identity
  const asked = fingerprint(request.url, request.body ?? {})
  const earlier = await atom.unitOfWork.writing(ctx, tx => idempotency.claim(tx, key, asked, { repeatable: true }))
  if (earlier) return earlier.answer as Answer
  try {
    const answer = await work()
    await atom.unitOfWork.writing(ctx, tx => idempotency.store(tx, key, answer))
    return answer
  } catch (error) {
    await atom.unitOfWork.writing(ctx, tx => idempotency.release(tx, key))
    throw error
  }
}
