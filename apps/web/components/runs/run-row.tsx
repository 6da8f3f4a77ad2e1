'use client'
import { Badge, Flex, HStack, Icon, Stack, Text } from '@chakra-ui/react'
import NextLink from 'next/link'
import { sayDuration, spanOf } from '../../lib/automations/duration-words.ts'
import type { Run } from '../../lib/automations/queries.ts'
import { triggerTitles } from '../../lib/automations/say-trigger.ts'
import { runLink } from '../../lib/automations/steer.ts'
import { When } from '../when.tsx'
import { runLook } from './run-look.ts'

/** One run in a list: of what, how it ended, why, and how long it took. */
export function RunRow({ run }: { run: Run }) {
  const { label, icon: Sign, color, turns } = runLook(run.status)
  return (
    <Flex as="li" data-row mx="-2">
      <Flex
        asChild
        flex="1"
        minW="0"
        minH="row"
        py="1.5"
        px="2"
        gap="3"
        align="center"
        borderRadius="control"
        focusRing="inside"
        _hover={{ bg: 'bg.muted' }}
      >
        <NextLink href={runLink(run.id)} data-item>
          <Icon
            asChild
            boxSize="4"
            color={color}
            flexShrink="0"
            animation={turns ? 'spin' : undefined}
            animationDuration={turns ? 'slowest' : undefined}
          >
            <Sign aria-hidden />
          </Icon>
          <Stack gap="0" flex="1" minW="0">
            <HStack minW="0">
              <Text truncate>{run.workflowName}</Text>
              {run.version < 0 && <Badge size="sm">Draft tried</Badge>}
              {run.dry && <Badge size="sm">Only pretended</Badge>}
            </HStack>
            {run.error && (
              <Text truncate fontSize="xs" color="fg.error" title={run.error.message}>
                {run.error.message}
              </Text>
            )}
          </Stack>
          <HStack gap="4" fontSize="xs" color="fg.muted" flexShrink="0">
            <Text color={color} w="20">
              {label}
            </Text>
            <Text hideBelow="md" w="44" truncate>
              {triggerTitles[run.trigger] ?? run.trigger}
            </Text>
            <Text hideBelow="sm" w="16" textAlign="end" fontVariantNumeric="tabular-nums">
              {run.startedAt && run.finishedAt ? sayDuration(spanOf(run.startedAt, run.finishedAt)) : ''}
            </Text>
            <When value={run.createdAt} ago w="24" textAlign="end" />
          </HStack>
        </NextLink>
      </Flex>
    </Flex>
  )
}
