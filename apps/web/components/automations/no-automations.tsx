'use client'
import { Button, Stack, Text } from '@chakra-ui/react'
import { Plus, Workflow } from 'lucide-react'
import type { Graph } from '../../lib/automations/graph.ts'
import { useCreateWorkflow } from '../../lib/automations/steer.ts'
import { useMayWrite } from '../../lib/may.ts'
import { Empty } from '../empty.tsx'
import { TemplateCards } from './template-cards.tsx'

/** Nobody has automated anything yet: what could be done, ready to be taken. */
export function NoAutomations({ onNew }: { onNew: () => void }) {
  const create = useCreateWorkflow()
  const mayWrite = useMayWrite()
  const nothing = (
    <Empty icon={Workflow} title="Nothing runs by itself yet">
      An automation does something whenever something happens: at a time, on a call from outside, when a task is added.
    </Empty>
  )
  if (!mayWrite) return nothing
  return (
    <Stack gap="6">
      {nothing}
      <Button alignSelf="center" size="sm" variant="outline" onClick={onNew}>
        <Plus size={14} aria-hidden /> Begin from nothing
      </Button>
      <Text fontWeight="semibold">Or begin with one of these</Text>
      <TemplateCards
        words=""
        busy={create.isPending}
        onChoose={({ title, graph }) => create.mutate({ name: title, graph: graph as unknown as Graph })}
      />
    </Stack>
  )
}
