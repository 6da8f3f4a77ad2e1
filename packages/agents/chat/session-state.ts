import type { SkillCall } from '@atom/kernel'

/** One of several things that fit what the person wrote. */
export interface Candidate {
  id: string
  title: string
}

/** A call whose input names something that could be several things. */
export interface OpenChoice {
  call: SkillCall
  /** The input field to fill with the chosen id. */
  field: string
  candidates: Candidate[]
  /** What was asked for after it in the same message. */
  rest: SkillCall[]
}

/** What a chat has asked and was not yet told. It is stored with the session, so that a restart forgets nothing. */
export interface SessionState {
  choice?: OpenChoice
  /** Calls that wait for a yes, from the last answer. */
  approvals?: string[]
  /** What a yes to the last answer does. */
  offer?: SkillCall
}

export const noState: SessionState = {}

export const readState = (json: string | undefined): SessionState => (json ? (JSON.parse(json) as SessionState) : noState)
