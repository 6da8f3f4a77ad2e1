'use client'
import type { ChatApproval } from '@atom/contracts'
import { Button, HStack, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { Readable } from '../readable.tsx'
import { complain } from '../toaster.tsx'

/** Says what it will do and asks; the answer is the person's. */
interface Question {
  approval: ChatApproval
  input: Record<string, unknown>
  /** What the ids of the input stand for. */
  named: Record<string, string> | undefined
}

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
      <Text color="fg.muted">{open ? 'This cannot be taken back by itself, so ATOM asks first:' : 'This question is no longer open.'}</Text>
      <Readable value={readable(input, named)} />
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

/** The thing itself comes first, as a person calls it. */
function readable({ id, ...input }: Record<string, unknown>, named: Record<string, string> = {}): Record<string, unknown> {
  const { id: title, ...rest } = named
  return { ...(id === undefined ? {} : { title: title ?? id }), ...input, ...rest }
}
