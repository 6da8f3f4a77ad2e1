'use client'
import { Box, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { touches } from '../../lib/calendar/layout.ts'
import { onClock } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'
import type { CalendarEvent } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { sayTime } from '../../lib/say.ts'
import { DayHeading } from './day-heading.tsx'

interface Props {
  days: string[]
  events: CalendarEvent[]
  now: Date
  onOpen: (event: CalendarEvent) => void
  /** Nothing for who may not make one. */
  onNew: ((start: string) => void) | undefined
}

/** Days as a list, for a small screen. */
export function Agenda({ days, events, now, onOpen, onNew }: Props) {
  const { zone, locale } = usePlace()
  const today = onClock(now, zone).slice(0, 10)
  const onKeyDown = useRowKeys()
  return (
    <Stack gap="2" onKeyDown={onKeyDown}>
      {days.map(day => {
        const here = events.filter(event => touches(event, day, zone))
        return (
          <Box key={day} borderBottomWidth="1px" pb="2">
            <DayHeading day={day} today={day === today} long />
            {here.map(event => (
              <Button
                key={`${event.id}${event.start}`}
                variant="ghost"
                w="full"
                h="row"
                px="2"
                justifyContent="start"
                fontWeight="normal"
                data-item
                onClick={() => onOpen(event)}
              >
                <HStack gap="3" minW="0" w="full">
                  <Text color="fg.muted" w="16" flexShrink="0" textAlign="start" fontSize="xs" fontVariantNumeric="tabular-nums">
                    {event.allDay ? 'all day' : sayTime(onClock(event.start, zone), locale)}
                  </Text>
                  <Text truncate>{event.title}</Text>
                </HStack>
              </Button>
            ))}
            {here.length === 0 && !onNew && (
              <Text color="fg.subtle" px="2" lineHeight="row">
                Nothing planned
              </Text>
            )}
            {here.length === 0 && onNew && (
              <Button
                variant="ghost"
                w="full"
                h="row"
                px="2"
                justifyContent="start"
                fontWeight="normal"
                color="fg.subtle"
                data-item
                onClick={() => onNew(day)}
              >
                Nothing planned
              </Button>
            )}
          </Box>
        )
      })}
    </Stack>
  )
}
