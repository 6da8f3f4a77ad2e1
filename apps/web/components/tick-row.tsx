'use client'
import { Checkbox, Flex, HStack, Text } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { useMayWrite } from '../lib/may.ts'

interface Props {
  title: string
  done: boolean
  /** Names the box: “Complete Pay rent”. */
  tick: string
  onTick: (done: boolean) => void
  /** It cannot be ticked any more. */
  fixed?: boolean
  onOpen: () => void
  /** What stands at the end of the row: labels, a date. */
  details: ReactNode
  /** A menu beside the row. */
  more?: ReactNode
}

/** One thing to do, in a list: tick it off, or open it. On a small screen its details stand below. */
export function TickRow({ title, done, tick, onTick, fixed = false, onOpen, details, more }: Props) {
  const mayWrite = useMayWrite()
  return (
    <HStack
      as="li"
      gap="3"
      minH="row"
      px="2"
      mx="-2"
      borderRadius="control"
      _hover={{ bg: 'bg.muted' }}
      _focusWithin={{ bg: 'bg.muted' }}
      data-row
    >
      <Checkbox.Root size="sm" checked={done} disabled={fixed || !mayWrite} onCheckedChange={change => onTick(change.checked === true)}>
        <Checkbox.HiddenInput aria-label={tick} />
        <Checkbox.Control borderRadius="full" />
      </Checkbox.Root>
      <Flex
        as="button"
        onClick={onOpen}
        data-item
        flex="1"
        minW="0"
        minH="row"
        py="1"
        align="center"
        columnGap="3"
        textAlign="start"
        cursor="pointer"
        borderRadius="control"
        focusRing="inside"
        wrap={{ base: 'wrap', sm: 'nowrap' }}
      >
        <Text
          flex={{ base: '1 0 100%', sm: '1' }}
          minW="0"
          truncate
          title={title}
          color={done ? 'fg.subtle' : 'fg'}
          textDecoration={done ? 'line-through' : undefined}
        >
          {title}
        </Text>
        <HStack gap="2" flexShrink="0" color="fg.muted" fontSize="xs" maxW={{ base: 'full', sm: '50%' }} overflow="hidden">
          {details}
        </HStack>
      </Flex>
      {more}
    </HStack>
  )
}
