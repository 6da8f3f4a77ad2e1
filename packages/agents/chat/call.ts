import type { ChatApproval, ChatCallPart } from '@atom/contracts'
import {
  type ApprovalRecord,
  AtomError,
  type Context,
  effectOf,
  faultPoint,
  type Idempotency,
  type Invoke,
  kernelErrors,
  meaningOf,
  newId,
  type Permission,
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
  /** What became of a call is asked here. */
  idempotency: Idempotency
  /** So that what is asked about is the thing itself and not the words that name it. */
  refs: ReadonlyMap<string, RefResolver>
  permission: Permission
}

export type CallResult =
  | { status: 'done'; card: ChatCallPart; skill: Skill; output: unknown }
  | { status: 'asks'; card: ChatCallPart; skill: Skill; input: Record<string, unknown>; named: Record<string, string> }
  | { status: 'failed'; card: ChatCallPart; error: AtomError }

/** What a yes to this answer does, where the skill offers something. */
export function offerOf(result: CallResult): SkillCall | undefined {
  if (result.status !== 'done' || !result.skill.offers) return undefined
  return result.skill.offers(result.output, parseInput(result.skill, result.card.input))
}

/** The error as a person may see it: anything that is not ours goes to the log alone. */
export function shownError(ctx: Context, cause: unknown): AtomError {
  if (AtomError.is(cause)) return cause
  ctx.log.error({ err: cause }, 'a call from the chat failed unexpectedly')
  return chatErrors.unexpected({}, { cause })
}

/**
 * Makes one call and shows it as a card from its beginning to its end. The card's id is the call's idempotency key, and the card is
 * stored before the call is made: after a crash the kept answer tells what came of it. Errors are part of the answer; it throws only when
 * the turn was stopped.
 */
export async function performCall(
  deps: CallDeps,
  ctx: Context,
  turn: Turn,
  log: TurnLog,
  { skill: id, input: asked }: SkillCall,
): Promise<CallResult> {
  const skill = (await deps.registry.in(ctx)).find(id)
  const card: ChatCallPart = { type: 'call', id: newId(), skill: id, title: skill?.title ?? id, input: redact(asked), status: 'running' }
  turn.show(card)
  const fail = async (cause: unknown): Promise<CallResult> => {
    const error = await surely(deps, ctx, skill, card, shownError(ctx, cause))
    const failed = failedCard(card, error)
    turn.show(failed)
    if (ctx.signal.aborted) throw chatErrors.stopped({}, { cause })
    return { status: 'failed', card: failed, error }
  }
  if (!skill || skill.internal) return fail(kernelErrors.unknown_skill({ skill: id }))
  try {
    const { input, named } = await settleNames(deps, ctx, skill, asked)
    if (input !== asked) card.input = redact(input)
    if (Object.keys(named).length > 0) card.named = named
    // A read made twice harms nobody and is not worth two commits.
    const changes = effectOf(skill, parseInput(skill, input)) !== 'read'
    if (changes) {
      await log.keep(card)
      await faultPoint('chat.card-stored')
    }
    const outcome = await deps.invoke(ctx, id, input, changes ? { idempotencyKey: card.id } : {})
    await faultPoint('chat.called')
    if (outcome.status === 'approval') {
      const asking: ChatCallPart = { ...card, status: 'asks', approval: approvalOf(outcome.approval) }
      await log.keep(asking)
      await faultPoint('chat.asked')
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

/** A failed outside call may have been done all the same; then the error says so. */
export async function surely(
  deps: CallDeps,
  ctx: Context,
  skill: Skill | undefined,
  card: ChatCallPart,
  error: AtomError,
): Promise<AtomError> {
  if (skill?.reach !== 'outside') return error
  const { status } = await deps.idempotency.stateOf(deps.unitOfWork.reading(ctx), card.id)
  return status === 'interrupted' ? chatErrors.unsure({ reason: error.message }, { cause: error }) : error
}

export const failedCard = (card: ChatCallPart, { code, message }: AtomError): ChatCallPart => ({
  ...card,
  status: 'failed',
  error: { code, message },
})

export const doneCard = (card: ChatCallPart, { output, undoId }: { output: unknown; undoId?: string }): ChatCallPart => {
  const { error: _, ...rest } = card
  return { ...rest, status: 'done', output: kept(output), ...(undoId ? { undoId } : {}) }
}

export const approvalOf = ({ id, status, expiresAt, question }: ApprovalRecord): ChatApproval => ({
  id,
  status,
  expiresAt,
  ...(question === undefined ? {} : { question }),
})

function kept(output: unknown): unknown {
  const size = JSON.stringify(output)?.length ?? 0
  return size > largestOutput ? { tooLargeToKeep: true, characters: size } : redact(output)
}

/**
 * Before a question that a person answers with yes, of a destructive call or one that a policy wants asked, the words that name things are turned into ids: what was agreed to cannot become
 * another thing by the time it is done. @throws kernel.ambiguous, kernel.not_found, kernel.invalid_input
 */
export async function settleNames(deps: CallDeps, ctx: Context, skill: Skill, asked: Record<string, unknown>) {
  const named: Record<string, string> = {}
  if (skill.effect === 'read') return { input: asked, named }
  const parsed = parseInput(skill, asked)
  const effect = effectOf(skill, parsed)
  const reading = deps.unitOfWork.reading(ctx)
  if (effect !== 'destructive' && (await deps.permission.decide(reading, skill, effect)) !== 'ask') return { input: asked, named }
  const input = { ...asked }
  for (const [field, schema] of Object.entries(skill.input.shape as Record<string, z.ZodType>)) {
    const words = parsed[field]
    const meaning = typeof words === 'string' ? meaningOf(schema) : undefined
    const resolver = meaning?.kind === 'ref' && meaning.unknown !== 'create' ? deps.refs.get(meaning.to ?? '') : undefined
    if (!resolver || typeof words !== 'string') continue
    const id = await resolver.resolve(reading, words, { effect, unknown: meaning?.unknown ?? 'refuse' })
    if (id === undefined) throw kernelErrors.not_found({ what: meaning?.to, words })
    input[field] = id
    named[field] = (await resolver.suggest(reading, words)).find(candidate => candidate.id === id)?.title ?? words
  }
  return { input, named }
}
