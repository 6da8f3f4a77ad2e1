/** What is kept of a run, and of what it needs to go on. */
export const journalTables = [
  'workflow',
  'workflow_version',
  'run',
  'step',
  'waitpoint',
  'run_blob',
  'job',
  'approval',
  'idempotency',
  'event_log',
] as const
