import { kernelErrors, type Skill } from '@atom/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Atom } from '../atom.ts'
import { idempotencyKeyOf } from '../http/idempotency-key.ts'
import { readParameters } from '../http/query.ts'
import { type AnswerAgain, createAnswerAgain } from './answer-again.ts'
import { sendOutcome } from './send-outcome.ts'

/** Every skill that declares a route gets it here, over `skills.invoke`; there is no handler to write. */
export function skillRoutes(app: FastifyInstance, atom: Atom): void {
  const answerAgain = createAnswerAgain(atom)
  for (const skill of atom.registry.all()) if (skill.route) addRoute(app, atom, skill, answerAgain)
}

function addRoute(app: FastifyInstance, atom: Atom, skill: Skill, answerAgain: AnswerAgain): void {
  const [method, path] = (skill.route as string).split(' ') as ['GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', string]
  const read = readParameters(skill.input.shape as Record<string, z.ZodType>)
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  // A word in the path of a change would be looked for by name, and the wrong thing changed.
  const ids = method === 'GET' ? [] : inPath
  const inBody = method !== 'GET' && method !== 'DELETE'
  const inputOf = (request: FastifyRequest) => {
    const parameters = read({ ...(request.query as object), ...(request.params as object) })
    if (!inBody) return parameters
    const body = bodyOf(request)
    for (const name of inPath) refuseAnother(name, body, parameters)
    return { ...body, ...parameters }
  }
  app.route({
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    handler:
      skill.answers === 'until-changed'
        ? (request, reply) => answerAgain(skill, request, reply, ctx => atom.invoke(ctx, skill.id, inputOf(request)))
        : (request, reply) => answer(atom, skill, inputOf(request), request, reply, { ids }),
  })
}

/** @throws kernel.invalid_input where the body names something other than its address does: one of the two is a mistake */
function refuseAnother(name: string, body: Record<string, unknown>, parameters: Record<string, unknown>): void {
  if (body[name] === undefined || body[name] === parameters[name]) return
  const message = 'It is another than the one in the address.'
  throw kernelErrors.invalid_input({ summary: `${name}: ${message}` }, { errors: [{ path: name, message }] })
}

/** A body that is not an object (a list, a number) goes through as it is, for the schema to refuse. */
function bodyOf(request: FastifyRequest): Record<string, unknown> {
  const { body } = request
  if (body === undefined || body === null) return {}
  return typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, unknown>) : { '': body }
}

interface AnswerOptions {
  shape?: (output: unknown) => unknown
  /** See `InvokeOptions.ids`. */
  ids?: readonly string[]
}

/** Runs a skill for this caller and answers with what became of it. */
export async function answer(
  atom: Atom,
  skill: Skill,
  input: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { shape, ids = [] }: AnswerOptions = {},
): Promise<unknown> {
  const outcome = await atom.invoke(request.context(), skill.id, input, { idempotencyKey: idempotencyKeyOf(request), ids })
  return sendOutcome(outcome, skill, reply, shape)
}
