'use client'
import { Button, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useMayManage } from '../../lib/may.ts'
import { useMe } from '../../lib/me.ts'
import { usePages } from '../../lib/pages.ts'
import type { Member } from '../../lib/records.ts'
import { AsyncList } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { Empty } from '../empty.tsx'
import { complain, say } from '../toaster.tsx'
import { Invite } from './invite.tsx'
import { MemberRow } from './member-row.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { Section } from './section.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Who is in the workspace, what each may do, and a link for somebody new. */
export function People() {
  const client = useQueryClient()
  const { data: me } = useMe()
  const manages = useMayManage()
  const members = usePages<Member>(['members', 'list'], '/api/members')
  const [link, setLink] = useState<{ name: string; url: string }>()
  const settled = {
    onError: complain,
    onSettled: () => Promise.all(['members', 'me'].map(key => client.invalidateQueries({ queryKey: [key] }))),
  }
  const update = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: Member['role'] }) => api.patch<Member>(`/api/members/${member.id}`, { role }),
    onSuccess: now => say(`${now.name}: ${now.role}`),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: (member: Member) => api.remove(`/api/members/${member.id}`),
    onSuccess: (_answer, member) => say(`Removed: ${member.name}`),
    ...settled,
  })
  const makeLink = useMutation({
    mutationFn: (member: Member) => api.post<{ token: string }>(`/api/members/${member.id}/reset-link`),
    onSuccess: ({ token }, { name }) => setLink({ name, url: `${window.location.origin}/reset-password#${token}` }),
    onError: complain,
  })
  const leave = useMutation({
    mutationFn: () => api.post('/api/workspace/leave'),
    // A whole new page: nothing of the workspace stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
    onError: complain,
  })
  if (!me) return null
  return (
    <>
      <Section title="People" say="Everybody here sees this workspace’s tasks, calendar, notes and contacts.">
        {manages && <Invite owner={me.role === 'owner'} />}
        {link && (
          <ShownOnce
            title={`Send ${link.name} this link. With it they set a new password, once and within an hour.`}
            label="Link for a new password"
            copy="Copy the link"
            value={link.url}
          />
        )}
        <AsyncList
          query={members}
          label="People"
          rows={2}
          empty={<Empty icon={Users} title="Nobody" />}
          item={member => (
            <MemberRow
              member={member}
              me={me}
              busy={update.isPending && update.variables.member.id === member.id}
              onRole={role => update.mutate({ member, role })}
              onRemove={() => remove.mutate(member)}
              onLink={() => makeLink.mutate(member)}
            />
          )}
        />
      </Section>
      {manages && <OpenInvitations owner={me.role === 'owner'} />}
      <Section
        title="Leave this workspace"
        say={`You will no longer see what is in “${me.workspace.name}”, and your API keys for it end. An invitation brings you back.`}
      >
        <Stack align="start">
          <Confirm
            title={`Leave “${me.workspace.name}”?`}
            say="You are signed out at once. What you wrote stays; what ATOM remembers of you here is forgotten for good. To come back you need an invitation."
            button="Leave"
            onConfirm={() => leave.mutate()}
          >
            <Button size="sm" variant="outline" color="fg.error" loading={leave.isPending}>
              Leave the workspace
            </Button>
          </Confirm>
        </Stack>
      </Section>
    </>
  )
}
