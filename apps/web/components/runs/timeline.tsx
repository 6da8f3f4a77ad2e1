'use client'
import { Box, Flex, HStack, Icon, Stack, Text } from '@chakra-ui/react'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import { sayDuration, spanOf } from '../../lib/automations/duration-words.ts'
import { findNode } from '../../lib/automations/graph.ts'
import { passOf, subNameOf } from '../../lib/automations/node-runs.ts'
import type { RunStep } from '../../lib/automations/queries.ts'
import { stepTitle } from '../../lib/automations/step-kinds.ts'
import { runLook } from './run-look.ts'

/** More rows are not drawn; a loop of thousands is looked at pass by pass. */
const most = 500

interface Props {
  steps: readonly RunStep[]
  chosen: number | undefined
  onChoose: (step: RunStep) => void
}

/** The steps of a run in the order in which they began, each with when and how long. */
export function Timeline({ steps, chosen, onChoose }: Props) {
  const store = useBuilderStore()
  const { graph } = store.get()
  const now = Date.now()
  const start = Math.min(...steps.map(step => Date.parse(step.startedAt)))
  const end = Math.max(start + 1, ...steps.map(step => (step.finishedAt ? Date.parse(step.finishedAt) : now)))
  const share = (ms: number) => `${(ms / (end - start)) * 100}%`
  const title = (id: string) => {
    const found = findNode(graph, id)
    return found ? stepTitle(found.node, store.kinds) : id
  }
  if (steps.length === 0) return <Text color="fg.muted">No step has begun yet.</Text>
  return (
    <Stack as="ol" gap="0" listStyleType="none" aria-label="Timeline">
      {steps.slice(0, most).map(step => {
        const { icon: Sign, color, label } = runLook(step.status)
        const span = spanOf(step.startedAt, step.finishedAt, now)
        const pass = placeOf(step)
        return (
          <li key={step.seq}>
            <Flex
              as="button"
              w="full"
              minH="row"
              px="2"
              gap="3"
              align="center"
              textAlign="start"
              cursor="pointer"
              borderRadius="control"
              focusRing="inside"
              bg={step.seq === chosen ? 'bg.emphasized' : undefined}
              _hover={{ bg: 'bg.muted' }}
              aria-current={step.seq === chosen || undefined}
              onClick={() => onChoose(step)}
            >
              <Icon asChild boxSize="4" color={color} flexShrink="0">
                <Sign role="img" aria-label={label} />
              </Icon>
              <Text w={{ base: '36', md: '52' }} flexShrink="0" truncate>
                {title(step.node)}
                <Text as="span" color="fg.muted">
                  {pass}
                  {step.attempt > 1 ? ` · attempt ${step.attempt}` : ''}
                </Text>
              </Text>
              <Box flex="1" minW="0" position="relative" h="2" hideBelow="sm" aria-hidden>
                <Box
                  position="absolute"
                  insetStart={share(Date.parse(step.startedAt) - start)}
                  w={share(span)}
                  minW="1"
                  maxW="full"
                  h="full"
                  borderRadius="full"
                  bg={color}
                />
              </Box>
              <Text fontSize="xs" color="fg.muted" w="20" textAlign="end" ms="auto" fontVariantNumeric="tabular-nums">
                {sayDuration(span)}
              </Text>
            </Flex>
          </li>
        )
      })}
      {steps.length > most && (
        <HStack as="li" px="2" color="fg.muted">
          and {steps.length - most} more
        </HStack>
      )}
    </Stack>
  )
}

/** Which pass of a loop it is of, and which sub-step it is. */
function placeOf(step: RunStep): string {
  const pass = passOf(step)
  const around = pass.split('.').map(at => Number(at) + 1)
  const own = subNameOf(step)
  return `${pass === '' ? '' : ` · pass ${around.join('.')}`}${own === undefined ? '' : ` · ${own}`}`
}
