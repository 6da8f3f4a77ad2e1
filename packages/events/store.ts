import { tablesOf } from '@atom/storage'

export interface EventTable {
  workspace_id: string
  id: string
  name: string
  /** JSON. */
  data: string
  source_id: string | null
  at: string
  /** 1 while a run needs it: it goes with the run. */
  kept: number
}

export const store = tablesOf<{ event_log: EventTable }>()
