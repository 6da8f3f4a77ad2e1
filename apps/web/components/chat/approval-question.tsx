'use client'
import type { ChatApproval } from '@atom/contracts'
import { Button, HStack, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { withNames } from '../../lib/readable.ts'
import { Readable } from '../readable.tsx'
import { complain } from '../toaster.tsx'

interface Question {
  approval: ChatApproval
  input: Record<string, unknown>
  /** What the ids of the input stand for. */
  named: Record<string, string> | undefined
}

/** Says what it will do and asks; the answer is the person's. */
export function ApprovalQuestion({ approval, input, named }: Question) {
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'deny') => api.post(`/api/approvals/${approval.id}`, { decision }),
    onError: complain,
    onSettled: () => client.invalidateQueries(),
  })
  const open = approval.status === 'pending'
  return (
    <Stack gap="3">
      <Text color="fg.muted">{open ? 'ATOM asks before it does this:' : 'This question is no longer open.'}</Text>
      <Readable value={withNames(input, named)} />
      {open && (
        <HStack>
          <Button
            size="sm"
            loading={decide.isPending && decide.variables === 'approve'}
            disabled={decide.isPending}
            onClick={() => decide.mutate('approve')}
          >
            Approve
          </Button>
          <Button
            size="sm"
            variant="outline"
            loading={decide.isPending && decide.variables === 'deny'}
            disabled={decide.isPending}
            onClick={() => decide.mutate('deny')}
          >
            Deny
          </Button>
        </HStack>
      )}
    </Stack>
  )
}
