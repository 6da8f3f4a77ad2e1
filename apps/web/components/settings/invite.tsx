'use client'
import type { Invitation } from '@atom/contracts'
import { Button, chakra, HStack, Input, NativeSelect, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { complain } from '../toaster.tsx'
import { rolesBelow } from './role-words.ts'
import { ShownOnce } from './shown-once.tsx'

/** A link with which somebody new joins. An admin makes no owners. */
export function Invite({ owner }: { owner: boolean }) {
  const client = useQueryClient()
  const invite = useMutation({
    mutationFn: (body: { email?: string; role: string }) => api.post<Invitation>('/api/invitations', body),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email')).trim()
    invite.mutate({ role: String(form.get('role')), ...(email ? { email } : {}) })
  }
  const link = invite.data ? `${window.location.origin}/sign-up?invitation=${encodeURIComponent(invite.data.token)}` : ''
  return (
    <Stack gap="4">
      <chakra.form onSubmit={submit}>
        <HStack wrap="wrap">
          <Input
            size="sm"
            flex="1"
            minW="60"
            type="email"
            name="email"
            aria-label="E-mail of the person"
            placeholder="E-mail, if only they may use it"
            maxLength={254}
            autoComplete="off"
          />
          <NativeSelect.Root size="sm" w="auto" flexShrink="0">
            <NativeSelect.Field name="role" aria-label="Role" defaultValue="member">
              {rolesBelow(owner ? 'owner' : 'admin').map(({ value, label, say }) => (
                <option key={value} value={value}>
                  {label}: {say}
                </option>
              ))}
            </NativeSelect.Field>
            <NativeSelect.Indicator />
          </NativeSelect.Root>
          <Button size="sm" type="submit" loading={invite.isPending} flexShrink="0">
            Make a link
          </Button>
        </HStack>
      </chakra.form>
      {invite.data && (
        <ShownOnce title="Send this link. It works once, and for a week." label="Invitation link" copy="Copy the link" value={link} />
      )}
    </Stack>
  )
}
