import type { ChatApproval, ChatCallPart } from '@atom/contracts'
import {
  type ApprovalRecord,
  AtomError,
  type Context,
  effectOf,
  type Invoke,
  kernelErrors,
  meaningOf,
  newId,
  parseInput,
  type RefResolver,
  type Skill,
  type SkillCall,
  type SkillRegistry,
  type UnitOfWork,
} from '@atom/kernel'
import type { z } from 'zod'
import { chatErrors } from '../errors.ts'
import { redact } from './redact.ts'
import type { Turn } from './turn.ts'
import type { TurnLog } from './turn-log.ts'

/** Characters of JSON up to which a card keeps its result. */
const largestOutput = 200_000

export interface CallDeps {
  registry: SkillRegistry
  invoke: Invoke
  unitOfWork: UnitOfWork
  /** So that what is asked about is the thing itself and not the words that name it. */
  refs: ReadonlyMap<string, RefResolver>
}

export type CallResult =
  | { status: 'done'; card: ChatCallPart; skill: Skill; output: unknown }
  | { status: 'asks'; card: ChatCallPart; skill: Skill; input: Record<string, unknown>; named: Record<string, string> }
  | { status: 'failed'; card: ChatCallPart; error: AtomError }

/** The error as a person may see it: anything that is not ours goes to the log alone. */
export function shownError(ctx: Context, cause: unknown): AtomError {
  if (AtomError.is(cause)) return cause
  ctx.log.error({ cause }, 'a call from the chat failed unexpectedly')
  return chatErrors.unexpected({}, { cause })
}

/** Makes one call and shows it as a card from its beginning to its end. Errors are part of the answer; it throws only when the turn was stopped. */
export async function performCall(
  deps: CallDeps,
  ctx: Context,
  turn: Turn,
  log: TurnLog,
  { skill: id, input: asked }: SkillCall,
): Promise<CallResult> {
  const skill = deps.registry.find(id)
  const card: ChatCallPart = { type: 'call', id: newId(), skill: id, title: skill?.title ?? id, input: redact(asked), status: 'running' }
  turn.show(card)
  const fail = (cause: unknown): CallResult => {
    const error = shownError(ctx, cause)
    const failed: ChatCallPart = { ...card, status: 'failed', error: { code: error.code, message: error.message } }
    turn.show(failed)
    if (ctx.signal.aborted) throw chatErrors.stopped({}, { cause })
    return { status: 'failed', card: failed, error }
  }
  if (!skill || skill.internal) return fail(kernelErrors.unknown_skill({ skill: id }))
  try {
    const { input, named } = await settleNames(deps, ctx, skill, asked)
    if (input !== asked) card.input = redact(input)
    if (Object.keys(named).length > 0) card.named = named
    // What leaves the house is written down before it goes, so that a crash cannot hide it.
    if (skill.reach === 'outside') await log.keep()
    const outcome = await deps.invoke(ctx, id, input)
    if (outcome.status === 'approval') {
      const asking: ChatCallPart = { ...card, status: 'asks', approval: approvalOf(outcome.approval) }
      turn.show(asking)
      return { status: 'asks', card: asking, skill, input, named }
    }
    const done = doneCard(card, outcome)
    turn.show(done)
    return { status: 'done', card: done, skill, output: outcome.output }
  } catch (cause) {
    return fail(cause)
  }
}

export const doneCard = (card: ChatCallPart, { output, undoId }: { output: unknown; undoId?: string }): ChatCallPart => {
  const { error: _, ...rest } = card
  return { ...rest, status: 'done', output: kept(output), ...(undoId ? { undoId } : {}) }
}

export const approvalOf = ({ id, status, expiresAt }: ApprovalRecord): ChatApproval => ({ id, status, expiresAt })

function kept(output: unknown): unknown {
  const size = JSON.stringify(output)?.length ?? 0
  return size > largestOutput ? { tooLargeToKeep: true, characters: size } : redact(output)
}

/**
 * Before a question that a person answers with yes, the words that name things are turned into ids: what was agreed to cannot become
 * another thing by the time it is done. @throws kernel.ambiguous, kernel.not_found, kernel.invalid_input
 */
async function settleNames(deps: CallDeps, ctx: Context, skill: Skill, asked: Record<string, unknown>) {
  const named: Record<string, string> = {}
  if (typeof skill.effect === 'string' && skill.effect !== 'destructive') return { input: asked, named }
  const parsed = parseInput(skill, asked)
  if (effectOf(skill, parsed) !== 'destructive') return { input: asked, named }
  const input = { ...asked }
  const reading = deps.unitOfWork.reading(ctx)
  for (const [field, schema] of Object.entries(skill.input.shape as Record<string, z.ZodType>)) {
    const words = parsed[field]
    const meaning = typeof words === 'string' ? meaningOf(schema) : undefined
    const resolver = meaning?.kind === 'ref' && meaning.unknown !== 'create' ? deps.refs.get(meaning.to ?? '') : undefined
    if (!resolver || typeof words !== 'string') continue
    const id = await resolver.resolve(reading, words, { effect: 'destructive', unknown: meaning?.unknown ?? 'refuse' })
    if (id === undefined) throw kernelErrors.not_found({ what: meaning?.to, words })
    input[field] = id
    named[field] = (await resolver.suggest(reading, words)).find(candidate => candidate.id === id)?.title ?? words
  }
  return { input, named }
}
