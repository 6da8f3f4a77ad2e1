import type { Skill } from '@atom/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Atom } from '../atom.ts'
import { idempotencyKeyOf } from '../http/idempotency-key.ts'
import { readParameters } from '../http/query.ts'

/** Every skill that declares a route gets it here, over `skills.invoke`; there is no handler to write. */
export function skillRoutes(app: FastifyInstance, atom: Atom): void {
  for (const skill of atom.registry.all()) if (skill.route) addRoute(app, atom, skill)
}

function addRoute(app: FastifyInstance, atom: Atom, skill: Skill): void {
  const [method, path] = (skill.route as string).split(' ') as ['GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', string]
  const read = readParameters(skill.input.shape as Record<string, z.ZodType>)
  const inBody = method !== 'GET' && method !== 'DELETE'
  app.route({
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const parameters = read({ ...(request.query as object), ...(request.params as object) })
      const input = inBody ? { ...bodyOf(request), ...parameters } : parameters
      return answer(atom, skill, input, request, reply)
    },
  })
}

/** A body that is not an object (a list, a number) goes through as it is, for the schema to refuse. */
function bodyOf(request: FastifyRequest): object {
  const { body } = request
  if (body === undefined || body === null) return {}
  return typeof body === 'object' && !Array.isArray(body) ? body : { '': body }
}

/** Runs a skill for this caller and answers as `api.md` says: the record, or 202 with the approval it waits for. */
export async function answer(
  atom: Atom,
  skill: Skill,
  input: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  shape: (output: unknown) => unknown = output => output,
): Promise<unknown> {
  const ctx = request.context()
  const outcome = await atom.invoke(ctx, skill.id, input, { idempotencyKey: idempotencyKeyOf(request) })
  if (outcome.status === 'approval') return reply.code(202).send({ approval: outcome.approval })
  if (outcome.undoId) reply.header('atom-undo', outcome.undoId)
  reply.code(skill.status ?? 200)
  return shape(outcome.output)
}
