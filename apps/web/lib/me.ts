'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { browserZone } from './days.ts'
import type { Me } from './records.ts'
import type { Place } from './say.ts'

/** The person who is signed in, and their workspace. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.get<Me>('/api/me', {}, signal), staleTime: 60_000 })

/** Zone and language in which this person reads dates. */
export function usePlace(): Place {
  const { data } = useMe()
  return { zone: data?.timeZone ?? browserZone(), locale: data?.locale || 'en-GB' }
}
