'use client'
import { Box, Textarea } from '@chakra-ui/react'
import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import type { CanvasNote } from '../../lib/automations/graph.ts'
import { Markdown } from '../markdown.tsx'

/** A note on the canvas, written in Markdown. */
export const NoteNode = memo(function NoteNode({ id, selected }: NodeProps) {
  const store = useBuilderStore()
  const note = useBuilder(({ graph }) => graph.notes?.find(one => one.id === id))
  if (!note) return null
  const change = (fields: Partial<CanvasNote>, merge?: string) =>
    store.change(
      graph => ({ ...graph, notes: (graph.notes ?? []).map(one => (one.id === id ? { ...one, ...fields } : one)) }),
      merge ? { merge } : {},
    )
  const writing = selected && !store.readOnly
  return (
    <Box
      w="full"
      h="full"
      p="3"
      bg="bg.warning"
      color="fg"
      borderWidth="1px"
      borderColor={selected ? 'accent.focusRing' : 'border.warning'}
      borderRadius="control"
      overflow="auto"
    >
      <NodeResizer
        isVisible={writing}
        minWidth={120}
        minHeight={60}
        onResizeEnd={(_, { width, height, x, y }) =>
          change({ width: Math.round(width), height: Math.round(height), x: Math.round(x), y: Math.round(y) })
        }
      />
      {writing ? (
        <Textarea
          className="nodrag nowheel"
          variant="flushed"
          border="none"
          h="full"
          p="0"
          resize="none"
          aria-label="Note"
          placeholder="Write something for those who come after you"
          value={note.text}
          maxLength={10_000}
          autoFocus={note.text === ''}
          onChange={event => change({ text: event.target.value }, `note:${id}`)}
          onKeyDown={event => event.stopPropagation()}
        />
      ) : (
        <Markdown>{note.text || '*An empty note*'}</Markdown>
      )}
    </Box>
  )
})
