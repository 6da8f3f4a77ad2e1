import type { Extracted } from '../extracted.ts'

/** An error as it crosses: an `AtomError` as it is made, anything else as a broken file. */
export interface CrossedError {
  code: string
  status: number
  message: string
  details: Record<string, unknown>
  /** For the log. */
  cause?: string
}

/** What came of a file. `spent`: the process holds so much memory that a new one is better. */
export type FromReader = ({ extracted: Extracted } | { error: CrossedError }) & { spent: boolean }
