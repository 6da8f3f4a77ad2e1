'use client'
import { useMe } from './me.ts'

/** Whether this person may change what is in the workspace; a viewer may not, and the server refuses it whatever a page shows. */
export const useMayWrite = (): boolean => useMe().data?.role !== 'viewer'

/** Whether this person looks after the workspace: its people, models and name. */
export function useMayManage(): boolean {
  const role = useMe().data?.role
  return role === 'owner' || role === 'admin'
}

/** Said where a viewer would look for what is not there. */
export const viewerSentence = 'You are a viewer: you may look, not change anything.'
