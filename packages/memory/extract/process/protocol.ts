/** To the process: one file. */
export interface Asked<File> {
  file: File
  /** Megabytes it may hold in all. */
  memory?: number
}

/** How far a file is, by its pages. */
export interface Progress {
  done: number
  total: number
}

/** An error as it crosses: an `AtomError` as it is made, anything else as a broken file. */
export interface CrossedError {
  code: string
  status: number
  message: string
  details: Record<string, unknown>
  /** For the log. */
  cause?: string
}

/** How far a file is, or what came of it. `spent`: the process holds so much memory that a new one is better. */
export type FromReader<Answer> = { progress: Progress } | (({ answer: Answer } | { error: CrossedError }) & { spent: boolean })
