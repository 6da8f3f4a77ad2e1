'use client'
import { Box, Button } from '@chakra-ui/react'
import { ListTree } from 'lucide-react'
import NextLink from 'next/link'
import { Empty } from '../../../../components/empty.tsx'
import { Problem } from '../../../../components/problem.tsx'
import { RunView } from '../../../../components/runs/run-view.tsx'
import { PageSkeleton } from '../../../../components/shell/shell.tsx'
import { useKinds, useRun, useVersion } from '../../../../lib/automations/queries.ts'
import { useTitle } from '../../../../lib/title.ts'
import { useUrlState } from '../../../../lib/url-state.ts'

export default function RunPage() {
  const { get } = useUrlState()
  const id = get('id')
  const { run, steps, event } = useRun(id)
  const version = useVersion(run.data?.workflow, run.data?.version)
  const kinds = useKinds()
  useTitle(run.data ? `Run of ${run.data.workflowName}` : 'Run')
  if (!id)
    return (
      <Box pt="16">
        <Empty icon={ListTree} title="No run chosen">
          <Button asChild size="sm" variant="outline">
            <NextLink href="/automations/runs">All runs</NextLink>
          </Button>
        </Empty>
      </Box>
    )
  const failed = [run, version, steps].find(query => query.isError && !query.data)
  if (failed) return <Problem error={failed.error} onRetry={() => failed.refetch()} />
  if (!run.data || !version.data || !steps.data || !kinds) return <PageSkeleton />
  return <RunView key={id} run={run.data} steps={steps.data} event={event} graph={version.data.graph} kinds={kinds} />
}
