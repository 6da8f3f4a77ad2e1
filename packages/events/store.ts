import { tablesOf } from '@atom/storage'

export interface EventTable {
  workspace_id: string
  id: string
  name: string
  /** JSON. */
  data: string
  source_id: string | null
  at: string
}

export const store = tablesOf<{ event_log: EventTable }>()
