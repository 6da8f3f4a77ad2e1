import type { ChatMessage, ChatRequest, ChatWatchEvent } from '@atom/contracts'
import { findApproval } from '@atom/identity'
import type { ApprovalRecord, Context, Skill, SkillCall } from '@atom/kernel'
import { chatErrors } from '../errors.ts'
import { ActiveTurns } from './active-turns.ts'
import { asks } from './asks.ts'
import { failedCard, shownError } from './call.ts'
import { chosenOf } from './choice.ts'
import { consentOf, isAcknowledgement, isHesitant, yesAndMore } from './consent.ts'
import { endedElsewhere } from './ended-elsewhere.ts'
import { joined } from './joined.ts'
import { findResent, messagesBefore, openMessages, reopenMessage } from './messages.ts'
import { type OfflineDeps, replyOffline } from './offline.ts'
import { type ActAs, endingOf, isNotBegun, recoverMessage, recoverMessages } from './recover.ts'
import { recoverApprovals } from './recover-approvals.ts'
import { answerRun, askedLast, runQuestions, sayRunQuestion, sayWhich } from './run-questions.ts'
import type { SessionState } from './session-state.ts'
import { createSession, findSession, stateOf, titleOf } from './sessions.ts'
import { changeAsked, findAsked, settleApprovals, stillOpen, stillWaits } from './settle-approvals.ts'
import { Turn } from './turn.ts'
import { TurnLog } from './turn-log.ts'
import { waitingIn } from './waiting.ts'

/** Messages before this one that an answer may look at. */
const remembered = 60

/** Answers with language models; nothing when none is configured. */
export type ReplyWithModel = (
  ctx: Context,
  turn: Turn,
  log: TurnLog,
  message: { text: string; history: ChatMessage[] },
) => Promise<ModelReply>

/** `none`: no model. `unanswered`: every model failed before it said or did anything; `problem` tells the person why. */
export type ModelReply =
  /** `offer`: what a yes does. */
  | { status: 'answered'; approvals: string[]; offer?: SkillCall }
  | { status: 'none' }
  | { status: 'unanswered'; problem: string }
  | { status: 'failed' }

export interface CoordinatorDeps extends OfflineDeps {
  replyWithModel?: ReplyWithModel
  turns?: ActiveTurns
}

/** Carries on conversations: it owns every turn from the message to the last word, whoever reads along. */
export interface Coordinator {
  /**
   * Stores what a person said and begins the answer, after those under way in the same session. The turn goes on when nobody reads it.
   * @throws chat.session_not_found, chat.unknown_agent, chat.message_reused
   */
  reply(ctx: Context, request: ChatRequest): Promise<Turn>
  /** The turn under way in a session. @throws chat.session_not_found */
  active(ctx: Context, sessionId: string): Promise<Turn | undefined>
  /** What happens in a session from now on, until `ctx.signal` aborts or the reader leaves. @throws chat.session_not_found */
  watch(ctx: Context, sessionId: string): Promise<AsyncIterable<ChatWatchEvent>>
  /** Stops what is under way. @returns how many turns that were; @throws chat.session_not_found */
  stop(ctx: Context, sessionId: string): Promise<{ stopped: number }>
  /**
   * Goes on after somebody decided elsewhere, with `ctx` of the person who asked. Resolves when what was approved has been done.
   * Asked again while it is under way, it is the same one. @returns the turn that tells of it, if a chat of theirs waited for it
   */
  approvalDecided(ctx: Context, approval: ApprovalRecord): Promise<Turn | undefined>
  /**
   * At the start: what a crash left half-written is brought to an end, and what was approved and not done is begun, in every workspace.
   * @returns how many messages were half-written
   */
  recover(ctx: Context, actAs: ActAs): Promise<number>
  /** Waits for what is under way, stops it after `grace` milliseconds (3,000 unless told), and resolves when all is stored. */
  close(grace?: number): Promise<void>
}

export function createCoordinator(deps: CoordinatorDeps): Coordinator {
  const turns = deps.turns ?? new ActiveTurns()
  const { unitOfWork } = deps
  const started = new Date().toISOString()
  /** Messages of this process whose end could not be stored. */
  const unstored = new Set<string>()
  /** By workspace, person and messageId: messages being stored. */
  const opening = new Map<string, Promise<Turn>>()
  /** By approval: what is being carried out. */
  const deciding = new Map<string, Promise<Turn | undefined>>()

  /** The person's own context for work that outlives the request. */
  const contextOf = (ctx: Context, turn: Turn): Context => ({ ...ctx, via: 'chat', sessionId: turn.sessionId, signal: turn.signal })

  function begin(ctx: Context, turn: Turn, work: (ctx: Context, log: TurnLog) => Promise<{ state: SessionState; failed?: boolean }>): void {
    turns.enqueue(turn, async () => {
      const own = contextOf(ctx, turn)
      // What is written about a stopped turn must not be stopped with it.
      const log = new TurnLog({ ...own, signal: new AbortController().signal }, unitOfWork, turn)
      let status: 'done' | 'stopped' | 'failed' = 'done'
      let state: SessionState | undefined
      try {
        own.signal.throwIfAborted()
        const outcome = await work(own, log)
        state = outcome.state
        if (outcome.failed) status = 'failed'
      } catch (cause) {
        status = 'failed'
        if (!turn.stoppedBy) turn.say(shownError(ctx, cause).message)
      }
      if (turn.stoppedBy === 'person') status = 'stopped'
      else if (turn.stoppedBy === 'shutdown') {
        status = 'failed'
        turn.say(endingOf(deps.registry, turn.parts))
      }
      await log.close(status, state).catch((cause: unknown) => {
        unstored.add(turn.messageId)
        ctx.log.error({ err: cause, message: turn.messageId }, 'the end of a chat turn could not be stored')
      })
      turn.end(status)
    })
  }

  async function answerTo(ctx: Context, turn: Turn, log: TurnLog, said: string): Promise<{ state: SessionState; failed?: boolean }> {
    const reading = unitOfWork.reading(ctx)
    const history = await messagesBefore(reading, turn.sessionId, turn.userMessageId ?? turn.messageId, remembered)
    const before = await stateOf(reading, turn.sessionId)
    const more = await settleYes(ctx, turn, before, said)
    const [text, state] = more ? [more, {}] : [said, before]
    if ((state.approvals?.length || state.choice || state.offer) && isHesitant(text)) {
      turn.say(state.choice ? stillOpen : stillWaits)
      return { state }
    }
    const consent = state.approvals?.length ? consentOf(text, await verbsAsked(ctx, state.approvals)) : undefined
    if (consent && state.approvals) {
      const sentences = await settleApprovals(deps, ctx, turn, state.approvals, consent === 'yes' ? 'approve' : 'deny')
      if (sentences.length) return goOn(ctx, turn, log, text, sentences)
    }
    const last = history.findLast(message => message.role === 'assistant')
    const answer = state.choice || state.offer ? undefined : consentOf(text)
    const questions = answer ? await runQuestions(deps, ctx, history) : []
    const asked = questions[0] && last && askedLast(last, questions[0])
    if (answer && questions.length > 0 && (asked || !asks(last))) {
      turn.say(await answerRun(deps, ctx, questions, answer))
      return { state: {} }
    }
    // Talk went on, and a question from before still waits: it is what a yes or no is to, where nothing was asked since.
    const waits = answer && !asks(last) && !isAcknowledgement(text) ? await waitingIn(reading, turn.sessionId) : []
    const [only, ...others] = waits.map(({ id }) => id)
    if (answer && only && others.length === 0) {
      const sentences = await settleApprovals(deps, ctx, turn, [only], answer === 'yes' ? 'approve' : 'deny')
      if (sentences.length) return goOn(ctx, turn, log, text, sentences)
    }
    if (answer && others.length > 0) {
      const skills = await deps.registry.in(ctx)
      turn.say(sayWhich(waits.map(one => ({ id: one.id, title: one.question ?? `${skills.find(one.skill)?.title ?? one.skill}?` }))))
      return { state: {} }
    }
    // An answer to a numbered question, or to an offer, needs no model.
    const choosing = (state.choice && (chosenOf(text, state.choice.candidates) ?? consentOf(text))) || (state.offer && consentOf(text))
    if (!choosing) {
      const reply = await withModel(ctx, turn, log, text, history)
      if (reply.status === 'answered') return { state: waitingFor(reply) }
      if (reply.status === 'failed') return { state: {}, failed: true }
      if (reply.status === 'unanswered') turn.say(`_${reply.problem} I answer without it._`)
    }
    const next = await replyOffline(deps, ctx, turn, log, { text, history, state })
    const open = turn.parts.some(part => part.type === 'call') ? await runQuestions(deps, ctx, [...history, turn]) : []
    const waiting = next.approvals || next.choice || next.offer ? undefined : sayRunQuestion(open, turn.parts)
    if (waiting !== undefined) turn.say(waiting)
    return { state: next }
  }

  /** “yes, and add …” does what waits for a yes. @returns what else is asked for */
  async function settleYes(ctx: Context, turn: Turn, { approvals }: SessionState, said: string): Promise<string | undefined> {
    const more = approvals?.length ? yesAndMore(said, await verbsAsked(ctx, approvals)) : undefined
    if (!more || !approvals) return undefined
    const sentences = await settleApprovals(deps, ctx, turn, approvals, 'approve')
    for (const sentence of new Set(sentences)) turn.say(sentence)
    return sentences.length > 0 ? more : undefined
  }

  /** What people call that which all of these approvals are about. */
  async function verbsAsked(ctx: Context, approvals: readonly string[]): Promise<string[]> {
    const reading = unitOfWork.reading(ctx)
    const skills = await deps.registry.in(ctx)
    const verbsOf = (skill: Skill | undefined): string[] => skill?.synonyms?.verbs ?? []
    const each = await Promise.all(approvals.map(async id => verbsOf(skills.find((await findApproval(reading, id)).skill))))
    return (each[0] ?? []).filter(verb => each.every(verbs => verbs.includes(verb)))
  }

  const withModel = async (ctx: Context, turn: Turn, log: TurnLog, text: string, history: ChatMessage[]): Promise<ModelReply> =>
    deps.replyWithModel ? deps.replyWithModel(ctx, turn, log, { text, history }) : { status: 'none' }

  /** After a yes or no: a model that asked goes on with its work; without one, what came of it is said. */
  async function goOn(ctx: Context, turn: Turn, log: TurnLog, text: string, sentences: string[]) {
    const history = await messagesBefore(unitOfWork.reading(ctx), turn.sessionId, turn.userMessageId ?? turn.messageId, remembered)
    const byModel = history.findLast(message => message.role === 'assistant')?.usage !== undefined
    const reply = byModel ? await withModel(ctx, turn, log, text, history) : undefined
    if (reply?.status === 'answered') return { state: waitingFor(reply) }
    for (const sentence of new Set(sentences)) turn.say(sentence)
    return { state: {}, ...(reply?.status === 'failed' ? { failed: true } : {}) }
  }

  /** The turn of a message that was sent before, under way or ended. One that a restart cut off before anything was done begins anew. */
  async function resend(ctx: Context, request: ChatRequest, messageId: string): Promise<Turn | undefined> {
    const reading = unitOfWork.reading(ctx)
    const found = await findResent(reading, messageId)
    if (!found) return undefined
    const said = found.asked.parts[0]
    const same = said?.type === 'text' && said.text === request.text && (!request.sessionId || request.sessionId === found.asked.sessionId)
    if (!same) throw chatErrors.message_reused()
    const running = turns.writing(found.answer.id)
    if (running) return running
    const { id, title } = await findSession(reading, found.asked.sessionId)
    const answer = found.answer.status === 'streaming' ? await endOf(ctx, found.answer) : found.answer
    const begun = { sessionId: id, title, userMessageId: found.asked.id }
    if (!answer || !isNotBegun(answer)) return new Turn({ ...begun, message: answer ?? found.answer })
    const message = await unitOfWork.writing(ctx, tx => reopenMessage(tx, answer))
    const turn = new Turn({ ...begun, message })
    begin(ctx, turn, (own, log) => answerTo(own, turn, log, request.text))
    return turn
  }

  /**
   * An answer that no turn here writes. What was begun before this process started was cut off; what was begun since, another process on the same
   * database writes, and one turn is enough.
   */
  const endOf = (ctx: Context, { id, createdAt }: ChatMessage): Promise<ChatMessage | undefined> =>
    createdAt >= started && !unstored.has(id) ? endedElsewhere(ctx, unitOfWork, id) : recoverMessage(deps, ctx, id)

  async function open(ctx: Context, request: ChatRequest): Promise<Turn> {
    const { messageId } = request
    const again = () => (messageId === undefined ? undefined : resend(ctx, request, messageId))
    // Of two processes that are given the same message at the same moment one stores it, and the other is refused by the index.
    return (await again()) ?? openAnew(ctx, request).catch(async error => (await again()) ?? Promise.reject(error))
  }

  async function openAnew(ctx: Context, request: ChatRequest): Promise<Turn> {
    const opened = await unitOfWork.writing({ ...ctx, signal: new AbortController().signal }, async tx => {
      const session = request.sessionId ? await findSession(tx, request.sessionId) : await createSession(tx, titleOf(request.text))
      return { session, ...(await openMessages(tx, session.id, { text: request.text, clientId: request.messageId })) }
    })
    const { session, message, userMessageId } = opened
    const turn = new Turn({ sessionId: session.id, title: session.title, message, ...(userMessageId ? { userMessageId } : {}) })
    begin(ctx, turn, (own, log) => answerTo(own, turn, log, request.text))
    return turn
  }

  /** Resolves when it has been done; the turn then goes on telling of it. */
  async function carryOut(ctx: Context, approval: ApprovalRecord, sessionId: string): Promise<Turn | undefined> {
    const reading = unitOfWork.reading(ctx)
    // The approvals list can be quicker than the card is stored; when its turn has ended it is.
    const asking = turns.of(sessionId)
    let found = await findAsked(reading, sessionId, approval.id)
    if (!found && asking) {
      await asking.done()
      found = await findAsked(reading, sessionId, approval.id)
    }
    if (found?.card.status !== 'asks') return undefined
    const asked = found
    const { title } = await findSession(reading, sessionId)
    const { message } = await unitOfWork.writing(ctx, tx => openMessages(tx, sessionId))
    const turn = new Turn({ sessionId, title, message })
    const decision = approval.status === 'denied' ? 'deny' : 'approve'
    const settled = Promise.withResolvers<void>()
    let reached = false
    begin(ctx, turn, async (own, log) => {
      reached = true
      const sentences = await settleApprovals(deps, own, turn, [approval.id], decision, approval)
      settled.resolve()
      const told = decision === 'approve' ? `I approved “${asked.card.title}”.` : `I said no to “${asked.card.title}”.`
      return goOn(own, turn, log, told, sentences)
    })
    await Promise.race([settled.promise, turn.done()])
    // Stopped while it waited for its turn: it may not be done at some later start.
    if (!reached && turn.stoppedBy === 'person')
      await unitOfWork.writing(ctx, tx => changeAsked(tx, asked, card => failedCard(card, chatErrors.stopped())))
    return turn
  }

  const coordinator: Coordinator = {
    async reply(ctx, request) {
      if (request.agent) throw chatErrors.unknown_agent({ agent: request.agent })
      if (!request.messageId) return open(ctx, request)
      const key = `${ctx.workspaceId} ${ctx.person.id} ${request.messageId}`
      // Sent twice at once: the second finds what the first has stored, or does it itself where the first was refused.
      for (let first = opening.get(key); first; first = opening.get(key)) await first.catch(() => {})
      return joined(opening, key, () => open(ctx, request))
    },

    async active(ctx, sessionId) {
      await findSession(unitOfWork.reading(ctx), sessionId)
      return turns.of(sessionId)
    },

    async watch(ctx, sessionId) {
      await findSession(unitOfWork.reading(ctx), sessionId)
      return turns.watch(sessionId, ctx.signal)
    },

    async stop(ctx, sessionId) {
      await findSession(unitOfWork.reading(ctx), sessionId)
      return { stopped: await turns.stop(sessionId) }
    },

    async approvalDecided(ctx, approval) {
      const { sessionId, status } = approval
      if (!sessionId || status === 'pending' || approval.requestedBy !== ctx.person.id) return undefined
      return joined(deciding, approval.id, () => carryOut(ctx, approval, sessionId))
    },

    async recover(ctx, actAs) {
      const recovered = await recoverMessages(deps, ctx, actAs)
      await recoverApprovals(deps, ctx, actAs, (own, approval) =>
        coordinator.approvalDecided(own, approval).then(
          () => {},
          (cause: unknown) => ctx.log.error({ err: cause, approval: approval.id }, 'what was approved could not be carried out'),
        ),
      )
      return recovered
    },
    close: (grace = 3_000) => turns.close(grace),
  }
  return coordinator
}

const waitingFor = ({ approvals, offer }: Extract<ModelReply, { status: 'answered' }>): SessionState => ({
  ...(approvals.length ? { approvals } : {}),
  ...(offer ? { offer } : {}),
})
