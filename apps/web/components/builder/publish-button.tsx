'use client'
import { Badge, Button, Popover, Portal, Stack, Text } from '@chakra-ui/react'
import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Rocket } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { findNode } from '../../lib/automations/graph.ts'
import type { WorkflowWithGraph } from '../../lib/automations/queries.ts'
import { stepTitle } from '../../lib/automations/step-kinds.ts'
import { fieldTitle } from '../../lib/readable.ts'
import { complain, say } from '../toaster.tsx'

interface Props {
  workflow: WorkflowWithGraph
  /** Everything is on the server. */
  settled: () => Promise<boolean>
  onShow: (id: string) => void
}

/** Makes the draft live, or says what is wrong with it and where. */
export function PublishButton({ workflow, settled, onShow }: Props) {
  const store = useBuilderStore()
  const client = useQueryClient()
  const problems = useBuilder(state => state.problems)
  const graph = useBuilder(state => state.graph)
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState(false)

  const publish = async () => {
    setBusy(true)
    try {
      if (!(await settled())) return
      if (store.get().problems.length > 0) return setOpen(true)
      const answer = await api.post<WorkflowWithGraph>(`/api/workflows/${workflow.id}/publish`)
      client.setQueryData(['workflows', 'one', workflow.id], answer)
      client.invalidateQueries({ queryKey: ['workflows', 'versions', workflow.id] })
      say(`Live: ${workflow.name}, version ${answer.version}`)
    } catch (error) {
      complain(error)
    } finally {
      setBusy(false)
    }
  }
  const where = (id: string | undefined) => {
    if (id === undefined) return 'The automation'
    if (id === 'trigger') return 'What starts it'
    const found = findNode(graph, id)
    return found ? stepTitle(found.node, store.kinds) : id
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={change => setOpen(change.open && problems.length > 0)}
      positioning={{ placement: 'bottom-end' }}
    >
      <Popover.Anchor asChild>
        <Button size="sm" loading={busy} disabled={workflow.published && !workflow.changed && problems.length === 0} onClick={publish}>
          <Rocket size={14} aria-hidden /> Publish
          {problems.length > 0 && (
            <Badge size="sm" colorPalette="red" variant="solid" borderRadius="full" aria-label={`${problems.length} to put right`}>
              {problems.length}
            </Badge>
          )}
        </Button>
      </Popover.Anchor>
      <Portal>
        <Popover.Positioner>
          <Popover.Content borderRadius="card" w="sm">
            <Popover.Body p="2">
              <Popover.Title px="2" py="1" fontWeight="medium">
                To put right before it can be published
              </Popover.Title>
              <Stack as="ul" gap="0" listStyleType="none" maxH="80" overflowY="auto">
                {problems.map(({ node, field, message }) => (
                  <li key={`${node}${field}${message}`}>
                    <Button
                      variant="ghost"
                      size="sm"
                      h="auto"
                      py="2"
                      px="2"
                      w="full"
                      justifyContent="start"
                      textAlign="start"
                      whiteSpace="normal"
                      fontWeight="normal"
                      onClick={() => {
                        setOpen(false)
                        if (node) onShow(node)
                      }}
                    >
                      <CircleAlert size={14} aria-hidden />
                      <Stack gap="0" minW="0" flex="1">
                        <Text fontWeight="medium">
                          {where(node)}
                          {field && field !== 'edges' ? `, ${fieldTitle(field.split('.').at(-1) ?? field).toLowerCase()}` : ''}
                        </Text>
                        <Text color="fg.muted">{message}</Text>
                      </Stack>
                    </Button>
                  </li>
                ))}
              </Stack>
            </Popover.Body>
          </Popover.Content>
        </Popover.Positioner>
      </Portal>
    </Popover.Root>
  )
}
