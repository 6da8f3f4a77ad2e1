import type { Caller } from '@atom/identity'
import type { Clock, Context, Outcome, Skill } from '@atom/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { KeptAnswers } from '../http/kept-answers.ts'
import { sendOutcome } from './send-outcome.ts'

const mostBytes = 8 * 1024 * 1024
const json = 'application/json; charset=utf-8'
const never = new AbortController().signal

export type AnswerAgain = (
  skill: Skill,
  request: FastifyRequest,
  reply: FastifyReply,
  run: (ctx: Context) => Promise<Outcome>,
) => Promise<unknown>

/**
 * For a skill that `answers: 'until-changed'`: the bytes it answered to the same caller at the same address, if nothing was committed since and
 * the caller may still ask; else what `run` gives. An answer for which the clock was read is not kept.
 */
export function createAnswerAgain(atom: Atom): AnswerAgain {
  const answers = new KeptAnswers(mostBytes)

  return async (skill, request, reply, run) => {
    const caller = request.caller as Caller
    const key = `${wordsOf(caller)}\n${request.url}`
    const revision = await atom.revision()
    const kept = answers.get(key, revision)
    if (kept && (await mayRead(caller, skill))) return reply.type(json).send(kept)

    const ctx = request.context()
    const watched = watch(ctx.clock)
    const outcome = await run({ ...ctx, clock: watched.clock })
    const output = sendOutcome(outcome, skill, reply)
    if (outcome.status !== 'done') return output
    const body = Buffer.from(JSON.stringify(output))
    if (!watched.wasRead()) answers.keep(key, revision, body)
    return reply.type(json).send(body)
  }

  /** Policies are remembered by themselves for a moment, so they are asked again. @throws kernel.forbidden */
  async function mayRead(caller: Caller, skill: Skill): Promise<boolean> {
    const ctx = atom.unitOfWork.reading(atom.contextFor(caller, { via: 'api', signal: never }))
    return (await atom.identity.permission.decide(ctx, skill, 'read')) === 'allow'
  }
}

function watch(clock: Clock) {
  let read = false
  return {
    wasRead: () => read,
    clock: {
      now: () => {
        read = true
        return clock.now()
      },
    },
  }
}

const words = new WeakMap<Caller, string>()
/** Everything an answer may depend on of who asks; one caller object serves many requests. */
function wordsOf(caller: Caller): string {
  let text = words.get(caller)
  if (text === undefined) {
    text = JSON.stringify({ ...caller, setCookie: undefined })
    words.set(caller, text)
  }
  return text
}
