import { tablesOf } from '@atom/storage'
import type { JobStatus } from './dispatcher.ts'

/** The embedded dispatcher's queue. `failed` is final and never updated; `running` falls back to `queued` when its lease ends. */
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
  error_code: string | null
  created_at: string
  finished_at: string | null
}

/** What graphile-worker has no room for. */
export interface JobProgressTable {
  workspace_id: string
  job_id: string
  /** JSON: {done, total, note}. */
  progress: string
}

export const store = tablesOf<{ job: JobTable; job_progress: JobProgressTable }>()
