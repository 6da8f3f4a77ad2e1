'use client'
import { Box, Button, Heading } from '@chakra-ui/react'
import { Workflow } from 'lucide-react'
import NextLink from 'next/link'
import { Builder } from '../../../../components/builder/builder.tsx'
import { Empty } from '../../../../components/empty.tsx'
import { Problem } from '../../../../components/problem.tsx'
import { PageSkeleton } from '../../../../components/shell/shell.tsx'
import { useCatalogue, useKinds, useWorkflow } from '../../../../lib/automations/queries.ts'
import { useMayWrite } from '../../../../lib/may.ts'
import { useSkills } from '../../../../lib/skills.ts'
import { useTitle } from '../../../../lib/title.ts'
import { useUrlState } from '../../../../lib/url-state.ts'

export default function EditPage() {
  const { get } = useUrlState()
  const id = get('id')
  const workflow = useWorkflow(id)
  const kinds = useKinds()
  const catalogue = useCatalogue()
  const skills = useSkills()
  const mayWrite = useMayWrite()
  useTitle(workflow.data?.name ?? 'Automation')
  if (!id)
    return (
      <Box pt="16">
        <Empty icon={Workflow} title="No automation chosen">
          <Button asChild size="sm" variant="outline">
            <NextLink href="/automations">All automations</NextLink>
          </Button>
        </Empty>
      </Box>
    )
  const failed = [workflow, catalogue, skills].find(query => query.isError && !query.data)
  if (failed) return <Problem error={failed.error} onRetry={() => failed.refetch()} />
  if (!workflow.data || !kinds) return <PageSkeleton />
  return (
    <>
      <Heading as="h1" srOnly>
        {workflow.data.name}
      </Heading>
      <Builder key={`${id} ${mayWrite}`} workflow={workflow.data} kinds={kinds} />
    </>
  )
}
