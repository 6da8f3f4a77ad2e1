import type { ChatMessage } from '@atom/contracts'
import type { AtomError, Context, SkillCall } from '@atom/kernel'
import { leftSay } from '../understanding/dialogue/answer.ts'
import { offerOf, performCall } from './call.ts'
import { chosenOf } from './choice.ts'
import { consentOf } from './consent.ts'
import { keepHours, type UnderstoodCall } from './keep-hours.ts'
import { type RecollectDeps, recollect } from './recollect.ts'
import { sayAsk, sayChoice, sayDone } from './say.ts'
import type { Candidate, OpenChoice, SessionState } from './session-state.ts'
import { leftAlone, settleApprovals } from './settle-approvals.ts'
import type { Turn } from './turn.ts'
import type { TurnLog } from './turn-log.ts'

/** What the offline understanding makes of a message. */
export interface Understood {
  requests: UnderstoodCall[]
  /** The question to ask, when something is missing or unclear. */
  ask?: string
  /** What to say when there is nothing to do (thanks, a refusal, something out of reach), or before it is done. */
  say?: string
}

/** Reads one message of a chat; it does nothing. */
export type Understand = (ctx: Context, message: { text: string; history: ChatMessage[] }) => Promise<Understood>

export interface OfflineDeps extends RecollectDeps {
  understand: Understand
}

const notUnderstood = 'I did not understand that. Say “help” to see what I can do.'

const beginsWithNo = /^\W*(?:no|nope|nah)\b/i

/** Answers without a model. @returns what the chat waits for now */
export async function replyOffline(
  deps: OfflineDeps,
  ctx: Context,
  turn: Turn,
  log: TurnLog,
  { text, history, state }: { text: string; history: ChatMessage[]; state: SessionState },
): Promise<SessionState> {
  if (state.choice) {
    const chosen = chosenOf(text, state.choice.candidates)
    if (chosen) return performAll(deps, ctx, turn, log, [filled(state.choice, chosen), ...state.choice.rest])
    if (consentOf(text) === 'no') {
      turn.say(leftAlone)
      return {}
    }
  }
  if (state.offer) {
    const consent = consentOf(text)
    if (consent === 'yes') return performAll(deps, ctx, turn, log, [state.offer])
    if (consent === 'no') {
      turn.say(leftAlone)
      return {}
    }
  }
  const understood = await deps.understand(ctx, { text, history })
  // What was read as a no to what waits for a yes is one; “no, the other one” is, and asks for something else.
  if (state.approvals?.length && understood.requests.length > 0 && beginsWithNo.test(text))
    await settleApprovals(deps, ctx, turn, state.approvals, 'deny')
  else if (state.approvals?.length && understood.requests.length === 0 && understood.say === leftSay) {
    const sentences = await settleApprovals(deps, ctx, turn, state.approvals, 'deny')
    for (const sentence of new Set(sentences.length > 0 ? sentences : [leftAlone])) turn.say(sentence)
    return {}
  }
  if (await recollect(deps, ctx, turn, text, understood)) return {}
  const { requests, ask, say } = understood
  if (say && requests.length > 0) turn.say(say)
  const next = await performAll(deps, ctx, turn, log, requests)
  if (ask) turn.say(ask)
  else if (requests.length === 0) turn.say(say ?? notUnderstood)
  return next
}

const filled = ({ call, field }: OpenChoice, { id }: Candidate): SkillCall => ({ ...call, input: { ...call.input, [field]: id } })

/** One after the other, each told at once. A call that could mean several things ends the row with a question; the rest waits for its answer. */
async function performAll(deps: OfflineDeps, ctx: Context, turn: Turn, log: TurnLog, calls: UnderstoodCall[]): Promise<SessionState> {
  const approvals: string[] = []
  let offer: SkillCall | undefined
  for (const [index, understood] of calls.entries()) {
    const call = await keepHours(deps, ctx, understood)
    const result = await performCall(deps, ctx, turn, log, call)
    offer = offerOf(result)
    if (result.status === 'done') turn.say(sayDone(ctx, result.skill, call.input, result.output))
    else if (result.status === 'asks') {
      if (result.card.approval) approvals.push(result.card.approval.id)
      turn.say(sayAsk(result.skill, result.input, result.named, result.card.approval?.question))
    } else {
      const choice = choiceOf(result.error, call)
      if (!choice) {
        turn.say(result.error.message)
        continue
      }
      turn.say(sayChoice(String(result.error.details.what ?? 'one'), choice.candidates))
      return { ...(approvals.length ? { approvals } : {}), choice: { ...choice, rest: calls.slice(index + 1) } }
    }
  }
  return { ...(approvals.length ? { approvals } : {}), ...(offer ? { offer } : {}) }
}

/** What to choose from, when the input named several things. */
function choiceOf(error: AtomError, call: SkillCall): Omit<OpenChoice, 'rest'> | undefined {
  const { words, candidates } = error.details
  if (error.code !== 'kernel.ambiguous' || !Array.isArray(candidates)) return undefined
  const field = Object.keys(call.input).find(name => call.input[name] === words)
  const known = candidates.filter(
    (candidate): candidate is Candidate => typeof candidate?.id === 'string' && typeof candidate?.title === 'string',
  )
  return field && known.length > 1 ? { call, field, candidates: known.slice(0, 10) } : undefined
}
