'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import { type GrowingAnswer, readAnswer } from './read-answer.ts'

/** The answer to a question, growing as it is written. It is asked once; `refetch` asks again. */
export function useAnswer(question: string, enabled: boolean) {
  const client = useQueryClient()
  const queryKey = ['answers', question]
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const { body } = await call('post', '/api/memory/ask', { body: { question }, signal, headers: { accept: 'text/event-stream' } })
      if (!body) throw new Error('The answer has no body.')
      return readAnswer(body, answer => client.setQueryData<GrowingAnswer>(queryKey, answer))
    },
    enabled: query => enabled && question !== '' && query.state.data === undefined && query.state.error === null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}
