'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'

/** Who may make an account on this server, and whether anybody has. */
export interface Instance {
  signUp: 'open' | 'invite' | 'closed'
  empty: boolean
}

export const loadInstance = () => api.get<Instance>('/api/instance')
export const useInstance = () => useQuery({ queryKey: ['instance'], queryFn: loadInstance })

/** May somebody at this address make an account? An invitation is in the address. */
export const mayJoin = ({ signUp }: Instance) =>
  signUp === 'open' || (signUp === 'invite' && new URLSearchParams(window.location.search).has('invitation'))
