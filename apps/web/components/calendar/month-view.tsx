'use client'
import { Box, Button, Grid, GridItem, Stack, Text } from '@chakra-ui/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { touches } from '../../lib/calendar/layout.ts'
import { monthPage, onClock } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'
import type { CalendarEvent } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { EventChip } from './event-chip.tsx'

interface Props {
  /** A day of the month. */
  day: string
  firstDay: number
  events: CalendarEvent[]
  now: Date
  onOpen: (event: CalendarEvent) => void
  /** Nothing for who may not make one. */
  onNew: ((start: string) => void) | undefined
  onDay: (day: string) => void
}

/** Heights in pixels, to know how many events a day has room for: a day's number with its padding, and an event with its gap. */
const numberHeight = 34
const eventHeight = 26

/** A month by weeks. On a small screen a day shows how many; a tap opens that day. */
export function MonthView({ day, firstDay, events, now, onOpen, onNew, onDay }: Props) {
  const { zone, locale } = usePlace()
  const days = monthPage(day, firstDay)
  const today = onClock(now, zone).slice(0, 10)
  const onKeyDown = useRowKeys()
  const sayDay = (one: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${one}T12:00:00Z`))
  const grid = useRef<HTMLDivElement>(null)
  const room = Math.max(1, Math.floor((useRowHeight(grid, days.length / 7) - numberHeight) / eventHeight))
  return (
    <Box h="full" minH={{ md: '0' }} display="flex" flexDirection="column" borderWidth="1px" borderRadius="card" overflow="hidden">
      <Grid templateColumns="repeat(7, minmax(0, 1fr))" bg="bg.subtle" borderBottomWidth="1px">
        {days.slice(0, 7).map(one => (
          <Text key={one} fontSize="xs" color="fg.muted" p="2" textAlign="center">
            {new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${one}T12:00:00Z`))}
          </Text>
        ))}
      </Grid>
      <Grid
        ref={grid}
        templateColumns="repeat(7, minmax(0, 1fr))"
        autoRows="minmax(4.5rem, 1fr)"
        flex="1"
        overflowY="auto"
        onKeyDown={onKeyDown}
      >
        {days.map((one, index) => {
          const here = events.filter(event => touches(event, one, zone))
          const shown = here.length > room ? room - 1 : room
          const outside = one.slice(0, 7) !== day.slice(0, 7)
          return (
            <GridItem
              key={one}
              borderStartWidth={index % 7 ? '1px' : undefined}
              borderTopWidth={index > 6 ? '1px' : undefined}
              borderColor="border.muted"
              bg={outside ? 'bg.subtle' : undefined}
              p="1"
              minW="0"
              cursor={onNew ? 'pointer' : undefined}
              onClick={() => onNew?.(one)}
            >
              <Button
                variant="plain"
                size="2xs"
                h="6"
                minW="6"
                px="1"
                borderRadius="full"
                bg={one === today ? 'accent.solid' : undefined}
                color={one === today ? 'accent.contrast' : outside ? 'fg.subtle' : 'fg'}
                aria-label={`${sayDay(one)}, ${here.length} ${here.length === 1 ? 'event' : 'events'}`}
                onClick={click => {
                  click.stopPropagation()
                  onDay(one)
                }}
              >
                {Number(one.slice(8))}
              </Button>
              <Stack gap="0.5" mt="0.5" hideBelow="md">
                {here.slice(0, shown).map(event => (
                  <EventChip key={`${event.id}${event.start}`} event={event} onOpen={onOpen} />
                ))}
                {here.length > shown && (
                  <Button
                    variant="ghost"
                    size="2xs"
                    h="6"
                    px="1.5"
                    color="fg.muted"
                    fontWeight="normal"
                    justifyContent="start"
                    data-item
                    aria-label={`${here.length - shown} more on ${sayDay(one)}`}
                    onClick={click => {
                      click.stopPropagation()
                      onDay(one)
                    }}
                  >
                    {shown > 0 ? '+' : ''}
                    {here.length - shown} {shown > 0 ? 'more' : 'events'}
                  </Button>
                )}
              </Stack>
              {here.length > 0 && (
                <Text hideFrom="md" fontSize="xs" color="accent.fg" px="1" aria-hidden>
                  {'•'.repeat(Math.min(3, here.length))}
                </Text>
              )}
            </GridItem>
          )
        })}
      </Grid>
    </Box>
  )
}

/** Pixels of one week of the grid, as it is drawn now. */
function useRowHeight(grid: RefObject<HTMLDivElement | null>, weeks: number): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const box = grid.current
    if (!box) return
    const measured = new ResizeObserver(() => setHeight(box.clientHeight))
    measured.observe(box)
    return () => measured.disconnect()
  }, [grid])
  return height / weeks
}
