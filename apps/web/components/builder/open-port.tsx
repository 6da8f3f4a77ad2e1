'use client'
import { Box, IconButton, Stack, Text } from '@chakra-ui/react'
import { Plus } from 'lucide-react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { levelAt } from '../../lib/automations/graph.ts'
import { leadsOn } from '../../lib/automations/level-index.ts'
import { portTitle } from '../../lib/automations/step-kinds.ts'

interface Props {
  id: string
  port: string
  /** Where along the step’s edge it leaves. */
  left: string
  title: string
}

/** A way out that leads nowhere yet: a button to go on. */
export function OpenPort({ id, port, left, title }: Props) {
  const store = useBuilderStore()
  const open = useBuilder(({ graph, path }) => !leadsOn(levelAt(graph, path), id, port))
  if (!open) return null
  const name = portTitle(port)
  return (
    <Stack
      className="open-port"
      position="absolute"
      top="100%"
      left={left}
      transform="translateX(-50%)"
      gap="0"
      align="center"
      pointerEvents="none"
    >
      <Box w="1px" h="4" bg="border.emphasized" />
      {name && (
        <Text fontSize="xs" color="fg.muted" bg="bg.subtle" px="1" whiteSpace="nowrap">
          {name}
        </Text>
      )}
      <IconButton
        className="nodrag nopan"
        size="2xs"
        variant="outline"
        bg="bg.panel"
        borderRadius="full"
        pointerEvents="auto"
        aria-label={name ? `Add a step after ${title}, ${name}` : `Add a step after ${title}`}
        onClick={event => {
          event.stopPropagation()
          store.setGap({ after: id, port })
        }}
      >
        <Plus size={12} />
      </IconButton>
    </Stack>
  )
}
