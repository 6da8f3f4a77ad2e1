'use client'
import { Button, Text } from '@chakra-ui/react'
import { onClock } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'
import type { CalendarEvent } from '../../lib/records.ts'
import { sayExact, sayTime } from '../../lib/say.ts'

interface Props {
  event: CalendarEvent
  onOpen: (event: CalendarEvent) => void
  /** Fills its box; otherwise it is one line. */
  block?: boolean
}

/** One event in the grid. */
export function EventChip({ event, onOpen, block = false }: Props) {
  const place = usePlace()
  const time = event.allDay ? '' : sayTime(onClock(event.start, place.zone), place.locale)
  return (
    <Button
      variant="plain"
      data-item
      h={block ? 'full' : '6'}
      w="full"
      minW="0"
      px="1.5"
      py={block ? '0.5' : '0'}
      borderRadius="sm"
      bg="accent.muted"
      color="accent.fg"
      borderWidth="0"
      borderStartWidth="2px"
      borderColor="accent.solid"
      fontSize="xs"
      fontWeight="medium"
      justifyContent="start"
      alignItems={block ? 'start' : 'center'}
      textAlign="start"
      overflow="hidden"
      gap="1"
      _hover={{ bg: 'accent.emphasized' }}
      title={`${event.title}\n${sayExact(event.start, place)}${event.location ? `\n${event.location}` : ''}`}
      onClick={click => {
        click.stopPropagation()
        onOpen(event)
      }}
    >
      <Text as="span" truncate={!block} whiteSpace={block ? 'normal' : 'nowrap'} lineHeight="1.3" overflow="hidden" overflowWrap="anywhere">
        {event.title}
        {time && (
          <>
            {' '}
            <Text as="span" fontWeight="normal" whiteSpace="nowrap">
              {time}
            </Text>
          </>
        )}
      </Text>
    </Button>
  )
}
