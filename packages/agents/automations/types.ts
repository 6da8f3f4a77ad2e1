import type { Skills } from '@atom/kernel'

/** What an automation may be made of, for the person who asks. */
export interface Surroundings {
  /** When it is said, UTC. */
  now: Date
  /** IANA name. */
  timeZone: string
  locale?: string
  /** Names that exist in the workspace, by the kind of thing. */
  names?: Record<string, string[]>
  /** Of the workspace. */
  skills: Skills
}

/** One step of what is to be done, in order. What stands after a condition or a question hangs on it. */
export type Statement =
  | { kind: 'do'; id: string; title: string; skill: string; input: Record<string, unknown> }
  | { kind: 'if'; id: string; title: string; condition: string; yes: Statement[]; no: Statement[] }
  | { kind: 'wait'; id: string; title: string; duration?: string; until?: string }
  | { kind: 'ask'; id: string; question: string; message?: string; assignees?: string[]; denied: Statement[] }
  | { kind: 'each'; id: string; title: string; items: string; body: Statement[] }

/** What “it” or “them” may mean at a point of the sentence. */
export interface Subject {
  /** The family of its skills, as `tasks`. */
  family: string | undefined
  /** Where its fields stand in an expression: `event.record`, `item`, `steps.list.output`. */
  path: string
  /** Where its id stands. */
  id: string
  /** Where the words stand that say it in a text, when it is no record of a family. */
  text?: string
  /** It is a list of records: `path` is the list. */
  many?: boolean
  /** The words with which a list was asked for: “list my overdue tasks”. */
  said?: string
  /** What a bare “tell me” says of it. */
  told?: string
  /** Its fields, where no others can be there. */
  fields?: readonly string[]
  /** The one of its fields in which all others are: the body of an answer. */
  inside?: string
  /** It may have changed since it was read: something was waited for. */
  stale?: boolean
}
