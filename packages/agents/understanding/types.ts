import type { SkillRegistry, Skills } from '@atom/kernel'

/** What is known of a record. */
export interface CalledRecord {
  id?: string
  title?: string
  /** Its fields as they were then; moments on the person's wall clock, `2026-11-25T15:00`. */
  fields?: Record<string, unknown>
}

/** A skill that was called earlier in the conversation. The coordinator knows these; a program that sends bare history does not. */
export interface Call {
  skill: string
  input: Record<string, unknown>
  /** The record it made, changed or showed. */
  record?: CalledRecord
  /** The records it listed, in the order shown. */
  listed?: CalledRecord[]
  /** It was not carried out: it waits for an answer or was refused. */
  open?: boolean
}

/** One message of the conversation so far, oldest first. Without `calls` an earlier message of the person is understood again. */
export interface Turn {
  role: 'user' | 'assistant'
  text: string
  calls?: Call[]
}

export interface Request {
  skill: string
  input: Record<string, unknown>
  /** 0 to 1. */
  confidence: number
  /** It cannot be taken back and nobody has said yes yet. */
  confirm?: boolean
  /** Fields for which an hour was said and no day: on a record with a day of its own the hour is meant for that day. */
  timeOnly?: string[]
  /** Fields of a change for which only a weekday was said: of a record with a day of its own the one `nearest` to that is meant, or the next one `later`. */
  weekday?: { fields: string[]; way: 'nearest' | 'later' }
}

export interface Understood {
  requests: Request[]
  /** What is missing or unclear, as a question. */
  ask?: string
  /** What to say when there is nothing to do (thanks, a refusal, something out of reach), or besides: that an open question was dropped. */
  say?: string
}

export interface Message {
  text: string
  /** UTC ISO 8601, or a Date. */
  now: string | Date
  /** IANA name; the wall clock that words such as "tomorrow" refer to. */
  timeZone: string
  /** BCP 47; decides whether 3/4 is in March or April. */
  locale?: string
  history?: Turn[]
  /** Names that exist in the workspace, by the kind of thing a `ref` points to, so that they are recognised in lower case too. */
  names?: Record<string, string[]>
  /** A person who asks what there is and names no sort of it is told all that goes `alongside`; a program that asks what was meant is told that alone. */
  allSorts?: boolean
  /** The skills of the workspace; those all have unless told. What is learned from them is kept for as long as they are. */
  skills?: Skills
}

export interface UnderstandingOptions {
  registry: SkillRegistry
}

export interface Understanding {
  understand(message: Message): Promise<Understood>
}
