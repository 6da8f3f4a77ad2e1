import type { ChatCallPart } from '@atom/contracts'
import { AtomError, type Context, effectOf, newId, type Permission, type Skill } from '@atom/kernel'
import type { LanguageModels, Usage } from '@atom/models'
import { isStepCount, streamText, type TextStreamPart, type ToolSet } from 'ai'
import { type CallDeps, type CallResult, offerOf, performCall } from '../chat/call.ts'
import type { ModelReply, ReplyWithModel } from '../chat/coordinator.ts'
import { redact } from '../chat/redact.ts'
import { sayAsk, sayDone } from '../chat/say.ts'
import type { Turn } from '../chat/turn.ts'
import { chatErrors } from '../errors.ts'
import { forModel, modelMessages } from './history.ts'
import { instructionsFor } from './instructions.ts'
import { LoopGuard } from './loop-guard.ts'
import { type OfferedTools, toolsFor } from './tools.ts'

export interface ModelLimits {
  /** Model calls in one turn. */
  steps: number
  /** Milliseconds for a whole turn, beyond what the operator lets a model take to begin. */
  turn: number
  /** Tokens of earlier conversation that are sent along. */
  history: number
  /** Characters of one tool's result. */
  result: number
  /** Characters of text in one answer. */
  text: number
}

const defaultLimits: ModelLimits = { steps: 12, turn: 600_000, history: 16_000, result: 24_000, text: 60_000 }

export interface ModelReplyDeps extends CallDeps {
  models: Pick<LanguageModels, 'languageModel'>
  permission: Permission
  limits?: Partial<ModelLimits>
  /** Milliseconds until a model begins to answer, where the operator said. */
  modelWait?: number | undefined
}

/** Lets a language model choose the skills, in a loop, until it has answered, asks the person, fails or goes in circles. */
export function createModelReply(deps: ModelReplyDeps): ReplyWithModel {
  const limits = { ...defaultLimits, ...deps.limits }
  const longest = limits.turn + (deps.modelWait ?? 0)

  return async (ctx, turn, log, { text, history }): Promise<ModelReply> => {
    const reading = deps.unitOfWork.reading(ctx)
    const model = await deps.models.languageModel(ctx, {
      sessionId: turn.sessionId,
      messageId: turn.messageId,
      onUsage: usage => addUsage(turn, usage),
    })
    if (!model) return { status: 'none' }

    const results: CallResult[] = []
    const guard = new LoopGuard()
    const offered = await toolsFor(reading, deps.registry, deps.permission, async (skill, input) => {
      if (!guard.admits(skill.id, input)) throw chatErrors.repeated()
      const result = await performCall(deps, ctx, turn, log, { skill: skill.id, input })
      results.push(result)
      const answer = answerFor(result, limits.result)
      guard.saw(skill.id, input, answer, result.status === 'done' && effectOf(skill, result.card.input) !== 'read')
      return answer
    })
    const asks = () => results.filter(result => result.status === 'asks')
    const tooLong = new AbortController()
    const deadline = AbortSignal.timeout(longest)
    const stream = streamText({
      model,
      instructions: instructionsFor(ctx),
      messages: modelMessages(history, text, limits.history),
      tools: offered.tools,
      // Writes happen in the order in which they were asked for.
      toolCallConcurrency: 1,
      stopWhen: [isStepCount(limits.steps), () => asks().length > 0, () => guard.tripped],
      abortSignal: AbortSignal.any([ctx.signal, deadline, tooLong.signal]),
      // The models package tries again and falls back by itself.
      maxRetries: 0,
      onError: () => {},
    })

    const before = turn.parts.length
    let problem: AtomError | undefined
    let steps = 0
    try {
      for await (const part of stream.stream) {
        if (part.type === 'finish-step') steps++
        if (part.type === 'error') problem = problemOf(ctx, part.error)
        else follow(turn, offered, guard, part)
        if (lengthOf(turn) > limits.text) tooLong.abort()
      }
    } catch (cause) {
      problem ??= problemOf(ctx, cause)
    }
    turn.endText()
    if (ctx.signal.aborted) throw chatErrors.stopped()
    if (tooLong.signal.aborted) problem = chatErrors.answer_too_long()
    else if (deadline.aborted) problem = chatErrors.turn_too_long({ minutes: Math.round(longest / 60_000) })

    const nothingYet = turn.parts.length === before
    if (nothingYet) return { status: 'unanswered', problem: problem?.message ?? 'The model gave an empty answer.' }
    if (problem) {
      turn.say(`${problem.message} What is shown above stands.`)
      return { status: 'failed' }
    }
    if (asks().length) for (const { card, skill, input, named } of asks()) turn.say(sayAsk(skill, input, named, card.approval?.question))
    else if (guard.tripped) turn.say('I stopped, because the model asked for the same thing again and again.')
    else if (steps >= limits.steps && turn.parts.at(-1)?.type === 'call')
      turn.say(`I stopped after ${limits.steps} steps. Say “go on” and I continue.`)
    else if (turn.parts.at(-1)?.type === 'call') for (const sentence of told(ctx, turn.calls(), results)) turn.say(sentence)
    const offer = results.length > 0 ? offerOf(results.at(-1) as CallResult) : undefined
    return {
      status: 'answered',
      approvals: asks().flatMap(({ card }) => (card.approval ? [card.approval.id] : [])),
      ...(offer ? { offer } : {}),
    }
  }
}

/** One part of the model's stream, as it is shown. Calls that can be made show themselves; those that cannot are shown here. */
function follow(turn: Turn, offered: OfferedTools, guard: LoopGuard, part: TextStreamPart<ToolSet>): void {
  if (part.type === 'text-delta') turn.write(part.text)
  else if (part.type === 'text-end') turn.endText()
  else if (part.type === 'tool-call' && part.invalid) {
    guard.admits(part.toolName, part.input)
    guard.saw(part.toolName, part.input, 'impossible', false)
    turn.show(impossible(offered.skillOf(part.toolName), part.toolName, part.input, part.error))
  }
}

function impossible(skill: Skill | undefined, name: string, input: unknown, cause: unknown): ChatCallPart {
  const error = skill ? (oursIn(cause) ?? chatErrors.unreadable_call()) : chatErrors.unknown_tool({ tool: name })
  return {
    type: 'call',
    id: newId(),
    skill: skill?.id ?? name,
    title: skill?.title ?? name,
    input: input && typeof input === 'object' && !Array.isArray(input) ? redact(input as Record<string, unknown>) : {},
    status: 'failed',
    error: { code: error.code, message: error.message },
  }
}

/** The first error of ours in a chain of causes. */
function oursIn(error: unknown, depth = 0): AtomError | undefined {
  if (depth > 5 || typeof error !== 'object' || error === null) return undefined
  return AtomError.is(error) ? error : oursIn((error as { cause?: unknown }).cause, depth + 1)
}

function problemOf(ctx: Context, cause: unknown): AtomError {
  const known = oursIn(cause)
  if (!known) ctx.log.warn({ err: cause }, 'a language model failed unexpectedly')
  return known ?? chatErrors.model_failed({}, { cause })
}

function answerFor(result: CallResult, longest: number): unknown {
  if (result.status === 'done') return forModel(result.card.output, longest)
  if (result.status === 'asks') return { status: 'waits for approval', note: 'The person is being asked. End your turn now.' }
  const { code, message, errors, details } = result.error
  return forModel(
    { error: { code, message, ...(errors ? { errors } : {}), ...(details.candidates ? { candidates: details.candidates } : {}) } },
    longest,
  )
}

const lengthOf = (turn: Turn): number => {
  const last = turn.parts.at(-1)
  return last?.type === 'text' ? last.text.length : 0
}

/** What came of every call, in its place, where the model says nothing itself; also of those that could not be made. */
const told = (ctx: Context, cards: ChatCallPart[], results: CallResult[]): string[] =>
  cards.map(({ id, error }) => {
    const result = results.find(({ card }) => card.id === id)
    return result?.status === 'done' ? sayDone(ctx, result.skill, result.card.input, result.output) : (error?.message ?? '')
  })

function addUsage(turn: Turn, { model, inputTokens, outputTokens, cost }: Usage): void {
  const sofar = turn.usage ?? { inputTokens: 0, outputTokens: 0 }
  const total = cost === undefined && sofar.cost === undefined ? undefined : (sofar.cost ?? 0) + (cost ?? 0)
  turn.usage = {
    model,
    inputTokens: sofar.inputTokens + inputTokens,
    outputTokens: sofar.outputTokens + outputTokens,
    ...(total === undefined ? {} : { cost: total }),
  }
}
