import type { Outcome, Skill } from '@atom/kernel'
import type { FastifyReply } from 'fastify'

/** Answers as `api.md` says: the record, or 202 with the approval it waits for. @returns what is left to send */
export function sendOutcome(
  outcome: Outcome,
  skill: Skill,
  reply: FastifyReply,
  shape: (output: unknown) => unknown = output => output,
): unknown {
  if (outcome.status === 'approval') return reply.code(202).send({ approval: outcome.approval })
  if (outcome.undoId) reply.header('atom-undo', outcome.undoId)
  reply.code(skill.status ?? 200)
  return shape(outcome.output)
}
