'use client'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { messagesKey } from './messages.ts'

/** What this page knows of a conversation: `leaving` while its own wish to delete it is under way. */
export type Standing = 'there' | 'leaving' | 'gone'

const standingKey = (sessionId: string) => ['deleted', 'chat', sessionId]

export const useStanding = (sessionId: string | undefined): Standing =>
  useQuery<Standing>({
    queryKey: standingKey(sessionId ?? ''),
    queryFn: () => 'there',
    enabled: false,
    initialData: 'there',
  }).data

/** Says how a conversation stands. What leaves or is gone is not asked for any more: the answer could only be a refusal. */
export function setStanding(client: QueryClient, sessionId: string, standing: Standing): void {
  client.setQueryData<Standing>(standingKey(sessionId), standing)
  if (standing !== 'there') client.cancelQueries({ queryKey: messagesKey(sessionId) })
}

/** Somebody, perhaps this page, deleted it. Who deletes it here says so once the answer has come, and not before the page has left it. */
export function heardDeleted(client: QueryClient, sessionId: string): void {
  if (client.getQueryData<Standing>(standingKey(sessionId)) !== 'leaving') setStanding(client, sessionId, 'gone')
}
