'use client'
import { SegmentGroup, Stack } from '@chakra-ui/react'
import { ShieldCheck } from 'lucide-react'
import { ApprovalCard } from '../../../components/approvals/approval-card.tsx'
import { AsyncList } from '../../../components/async-list.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Page } from '../../../components/page.tsx'
import { useApprovals } from '../../../lib/approvals.ts'
import { useTitle } from '../../../lib/title.ts'
import { useUrlState } from '../../../lib/url-state.ts'

const views = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'all', label: 'All' },
]

export default function ApprovalsPage() {
  useTitle('Approvals')
  const { get, set } = useUrlState()
  const all = get('filter') === 'all'
  const approvals = useApprovals(!all)
  return (
    <Page
      title="Approvals"
      width="prose"
      tools={
        <SegmentGroup.Root
          size="sm"
          value={all ? 'all' : 'waiting'}
          onValueChange={change => set({ filter: change.value === 'all' ? 'all' : undefined })}
          aria-label="Which approvals"
        >
          <SegmentGroup.Indicator />
          <SegmentGroup.Items items={views} />
        </SegmentGroup.Root>
      }
    >
      <AsyncList
        query={approvals}
        label="Approvals"
        rows={3}
        empty={
          <Empty icon={ShieldCheck} title={all ? 'Nothing was ever asked' : 'Nothing waits for you'}>
            Before ATOM deletes something, or does what a rule holds back, it asks here and in the chat.
          </Empty>
        }
      >
        {items => (
          <Stack as="ul" gap="4" listStyleType="none" aria-label="Approvals">
            {items.map(approval => (
              <ApprovalCard key={approval.id} approval={approval} />
            ))}
          </Stack>
        )}
      </AsyncList>
    </Page>
  )
}
