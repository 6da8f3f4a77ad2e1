'use client'
import { HStack, Icon, Stack, Text } from '@chakra-ui/react'
import { ArrowDown, type LucideIcon } from 'lucide-react'
import type { Graph, GraphNode, SubGraph } from '../../lib/automations/graph.ts'
import { stepIcon, triggerIcon } from '../../lib/automations/step-kinds.ts'

interface Props {
  graph: Graph
  /** What starts it, in words. */
  when: string
}

/** An automation as a small picture: its steps in boxes, one under the other, with arrows that say by which way they are reached. */
export function AutomationPicture({ graph, when }: Props) {
  return (
    <Stack
      role="img"
      aria-label={`Picture of the automation: ${when}, then ${graph.nodes.length} steps`}
      gap="0"
      align="center"
      w="full"
      minW="0"
    >
      <Step icon={triggerIcon(graph.trigger.type)} title={when} first />
      <Next level={graph} from="trigger" seen={new Set()} />
    </Stack>
  )
}

const words: Record<string, string> = {
  true: 'yes',
  false: 'no',
  approved: 'after a yes',
  denied: 'after a no',
  timeout: 'no answer',
  error: 'on an error',
}

/** What follows a step; several ways stand side by side. */
function Next({ level, from, seen }: { level: SubGraph; from: string; seen: ReadonlySet<string> }) {
  const edges = level.edges.filter(edge => edge.from === from)
  if (edges.length === 0) return null
  return (
    <HStack align="start" justify="center" gap="3" w="full" minW="0">
      {edges.map(({ port, to }) => {
        const node = level.nodes.find(one => one.id === to)
        if (!node) return null
        const again = seen.has(to)
        return (
          <Stack key={`${port} ${to}`} gap="0" align="center" flex="1" minW="0">
            <Arrow label={port === undefined || port === 'out' ? '' : (words[port] ?? port)} />
            <Step icon={stepIcon(node)} title={titleOf(node)} />
            {node.graph && <Inside graph={node.graph} />}
            {!again && <Next level={level} from={to} seen={new Set([...seen, to])} />}
          </Stack>
        )
      })}
    </HStack>
  )
}

const titleOf = (node: GraphNode): string => node.title ?? node.skill ?? node.type

/** The steps of a loop, in a frame of their own. */
function Inside({ graph }: { graph: SubGraph }) {
  const starts = graph.nodes.filter(node => !graph.edges.some(edge => edge.to === node.id))
  return (
    <Stack
      gap="1"
      align="center"
      borderWidth="1px"
      borderStyle="dashed"
      borderColor="border.emphasized"
      borderRadius="control"
      p="2"
      mt="1"
      maxW="full"
    >
      {starts.map(node => (
        <Stack key={node.id} gap="0" align="center" minW="0" maxW="full">
          <Step icon={stepIcon(node)} title={titleOf(node)} />
          <Next level={graph} from={node.id} seen={new Set([node.id])} />
        </Stack>
      ))}
    </Stack>
  )
}

function Step({ icon: Sign, title, first = false }: { icon: LucideIcon; title: string; first?: boolean }) {
  return (
    <HStack
      gap="2"
      borderWidth={first ? '2px' : '1px'}
      borderColor="border.emphasized"
      borderRadius="control"
      bg={first ? 'bg.muted' : 'bg.panel'}
      px="2"
      py="1"
      maxW="full"
      minW="0"
    >
      <Icon asChild boxSize="4" color="fg.muted" flexShrink="0">
        <Sign aria-hidden />
      </Icon>
      <Text fontSize="xs" lineClamp="2" overflowWrap="anywhere" title={title}>
        {title}
      </Text>
    </HStack>
  )
}

function Arrow({ label }: { label: string }) {
  return (
    <HStack gap="1" color="fg.muted" py="0.5" minH="5">
      <ArrowDown size={14} aria-hidden />
      {label && <Text fontSize="xs">{label}</Text>}
    </HStack>
  )
}
