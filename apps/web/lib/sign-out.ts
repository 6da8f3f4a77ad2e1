'use client'
import { useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import { api } from './api.ts'

/** Ends the session and forgets everything this page had loaded. */
export function useSignOut() {
  const client = useQueryClient()
  return async () => {
    try {
      await api.post('/api/auth/sign-out')
      client.clear()
      // A whole new page: nothing of the last person stays in memory.
      window.location.assign('/sign-in')
    } catch (error) {
      complain(error)
    }
  }
}
