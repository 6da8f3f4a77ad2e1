'use client'
import type { Invitation } from '@atom/contracts'
import { Button, chakra, HStack, Input, NativeSelect, Stack, Text } from '@chakra-ui/react'
import { useMutation } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { usePages } from '../../lib/pages.ts'
import type { Member } from '../../lib/records.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { complain } from '../toaster.tsx'
import { Section } from './section.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Who is in the workspace, and a link for somebody new. */
export function People() {
  const { data: me } = useMe()
  const members = usePages<Member>(['members', 'list'], '/api/members')
  const admin = me?.role === 'owner' || me?.role === 'admin'
  return (
    <Section title="People" say="Everybody here sees this workspace’s tasks, calendar, notes and contacts.">
      {admin && <Invite />}
      <AsyncList
        query={members}
        label="People"
        rows={2}
        empty={<Empty icon={Users} title="Nobody" />}
        item={member => (
          <HStack as="li" minH="12" borderBottomWidth="1px" gap="4">
            <Stack gap="0" flex="1" minW="0">
              <Text truncate fontWeight="medium">
                {member.name}
              </Text>
              <Text fontSize="xs" color="fg.muted" truncate>
                {member.email}
              </Text>
            </Stack>
            <Text color="fg.muted" textTransform="capitalize">
              {member.role}
            </Text>
          </HStack>
        )}
      />
    </Section>
  )
}

function Invite() {
  const invite = useMutation({
    mutationFn: (body: { email?: string; role: string }) => api.post<Invitation>('/api/invitations', body),
    onError: complain,
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
        <HStack wrap={{ base: 'wrap', sm: 'nowrap' }}>
          <Input
            size="sm"
            type="email"
            name="email"
            aria-label="E-mail of the person"
            placeholder="E-mail, if only they may use it"
            maxLength={254}
            autoComplete="off"
          />
          <NativeSelect.Root size="sm" w="auto" flexShrink="0">
            <NativeSelect.Field name="role" aria-label="Role" defaultValue="member">
              <option value="admin">Admin</option>
              <option value="member">Member</option>
              <option value="viewer">Viewer</option>
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
