/** What a code step may use unless told, and at most. */
export const codeLimits = {
  /** Milliseconds. */
  time: 1_000,
  /** Bytes inside the sandbox. */
  memory: 64 * 1024 * 1024,
  /** Characters of the source. */
  source: 200_000,
  /** Characters of the input and of the answer as JSON. */
  value: 10_000_000,
  /** Lines of the log, and characters of one line. */
  logLines: 200,
  logLine: 2_000,
} as const
