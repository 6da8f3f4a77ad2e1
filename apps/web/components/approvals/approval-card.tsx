'use client'
import { Badge, HStack, Link, Stack, Text } from '@chakra-ui/react'
import NextLink from 'next/link'
import { runLink } from '../../lib/automations/steer.ts'
import { useMe } from '../../lib/me.ts'
import { useMemberName } from '../../lib/people.ts'
import type { Approval } from '../../lib/records.ts'
import { useSkills } from '../../lib/skills.ts'
import { When } from '../when.tsx'
import { ApprovalQuestion } from './approval-question.tsx'

const badges: Record<Approval['status'], { palette: string; label: string }> = {
  pending: { palette: 'orange', label: 'Waits for you' },
  approved: { palette: 'green', label: 'Approved' },
  denied: { palette: 'gray', label: 'Denied' },
  expired: { palette: 'gray', label: 'Not answered in time' },
}

/** One call that waits or waited for a yes: what, for whom, since when, and where it came up. */
export function ApprovalCard({ approval }: { approval: Approval }) {
  const { data: me } = useMe()
  const nameOf = useMemberName()
  const skill = useSkills().data?.find(one => one.id === approval.skill)
  const input = (approval.input ?? {}) as Record<string, unknown>
  const { palette, label } = badges[approval.status]
  // Answered, but what it was about was gone or had changed by then.
  const cameToNothing = approval.status === 'expired' && approval.decidedBy !== undefined
  const title = approval.question ?? skill?.title ?? approval.skill
  // A question of an automation is its own title.
  const { title: own, ...rest } = input
  const shown = own === title ? rest : input
  const mine = approval.requestedBy === me?.id
  return (
    <Stack as="li" borderWidth="1px" borderRadius="card" bg="bg.panel" p="4" gap="3">
      <HStack gap="3" wrap="wrap">
        <Text as="h2" fontWeight="medium" flex="1" minW="0" truncate title={title}>
          {title}
        </Text>
        <Badge colorPalette={palette}>{cameToNothing ? 'Nothing was done' : label}</Badge>
      </HStack>
      <ApprovalQuestion approval={approval} skill={approval.skill} input={shown} named={approval.named ?? {}}>
        <HStack gap="2" fontSize="xs" color="fg.muted" wrap="wrap">
          <When value={approval.createdAt} ago />
          <Text>{mine ? 'on your behalf' : `on behalf of ${nameOf(approval.requestedBy)}`}</Text>
          {approval.runId && (
            <Link asChild color="accent.fg">
              <NextLink href={runLink(approval.runId)}>Look at the run</NextLink>
            </Link>
          )}
          {mine && approval.sessionId && (
            <Link asChild color="accent.fg">
              <NextLink href={`/?s=${approval.sessionId}`}>Open the conversation</NextLink>
            </Link>
          )}
        </HStack>
      </ApprovalQuestion>
    </Stack>
  )
}
