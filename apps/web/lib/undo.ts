'use client'
import { useQueryClient } from '@tanstack/react-query'
import { complain, say } from '../components/toaster.tsx'
import { api, type Done } from './api.ts'

/** Says what was done, with the way back where there is one. */
export function useSayDone() {
  const client = useQueryClient()
  const undo = (id: string) =>
    void api
      .invoke('undo', { id })
      .then(() => client.invalidateQueries())
      .catch(complain)
  return (title: string, { undoId }: Pick<Done, 'undoId'>, more?: string) => say(title, undoId ? () => undo(undoId) : undefined, more)
}
