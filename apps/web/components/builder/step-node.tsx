'use client'
import { Box, Circle, Flex, HStack, Icon, Stack, Text } from '@chakra-ui/react'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { CircleAlert, ListTree, Pin, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { levelAt, portsOf, triggerId } from '../../lib/automations/graph.ts'
import { stepSize } from '../../lib/automations/layout.ts'
import { nodeIn } from '../../lib/automations/level-index.ts'
import { problemOf } from '../../lib/automations/problem-of.ts'
import { sayTrigger, triggerTitles } from '../../lib/automations/say-trigger.ts'
import { stepDetail, stepIcon, stepTitle, triggerIcon } from '../../lib/automations/step-kinds.ts'
import { runLook } from '../runs/run-look.ts'
import { TellingIcon } from '../telling-icon.tsx'
import { OpenPort } from './open-port.tsx'

const trigger = ['out']

/** A step on the canvas. It reads its own step alone, so that a change elsewhere does not draw it again. */
export const StepNode = memo(function StepNode({ id, selected }: NodeProps) {
  const store = useBuilderStore()
  const node = useBuilder(({ graph, path }) => nodeIn(levelAt(graph, path), id))
  const started = useBuilder(({ graph }) => (id === triggerId ? graph.trigger : undefined))
  const problem = useBuilder(({ problems }) => problemOf(id, node, problems, one => stepTitle(one, store.kinds)))
  const caution = useBuilder(({ warnings }) => problemOf(id, node, warnings, one => stepTitle(one, store.kinds)))
  const run = useBuilder(({ runs }) => runs.get(id))
  const pinned = useBuilder(({ pins }) => pins.has(id))
  const shown = useBuilder(({ runs }) => runs.size > 0)
  if (!node && !started) return null
  const { kinds, readOnly } = store
  const title = node ? stepTitle(node, kinds) : (triggerTitles[started?.type ?? ''] ?? 'Trigger')
  const detail = node ? stepDetail(node, kinds) : started ? sayTrigger(started, kinds) : ''
  const Sign = node ? stepIcon(node) : triggerIcon(started?.type ?? '')
  const ports = node ? portsOf(node, kinds.types.get(node.type)) : trigger
  const look = run && runLook(run.status)
  // A run is shown and did not come here; a drawing without a run is whole.
  const unseen = readOnly && shown && node !== undefined && run === undefined
  return (
    <Box
      position="relative"
      w={`${stepSize.width}px`}
      h={`${stepSize.height}px`}
      opacity={unseen || node?.disabled ? 0.6 : 1}
      data-step={id}
      data-status={run?.status}
    >
      {node && <Handle type="target" position={Position.Top} isConnectable={!readOnly} />}
      <Flex
        className="step-box"
        h="full"
        align="center"
        gap="3"
        px="3"
        bg="bg.panel"
        borderWidth="1px"
        borderStyle={node?.disabled ? 'dashed' : 'solid'}
        borderRadius="card"
        borderColor={selected ? 'accent.focusRing' : problem ? 'fg.error' : (look?.color ?? 'border.emphasized')}
        boxShadow={selected ? '0 0 0 1px {colors.accent.focusRing}' : 'xs'}
      >
        <Flex
          boxSize="8"
          flexShrink="0"
          align="center"
          justify="center"
          borderRadius="control"
          bg={node ? 'bg.emphasized' : 'accent.muted'}
          color={node ? 'fg.muted' : 'accent.fg'}
        >
          <Icon asChild boxSize="4">
            <Sign aria-hidden />
          </Icon>
        </Flex>
        <Stack gap="0" flex="1" minW="0">
          <Text fontWeight="medium" truncate title={title}>
            {title}
          </Text>
          <Text className="step-detail" fontSize="xs" color="fg.muted" truncate title={detail}>
            {detail}
          </Text>
        </Stack>
        <HStack gap="1" flexShrink="0">
          {node?.graph && <TellingIcon icon={ListTree} label={`${node.graph.nodes.length} steps inside`} color="fg.subtle" />}
          {run && run.passes > 1 && (
            <Circle minW="5" h="5" px="1" bg="bg.emphasized" fontSize="xs" fontVariantNumeric="tabular-nums" title={`${run.passes} passes`}>
              {run.passes}
            </Circle>
          )}
          {look && (
            <TellingIcon
              icon={look.icon}
              label={look.label}
              color={look.color}
              animation={look.turns ? 'spin' : undefined}
              animationDuration={look.turns ? 'slowest' : undefined}
            />
          )}
          {pinned && <TellingIcon icon={Pin} label="Pinned for tests" color="accent.fg" />}
          {caution && !problem && !readOnly && <TellingIcon icon={TriangleAlert} label={caution} color="fg.warning" />}
          {problem && !readOnly && <TellingIcon icon={CircleAlert} label={problem} color="fg.error" />}
        </HStack>
      </Flex>
      {ports.map((port, at) => {
        const left = `${((at + 1) / (ports.length + 1)) * 100}%`
        return (
          <Box key={port}>
            <Handle type="source" id={port} position={Position.Bottom} style={{ left }} isConnectable={!readOnly} />
            {!readOnly && <OpenPort id={id} port={port} left={left} title={title} />}
          </Box>
        )
      })}
    </Box>
  )
})
