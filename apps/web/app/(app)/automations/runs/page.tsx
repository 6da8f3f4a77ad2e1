'use client'
import { Button, Stack } from '@chakra-ui/react'
import { ArrowLeft, ListTree } from 'lucide-react'
import NextLink from 'next/link'
import { AsyncList } from '../../../../components/async-list.tsx'
import { Empty } from '../../../../components/empty.tsx'
import { Page } from '../../../../components/page.tsx'
import { fromOf, type RunFilter, RunFilters } from '../../../../components/runs/run-filters.tsx'
import { RunRow } from '../../../../components/runs/run-row.tsx'
import type { Run } from '../../../../lib/automations/queries.ts'
import { usePlace } from '../../../../lib/me.ts'
import { usePages } from '../../../../lib/pages.ts'
import { useRowKeys } from '../../../../lib/row-keys.ts'
import { useTitle } from '../../../../lib/title.ts'
import { useSettled } from '../../../../lib/understand.ts'
import { useUrlState } from '../../../../lib/url-state.ts'

export default function RunsPage() {
  useTitle('Runs')
  const { get, set } = useUrlState()
  const { zone } = usePlace()
  const filter: RunFilter = { workflow: get('workflow'), status: get('status'), since: get('since'), q: get('q') }
  const words = useSettled(filter.q.trim(), 250)
  const runs = usePages<Run>(['runs', 'list'], '/api/runs', {
    workflow: filter.workflow || undefined,
    status: filter.status || undefined,
    from: fromOf(filter.since, zone),
    query: words || undefined,
  })
  const onKeyDown = useRowKeys()
  const filtered = Object.values(filter).some(value => value !== '')
  return (
    <Page
      title="Runs"
      action={
        <Button asChild size="sm" variant="ghost">
          <NextLink href="/automations">
            <ArrowLeft size={14} aria-hidden /> Automations
          </NextLink>
        </Button>
      }
      tools={<RunFilters value={filter} onChange={change => set({ ...change })} />}
    >
      <Stack onKeyDown={onKeyDown}>
        <AsyncList
          query={runs}
          label="Runs"
          rows={8}
          empty={
            <Empty icon={ListTree} title={filtered ? 'No run fits these filters' : 'Nothing has run yet'}>
              {filtered
                ? 'Take one of them away to see more.'
                : 'Runs of automations are listed here, each step with what it was given and gave.'}
            </Empty>
          }
          item={run => <RunRow run={run} />}
        />
      </Stack>
    </Page>
  )
}
