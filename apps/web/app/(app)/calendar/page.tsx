'use client'
import { Box, Button, HStack, IconButton, SegmentGroup, Skeleton, Text } from '@chakra-ui/react'
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { Agenda } from '../../../components/calendar/agenda.tsx'
import { EventDialog } from '../../../components/calendar/event-dialog.tsx'
import { HoursView } from '../../../components/calendar/hours-view.tsx'
import { ImportDialog } from '../../../components/calendar/import-dialog.tsx'
import { MonthView } from '../../../components/calendar/month-view.tsx'
import { Page } from '../../../components/page.tsx'
import { Problem } from '../../../components/problem.tsx'
import { Writes } from '../../../components/writes.tsx'
import { useEvents } from '../../../lib/calendar/events.ts'
import { addDays, addMonths, firstWeekday, isDay, monthPage, onClock, startOfWeek, today } from '../../../lib/days.ts'
import { useMayWrite } from '../../../lib/may.ts'
import { usePlace } from '../../../lib/me.ts'
import type { CalendarEvent } from '../../../lib/records.ts'
import { sayExact, sayMonth, sayWeek } from '../../../lib/say.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useUrlState } from '../../../lib/url-state.ts'
import { useNow } from '../../../lib/use-now.ts'

const views = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
]

export default function CalendarPage() {
  useTitle('Calendar')
  const { get, set } = useUrlState()
  const { zone, locale } = usePlace()
  const now = useNow(60_000)
  const [start, setStart] = useState<string>()
  const [importing, setImporting] = useState(false)
  const view = views.find(one => one.value === get('view'))?.value ?? 'week'
  const month = view === 'month'
  const day = isDay(get('day')) ? get('day') : today(zone, now)
  const firstDay = firstWeekday(locale)
  const week = startOfWeek(day, firstDay)
  const shown = month ? monthPage(day, firstDay) : view === 'day' ? [day] : Array.from({ length: 7 }, (_, at) => addDays(week, at))
  const events = useEvents(shown[0] ?? day, shown.at(-1) ?? day)

  const move = (step: number) => set({ day: month ? addMonths(day, step) : addDays(day, (view === 'day' ? 1 : 7) * step) })
  const open = (event: CalendarEvent) => set({ event: event.id, on: onClock(event.start, zone) }, { push: true })
  const close = () => {
    setStart(undefined)
    set({ event: undefined, on: undefined })
  }
  const beginNow = () =>
    setStart(day === today(zone, now) ? `${onClock(new Date(now.getTime() + 3_600_000), zone).slice(0, 13)}:00` : `${day}T09:00`)
  const mayWrite = useMayWrite()
  useShortcut('n', 'New event', beginNow, { enabled: mayWrite })
  useShortcut('t', 'Today', () => set({ day: undefined }))
  useShortcut('arrowleft', 'Back', () => move(-1))
  useShortcut('arrowright', 'Forward', () => move(1))
  useShortcut('d', 'Day', () => set({ view: 'day' }))
  useShortcut('w', 'Week', () => set({ view: undefined }))
  useShortcut('m', 'Month', () => set({ view: 'month' }))

  const name = views.find(one => one.value === view)?.label
  const grid = { events: events.data ?? [], now, onOpen: open, onNew: mayWrite ? setStart : undefined }
  return (
    <Page
      title="Calendar"
      width="full"
      action={
        <Writes>
          <HStack>
            <Button size="sm" variant="outline" onClick={() => setImporting(true)}>
              Import
            </Button>
            <Button size="sm" onClick={beginNow}>
              <Plus size={16} aria-hidden /> New event
            </Button>
          </HStack>
        </Writes>
      }
      tools={
        <HStack wrap="wrap" gap="2">
          <Button size="sm" variant="outline" onClick={() => set({ day: undefined })}>
            Today
          </Button>
          <HStack gap="0">
            <IconButton size="sm" variant="ghost" aria-label={`${name} before`} onClick={() => move(-1)}>
              <ChevronLeft size={16} />
            </IconButton>
            <IconButton size="sm" variant="ghost" aria-label={`${name} after`} onClick={() => move(1)}>
              <ChevronRight size={16} />
            </IconButton>
          </HStack>
          <Text fontWeight="medium" aria-live="polite">
            {month ? sayMonth(day, locale) : view === 'day' ? sayExact(day, { zone, locale }) : sayWeek(week, locale)}
          </Text>
          <SegmentGroup.Root
            size="sm"
            ms="auto"
            value={view}
            onValueChange={change => set({ view: change.value === 'week' ? undefined : (change.value ?? undefined) })}
            aria-label="View"
          >
            <SegmentGroup.Indicator />
            <SegmentGroup.Items items={views} />
          </SegmentGroup.Root>
        </HStack>
      }
    >
      {events.isPending ? (
        <Skeleton h="full" minH="96" borderRadius="card" aria-busy="true" role="status" aria-label="Loading the calendar" />
      ) : events.isError && !events.data ? (
        <Problem error={events.error} onRetry={() => events.refetch()} />
      ) : month ? (
        <MonthView day={day} firstDay={firstDay} onDay={next => set({ day: next, view: 'day' }, { push: true })} {...grid} />
      ) : (
        <>
          <Box h="full" hideBelow="md">
            <HoursView days={shown} {...grid} />
          </Box>
          <Box hideFrom="md">
            <Agenda days={shown} {...grid} />
          </Box>
        </>
      )}
      <ImportDialog open={importing} onClose={() => setImporting(false)} />
      <EventDialog {...(get('event') ? { id: get('event'), date: get('on') } : start ? { start } : {})} onClose={close} />
    </Page>
  )
}
