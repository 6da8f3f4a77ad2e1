import type { ChatMessageStatus } from '@atom/contracts'
import { tablesOf } from '@atom/storage'

export interface ChatSessionTable {
  workspace_id: string
  id: string
  /** Whose it is; nobody else sees it. */
  person_id: string
  title: string
  /** JSON `SessionState`: what the chat has asked and not been told. */
  state: string
  created_at: string
  updated_at: string
}

export interface ChatMessageTable {
  workspace_id: string
  /** Ids grow with time, so they order a session. */
  id: string
  session_id: string
  person_id: string
  role: 'user' | 'assistant'
  /** JSON `ChatPart[]`. */
  parts: string
  /** The text parts in lower case, for search. */
  words: string
  status: ChatMessageStatus
  /** The person's message an answer belongs to. */
  reply_to: string | null
  /** The id the client gave, so that a resend is known. */
  client_id: string | null
  /** JSON `ChatUsage`. */
  usage: string | null
  created_at: string
}

/** Calls that can be found again from outside: by their card after a crash, by what undoes them, or by the approval they wait for. */
export interface ChatCallTable {
  workspace_id: string
  /** The id of the card. */
  id: string
  session_id: string
  message_id: string
  undo_id: string | null
  /** While it waits for a yes. */
  approval_id: string | null
  /** Under whose name the call was made, and its answer is kept. */
  actor: string | null
}

export const store = tablesOf<{ chat_session: ChatSessionTable; chat_message: ChatMessageTable; chat_call: ChatCallTable }>()
