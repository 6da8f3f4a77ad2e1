import { z } from 'zod'

/** One conversation of one person in one workspace. */
export const ChatSession = z.object({
  id: z.string(),
  title: z.string(),
  /** A turn is under way now. */
  busy: z.boolean().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ChatSession = z.infer<typeof ChatSession>

export const chatCallStatuses = ['running', 'done', 'failed', 'asks', 'denied'] as const
export type ChatCallStatus = (typeof chatCallStatuses)[number]

/** A sentence for the person, with a code for programs. */
export const ChatError = z.object({ code: z.string(), message: z.string() })
export type ChatError = z.infer<typeof ChatError>

/** The question behind a card that asks; answered by `POST /api/approvals/{id}` or by "yes" and "no" in the chat. */
export const ChatApproval = z.object({
  id: z.string(),
  status: z.enum(['pending', 'approved', 'denied', 'expired']),
  expiresAt: z.string(),
  /** What is asked, in words, where it says what it takes away. */
  question: z.string().optional(),
})
export type ChatApproval = z.infer<typeof ChatApproval>

/** Markdown of one stretch of the answer. */
export const ChatTextPart = z.object({ type: z.literal('text'), text: z.string() })
export type ChatTextPart = z.infer<typeof ChatTextPart>

/** One skill call: a card. `undoId` is there when it can be taken back with the skill `undo`; `undone` once it was. */
export const ChatCallPart = z.object({
  type: z.literal('call'),
  id: z.string(),
  skill: z.string(),
  /** The skill's title for people. */
  title: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** What the ids of the input stand for, by field: a question shows these. */
  named: z.record(z.string(), z.string()).optional(),
  status: z.enum(chatCallStatuses),
  output: z.unknown().optional(),
  error: ChatError.optional(),
  approval: ChatApproval.optional(),
  undoId: z.string().optional(),
  undone: z.boolean().optional(),
})
export type ChatCallPart = z.infer<typeof ChatCallPart>

export const ChatPart = z.discriminatedUnion('type', [ChatTextPart, ChatCallPart])
export type ChatPart = z.infer<typeof ChatPart>

export const chatMessageStatuses = ['streaming', 'done', 'stopped', 'failed'] as const
export type ChatMessageStatus = (typeof chatMessageStatuses)[number]

/** What the models of one turn used. `cost` in US dollars where prices are known. */
export const ChatUsage = z.object({
  model: z.string().optional(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number().optional(),
})
export type ChatUsage = z.infer<typeof ChatUsage>

/** `stopped`: a person stopped it. `failed`: it ended early; its last text part says why. What was written until then stays. */
export const ChatMessage = z.object({
  id: z.string(),
  sessionId: z.string(),
  role: z.enum(['user', 'assistant']),
  parts: z.array(ChatPart),
  status: z.enum(chatMessageStatuses),
  createdAt: z.string(),
  usage: ChatUsage.optional(),
})
export type ChatMessage = z.infer<typeof ChatMessage>

/** Body of `POST /api/chat`. The same `messageId` again does nothing anew and gives the same answer. */
export const ChatRequest = z
  .object({
    sessionId: z.string().min(1).max(100).optional(),
    text: z.string().trim().min(1).max(32_000),
    agent: z.string().min(1).max(200).optional(),
    messageId: z.string().min(1).max(100).optional(),
  })
  .strict()
export type ChatRequest = z.infer<typeof ChatRequest>

/** One call as `POST /api/chat` tells of it with `Accept: application/json`: exactly one of output, error and approval. */
export const ChatAnswerCall = z.object({
  skill: z.string(),
  input: z.record(z.string(), z.unknown()),
  output: z.unknown().optional(),
  error: ChatError.optional(),
  approval: ChatApproval.optional(),
  undoId: z.string().optional(),
})
export type ChatAnswerCall = z.infer<typeof ChatAnswerCall>

export const ChatAnswer = z.object({ sessionId: z.string(), text: z.string(), calls: z.array(ChatAnswerCall) })
export type ChatAnswer = z.infer<typeof ChatAnswer>

/**
 * `POST /api/chat` streams the AI SDK's UI message stream (`useChat`, or `readUIMessageStream` of `ai`), one assistant message a turn, in this order:
 *
 *     start        messageId = the assistant row's id
 *     data-session transient: ChatSessionData; tells a new chat its session id
 *     text-start, text-delta*, text-end      one ChatTextPart each; ids are `<messageId>:<index of the part>`
 *     data-call    id = the call's id, data = ChatCallPart; sent again with the same id when it changes: replace it in place.
 *                  `transient`: the card is in an earlier message of the session (an approval was answered, something was undone)
 *     finish       messageMetadata: ChatMessageMetadata
 *     abort        instead of finish, when the turn was stopped
 *
 * An error of a skill or model is part of the message (a card or a sentence), never an `error` chunk.
 * `GET /api/chat/sessions/{id}/stream` gives the turn under way from its beginning, or 204 when there is none.
 * A stored message maps onto a UI message by `toUIParts`: text stays text, a call becomes `{type: 'data-call', id, data}`.
 */
export type ChatDataParts = { session: ChatSessionData; call: ChatCallPart }

/** `userMessageId`: the stored row of what the person wrote; absent when the turn follows an approval given elsewhere. */
export interface ChatSessionData {
  sessionId: string
  title: string
  userMessageId?: string
}

export interface ChatMessageMetadata {
  status?: ChatMessageStatus
  createdAt?: string
  usage?: ChatUsage
}

export type ChatUIPart = { type: 'text'; text: string; state: 'done' } | { type: 'data-call'; id: string; data: ChatCallPart }

/** A stored message's parts as `useChat` holds them. */
export const toUIParts = (parts: ChatPart[]): ChatUIPart[] =>
  parts.map(part =>
    part.type === 'text' ? { type: 'text', text: part.text, state: 'done' } : { type: 'data-call', id: part.id, data: part },
  )

/** What `/api/stream` says, by event name. The rows themselves are fetched: events carry ids. */
export interface ChatEvents {
  /** A message began, changed a card or ended. */
  'chat.message': { sessionId: string; messageId: string; personId: string; status: ChatMessageStatus }
  /** A session was made, renamed or deleted. */
  'chat.session': { sessionId: string; personId: string; change: 'created' | 'renamed' | 'deleted' }
}

/**
 * What somebody who watches a session hears: whole messages when one arrives, begins, ends or an earlier card changes, and between
 * them the pieces of the one being written. `part` is the index in `ChatMessage.parts`.
 */
export type ChatWatchEvent =
  | { type: 'message'; message: ChatMessage }
  | { type: 'text'; messageId: string; part: number; delta: string }
  | { type: 'call'; messageId: string; part: number; call: ChatCallPart }
