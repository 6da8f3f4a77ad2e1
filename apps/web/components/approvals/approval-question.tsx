'use client'
import { Button, HStack, Stack, Text } from '@chakra-ui/react'
import { type ReactNode, useState } from 'react'
import { useDecide } from '../../lib/approvals.ts'
import { withNames } from '../../lib/readable.ts'
import type { Approval } from '../../lib/records.ts'
import { useSkills } from '../../lib/skills.ts'
import { Readable } from '../readable.tsx'
import { EditedApproval } from './edited-approval.tsx'

interface Props {
  approval: Pick<Approval, 'id' | 'status' | 'expiresAt'>
  /** Id of the skill it asks for. */
  skill: string
  input: Record<string, unknown>
  /** What the ids of the input stand for. */
  named: Record<string, string>
  /** What it says before the input. */
  children?: ReactNode
}

/** Says what it will do and asks; the answer is the person's: yes, no, or yes to something else. */
export function ApprovalQuestion({ approval, skill: id, input, named, children }: Props) {
  const [editing, setEditing] = useState(false)
  const decide = useDecide()
  const open = approval.status === 'pending' && Date.parse(approval.expiresAt) > Date.now()
  const skill = useSkills(open).data?.find(one => one.id === id)
  const answer = (decision: 'approve' | 'deny') => decide.mutate({ id: approval.id, decision })
  const pending = decide.isPending ? decide.variables.decision : undefined
  return (
    <Stack gap="3">
      {children}
      {editing && skill ? (
        <EditedApproval
          skill={skill}
          input={input}
          named={named}
          busy={decide.isPending}
          onApprove={changed => decide.mutate({ id: approval.id, decision: 'approve', input: changed })}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Readable value={withNames(input, named)} />
      )}
      {open && !editing && (
        <HStack wrap="wrap">
          <Button size="sm" loading={pending === 'approve'} disabled={decide.isPending} onClick={() => answer('approve')}>
            Approve
          </Button>
          <Button size="sm" variant="outline" loading={pending === 'deny'} disabled={decide.isPending} onClick={() => answer('deny')}>
            Deny
          </Button>
          {skill && (
            <Button size="sm" variant="ghost" color="fg.muted" disabled={decide.isPending} onClick={() => setEditing(true)}>
              Change it first
            </Button>
          )}
        </HStack>
      )}
      {!open && approval.status === 'pending' && <Text color="fg.muted">Nobody answered in time. Ask again.</Text>}
    </Stack>
  )
}
