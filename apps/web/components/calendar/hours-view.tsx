'use client'
import { Box, Grid, GridItem, Stack, Text } from '@chakra-ui/react'
import { useEffect, useRef } from 'react'
import { isAbove, layoutDay, touches } from '../../lib/calendar/layout.ts'
import { minutesOf, onClock } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'
import type { CalendarEvent } from '../../lib/records.ts'
import { sayTime } from '../../lib/say.ts'
import { DayHeading } from './day-heading.tsx'
import { EventChip } from './event-chip.tsx'

interface Props {
  /** The days, one after the other. */
  days: string[]
  events: CalendarEvent[]
  now: Date
  onOpen: (event: CalendarEvent) => void
  /** Asks for a new event at a day, or at `2026-11-27T15:00`. */
  /** Nothing for who may not make one. */
  onNew: ((start: string) => void) | undefined
}

/** Minutes of the day. */
const startOfWork = 480
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const percent = (minutes: number) => `${(minutes / 1440) * 100}%`
const clockOf = (day: string, minutes: number) =>
  `${day}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Days side by side with their hours. Their heading stands in the same scroller, so that it keeps to their columns. */
export function HoursView({ days, events, now, onOpen, onNew }: Props) {
  const { zone, locale } = usePlace()
  const scroller = useRef<HTMLDivElement>(null)
  const clock = onClock(now, zone)
  const columns = `3.5rem repeat(${days.length}, minmax(0, 1fr))`

  // The working day is in view at first, or what begins before it.
  const first = Math.min(startOfWork, ...days.flatMap(day => layoutDay(events, day, zone).map(({ from }) => from)))
  const moved = useRef(false)
  useEffect(() => {
    const box = scroller.current
    const day = box?.querySelector('[data-hours]')?.clientHeight ?? 0
    if (!box || moved.current) return
    box.scrollTop = (day / 1440) * Math.max(0, first - 30)
  }, [first])

  return (
    <Box h="full" minH="0" borderWidth="1px" borderRadius="card" overflow="hidden">
      <Box
        ref={scroller}
        onWheel={() => {
          moved.current = true
        }}
        h="full"
        overflowY="auto"
        tabIndex={0}
        role="region"
        aria-label="Hours"
        focusVisibleRing="inside"
      >
        <Grid templateColumns={columns} borderBottomWidth="1px" bg="bg.subtle" position="sticky" top="0" zIndex="docked">
          <GridItem />
          {days.map(day => (
            <GridItem key={day} borderStartWidth="1px" p="1" minW="0">
              <DayHeading day={day} today={day === clock.slice(0, 10)} long={days.length === 1} />
              <Stack gap="0.5" minH="6" cursor={onNew ? 'pointer' : undefined} onClick={() => onNew?.(day)}>
                {events
                  .filter(event => isAbove(event, zone) && touches(event, day, zone))
                  .map(event => (
                    <EventChip key={event.id} event={event} onOpen={onOpen} />
                  ))}
              </Stack>
            </GridItem>
          ))}
        </Grid>
        <Grid templateColumns={columns} position="relative" data-hours>
          <GridItem>
            {hours.map(hour => (
              <Box key={hour} h="hour" position="relative">
                {hour > 0 && (
                  <Text position="absolute" top="-2" insetEnd="2" fontSize="2xs" color="fg.muted" fontVariantNumeric="tabular-nums">
                    {sayTime(clockOf(days[0] ?? clock.slice(0, 10), hour * 60), locale)}
                  </Text>
                )}
              </Box>
            ))}
          </GridItem>
          {days.map(day => (
            <GridItem
              key={day}
              position="relative"
              borderStartWidth="1px"
              minW="0"
              cursor={onNew ? 'pointer' : undefined}
              data-day={day}
              onClick={click => {
                const box = click.currentTarget.getBoundingClientRect()
                onNew?.(clockOf(day, Math.floor((((click.clientY - box.top) / box.height) * 1440) / 30) * 30))
              }}
            >
              {hours.map(hour => (
                <Box key={hour} h="hour" borderTopWidth={hour > 0 ? '1px' : undefined} borderColor="border.muted" />
              ))}
              {layoutDay(events, day, zone).map(({ event, from, to, column, columns: side }) => (
                <Box
                  key={`${event.id}${event.start}`}
                  position="absolute"
                  px="0.5"
                  pb="0.5"
                  style={{
                    top: percent(from),
                    height: percent(to - from),
                    insetInlineStart: `${(column / side) * 100}%`,
                    width: `${100 / side}%`,
                  }}
                >
                  <EventChip event={event} onOpen={onOpen} block />
                </Box>
              ))}
              {day === clock.slice(0, 10) && (
                <Box
                  position="absolute"
                  insetX="0"
                  borderTopWidth="2px"
                  borderColor="fg.error"
                  pointerEvents="none"
                  style={{ top: percent(minutesOf(clock)) }}
                />
              )}
            </GridItem>
          ))}
        </Grid>
      </Box>
    </Box>
  )
}
