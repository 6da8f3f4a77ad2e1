/** What a sandbox is asked to do. */
export interface Job {
  source: string
  /** JSON. */
  input: string
  memoryBytes: number
}

/** What it says, in this order: `ready` once, then for each job any number of `log`, one `done` or `failed`, and `clean` when it can take another. */
export type Message =
  | { kind: 'ready' }
  | { kind: 'log'; line: string }
  | { kind: 'done'; json: string }
  /** `limit`: stopped by a limit and not by an error of its own. */
  | { kind: 'failed'; limit: boolean; problem: string }
  | { kind: 'clean' }
