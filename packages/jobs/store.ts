import { tablesOf } from '@atom/storage'

export const jobStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
/** The last three are final and never updated; `running` falls back to `queued` when its lease ends. */
export type JobStatus = (typeof jobStatuses)[number]

export interface JobTable {
  workspace_id: string
  id: string
  kind: string
  key: string | null
  /** JSON: ids only. */
  payload: string
  status: JobStatus
  run_at: string
  attempt: number
  lease_owner: string | null
  lease_until: string | null
  cancel_requested: number
  /** JSON: {done, total, note}. */
  progress: string | null
  error: string | null
  created_at: string
  finished_at: string | null
}

export const store = tablesOf<{ job: JobTable }>()
