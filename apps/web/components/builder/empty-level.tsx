'use client'
import { Button, Center, Stack, Text } from '@chakra-ui/react'
import { Plus } from 'lucide-react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { findNode, levelAt } from '../../lib/automations/graph.ts'

/** What stands where the inside of a step has no steps yet: what belongs there, and the way to the first. */
export function EmptyLevel() {
  const store = useBuilderStore()
  const holder = useBuilder(({ graph, path }) => {
    const id = path.at(-1)
    return id !== undefined && levelAt(graph, path).nodes.length === 0 ? findNode(graph, id)?.node : undefined
  })
  if (!holder) return null
  return (
    <Center position="absolute" inset="0" zIndex="1" pointerEvents="none">
      <Stack align="center" gap="3" maxW="sm" textAlign="center" px="4">
        <Text color="fg.muted">
          {holder.type === 'forEach'
            ? 'The steps here are done once for every item of the list. They call the one at hand “item”.'
            : 'There are no steps inside yet.'}
        </Text>
        {!store.readOnly && (
          <Button size="sm" pointerEvents="auto" onClick={() => store.setGap({ free: true })}>
            <Plus size={14} aria-hidden /> Add the first step
          </Button>
        )}
      </Stack>
    </Center>
  )
}
