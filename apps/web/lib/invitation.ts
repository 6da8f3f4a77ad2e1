'use client'
import type { InvitationState } from '@atom/contracts'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'

/** The token in this page's address, if somebody came by an invitation. */
export const invitationToken = (): string | null => new URLSearchParams(window.location.search).get('invitation')

/** What the invitation in this page's address is worth, asked before anything is typed; null where there is none. */
export const useInvitation = () =>
  useQuery({
    queryKey: ['invitation'],
    queryFn: async (): Promise<InvitationState | null> => {
      const token = invitationToken()
      if (token === null) return null
      return token === '' || token.length > 200 ? { usable: false } : api.post<InvitationState>('/api/invitations/check', { token })
    },
  })
