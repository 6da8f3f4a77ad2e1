'use client'
import { useQuery } from '@tanstack/react-query'
import { ApiError, api } from './api.ts'
import { browserZone } from './days.ts'
import type { Me } from './records.ts'
import type { Place } from './say.ts'

/** Asked first, because it answers a stranger with nothing instead of a refusal, which the browser would show as an error. */
const loadMe = async (signal: AbortSignal) => {
  const session = await api.get<object | null>('/api/auth/get-session', {}, signal)
  if (!session) throw new ApiError(401, stranger, 'Sign in to go on.')
  return api.get<Me>('/api/me', {}, signal)
}

/** Code of the error when nobody is signed in. */
const stranger = 'web.stranger'

/** The person who is signed in, and their workspace. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => loadMe(signal), staleTime: 60_000 })

/** Zone and language in which this person reads dates. */
export function usePlace(): Place {
  const { data } = useMe()
  return { zone: data?.timeZone ?? browserZone(), locale: data?.locale || 'en-GB' }
}
