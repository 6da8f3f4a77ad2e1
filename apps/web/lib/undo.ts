'use client'
import { useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import { api } from './api.ts'

/** Takes the last thing this person did back. */
export function useUndo() {
  const client = useQueryClient()
  return () =>
    void api
      .invoke('undo')
      .then(() => client.invalidateQueries())
      .catch(complain)
}
