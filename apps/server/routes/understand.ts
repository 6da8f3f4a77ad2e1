import { isDay, isTimeZone, toUtc, when } from '@atom/kernel'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { once } from '../http/once.ts'

export const Question = z.strictObject({
  text: z.string().trim().min(1).max(10_000),
  now: when().optional(),
  timeZone: z.string().refine(isTimeZone, 'Expected an IANA zone such as Europe/Berlin.').optional(),
  history: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), text: z.string().max(10_000) }))
    .max(100)
    .optional(),
})

/** `POST /api/understand`: what the offline understanding would do with a message. It does nothing. */
export function understand(app: FastifyInstance, atom: Atom): void {
  app.post('/api/understand', async request => {
    const ctx = request.context()
    const { now, timeZone = ctx.person.timeZone, ...question } = Question.parse(request.body ?? {})
    const moment = now && toUtc(isDay(now) ? `${now}T00:00` : now, timeZone)
    return once(atom, ctx, request, () => atom.chat.understandText(atom.unitOfWork.reading(ctx), { ...question, timeZone, now: moment }))
  })
}
