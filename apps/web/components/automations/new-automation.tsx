'use client'
import { Button, Dialog, Stack, Text } from '@chakra-ui/react'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Graph } from '../../lib/automations/graph.ts'
import { useCreateWorkflow } from '../../lib/automations/steer.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { SearchBox } from '../fields/search-box.tsx'
import { TemplateCards } from './template-cards.tsx'

const empty: Graph = { trigger: { type: 'manual' }, nodes: [], edges: [] }

/** Begins an automation: from nothing, or from a template. */
export function NewAutomation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [words, setWords] = useState('')
  const create = useCreateWorkflow()
  const begin = (name: string, graph: Graph) => create.mutate({ name, graph }, { onSuccess: onClose })
  return (
    <DialogFrame open={open} onClose={onClose} size="lg">
      <Dialog.Header>
        <Stack gap="1">
          <Dialog.Title>New automation</Dialog.Title>
          <Dialog.Description color="fg.muted">From nothing, or from one of these. Nothing runs before you publish it.</Dialog.Description>
        </Stack>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="6" pb="4">
          <Button
            variant="outline"
            h="auto"
            p="4"
            justifyContent="start"
            textAlign="start"
            borderStyle="dashed"
            borderRadius="card"
            loading={create.isPending}
            onClick={() => begin('New automation', empty)}
          >
            <Plus size={16} aria-hidden />
            <Text>Begin from nothing</Text>
          </Button>
          <SearchBox label="Search templates" onWords={setWords} />
          <TemplateCards words={words} busy={create.isPending} onChoose={({ title, graph }) => begin(title, graph as unknown as Graph)} />
        </Stack>
      </Dialog.Body>
    </DialogFrame>
  )
}
