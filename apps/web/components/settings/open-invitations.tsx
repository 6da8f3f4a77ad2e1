'use client'
import type { OpenInvitation } from '@atom/contracts'
import { Button, HStack, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MailOpen } from 'lucide-react'
import { api } from '../../lib/api.ts'
import { usePages } from '../../lib/pages.ts'
import { useMemberName } from '../../lib/people.ts'
import { AsyncList } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { Empty } from '../empty.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'
import { roleWords } from './role-words.ts'
import { Section } from './section.tsx'

/** Links that still let somebody in, each with the way to end it. `owner`: may end those that make an owner too. */
export function OpenInvitations({ owner }: { owner: boolean }) {
  const client = useQueryClient()
  const nameOf = useMemberName()
  const invitations = usePages<OpenInvitation>(['invitations'], '/api/invitations')
  const revoke = useMutation({
    mutationFn: (invitation: OpenInvitation) => api.remove(`/api/invitations/${invitation.id}`),
    onSuccess: () => say('The invitation is revoked'),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['invitations'] }),
  })
  return (
    <Section title="Open invitations" say="Links that can still be used. One that is revoked lets nobody in.">
      <AsyncList
        query={invitations}
        label="Open invitations"
        rows={1}
        empty={<Empty icon={MailOpen} title="No open invitations" />}
        item={invitation => {
          const who = invitation.email ?? 'Whoever has the link'
          return (
            <HStack as="li" minH="12" py="2" borderBottomWidth="1px" gap="4">
              <Stack gap="0" flex="1" minW="0">
                <Text truncate fontWeight="medium" title={who}>
                  {who}
                </Text>
                <Text fontSize="xs" color="fg.muted">
                  {roleWords.find(({ value }) => value === invitation.role)?.label} · made by {nameOf(invitation.createdBy)}{' '}
                  <When value={invitation.createdAt} ago /> · until <When value={invitation.expiresAt} />
                </Text>
              </Stack>
              {(owner || invitation.role !== 'owner') && (
                <Confirm
                  title="Revoke this invitation?"
                  say={`Its link lets nobody in any more. It was for: ${who}.`}
                  button="Revoke"
                  onConfirm={() => revoke.mutate(invitation)}
                >
                  <Button size="xs" variant="ghost" color="fg.error">
                    Revoke
                  </Button>
                </Confirm>
              )}
            </HStack>
          )
        }}
      />
    </Section>
  )
}
