'use client'
import { Box, Button, Circle, Flex, Icon, Stack, Text } from '@chakra-ui/react'
import { CircleAlert, type LucideIcon, Plus, TriangleAlert } from 'lucide-react'
import { useBuilder, useBuilderStore, useLevel } from '../../lib/automations/builder-store.ts'
import { gapBehind } from '../../lib/automations/edit.ts'
import { triggerId } from '../../lib/automations/graph.ts'
import { outlineOf } from '../../lib/automations/outline.ts'
import { problemOf } from '../../lib/automations/problem-of.ts'
import { sayTrigger, triggerTitles } from '../../lib/automations/say-trigger.ts'
import { portTitle, stepDetail, stepIcon, stepTitle, triggerIcon } from '../../lib/automations/step-kinds.ts'
import { runLook } from '../runs/run-look.ts'
import { TellingIcon } from '../telling-icon.tsx'

/** An automation as a list to be read from top to bottom, for screens too small for a drawing. */
export function StepList({ onChoose }: { onChoose: (id: string) => void }) {
  const store = useBuilderStore()
  const level = useLevel()
  const trigger = useBuilder(({ graph }) => graph.trigger)
  const inside = useBuilder(({ path }) => path.length > 0)
  const problems = useBuilder(state => state.problems)
  const warnings = useBuilder(state => state.warnings)
  const runs = useBuilder(state => state.runs)
  const { kinds, readOnly } = store
  const lines = outlineOf(level)
  const title = (id: string) => {
    const node = level.nodes.find(one => one.id === id)
    return node ? stepTitle(node, kinds) : id
  }
  return (
    <Stack gap="0" p="4" pt={inside ? '14' : '4'} h="full" overflowY="auto">
      <Stack as="ol" gap="2" listStyleType="none" aria-label="Steps">
        {!inside && (
          <Line
            title={triggerTitles[trigger.type] ?? 'Trigger'}
            detail={sayTrigger(trigger, kinds)}
            icon={triggerIcon(trigger.type)}
            problem={problems.find(one => one.node === triggerId)?.message}
            caution={warnings.find(one => one.node === triggerId)?.message}
            onClick={() => onChoose(triggerId)}
          />
        )}
        {lines.map(({ node, depth, via, loose }) => (
          <Line
            key={node.id}
            title={stepTitle(node, kinds)}
            detail={stepDetail(node, kinds)}
            icon={stepIcon(node)}
            depth={depth}
            via={via.map(({ from, port }) => (portTitle(port) ? `“${title(from)}” ${portTitle(port)}` : `“${title(from)}”`)).join(', or ')}
            status={runs.get(node.id)?.status}
            quiet={readOnly && runs.size > 0 && !runs.has(node.id)}
            problem={
              problemOf(node.id, node, problems, one => stepTitle(one, kinds)) ??
              (loose && !inside ? 'Nothing leads to this step.' : undefined)
            }
            caution={problemOf(node.id, node, warnings, one => stepTitle(one, kinds))}
            onClick={() => onChoose(node.id)}
          />
        ))}
      </Stack>
      {!readOnly && (
        <Button
          mt="4"
          size="sm"
          variant="outline"
          onClick={() => store.setGap(gapBehind(store, lines.at(-1)?.node.id ?? (inside ? undefined : triggerId)))}
        >
          <Plus size={14} aria-hidden /> Add a step
        </Button>
      )}
    </Stack>
  )
}

interface LineProps {
  title: string
  detail: string
  icon: LucideIcon
  depth?: number
  via?: string
  status?: string | undefined
  quiet?: boolean
  problem?: string | undefined
  caution?: string | undefined
  onClick: () => void
}

function Line({ title, detail, icon: Sign, depth = 0, via, status, quiet, problem, caution, onClick }: LineProps) {
  const look = status && runLook(status)
  return (
    <Box as="li" ps={String(Math.min(depth, 4) * 4)} opacity={quiet ? 0.6 : 1}>
      {via && (
        <Text fontSize="xs" color="fg.muted" pb="1">
          After {via}
        </Text>
      )}
      <Flex
        as="button"
        w="full"
        minH="14"
        gap="3"
        px="3"
        py="2"
        align="center"
        textAlign="start"
        cursor="pointer"
        bg="bg.panel"
        borderWidth="1px"
        borderRadius="card"
        borderColor={problem ? 'fg.error' : 'border'}
        onClick={onClick}
      >
        <Circle size="8" bg="bg.emphasized" color="fg.muted" borderRadius="control" flexShrink="0">
          <Icon asChild boxSize="4">
            <Sign aria-hidden />
          </Icon>
        </Circle>
        <Stack gap="0" flex="1" minW="0">
          <Text fontWeight="medium">{title}</Text>
          {detail && (
            <Text fontSize="xs" color="fg.muted" lineClamp={2}>
              {detail}
            </Text>
          )}
        </Stack>
        {look && <TellingIcon icon={look.icon} label={look.label} color={look.color} />}
        {caution && !problem && <TellingIcon icon={TriangleAlert} label={caution} color="fg.warning" />}
        {problem && <TellingIcon icon={CircleAlert} label={problem} color="fg.error" />}
      </Flex>
    </Box>
  )
}
