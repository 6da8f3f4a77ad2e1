'use client'
import { Button, chakra, Dialog, Field, Input, Menu, Portal, SimpleGrid, Skeleton, Stack, Switch, Text, Textarea } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { type EventInput, type Reach, useDeleteEvent, useOccurrence, useSaveEvent } from '../../lib/calendar/events.ts'
import { seriesTimes } from '../../lib/calendar/series-times.ts'
import { isDay, onClock } from '../../lib/days.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePlace } from '../../lib/me.ts'
import type { CalendarEvent } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { LabelsField } from '../fields/labels-field.tsx'
import { RepeatField } from '../fields/repeat-field.tsx'
import { WhenField } from '../fields/when-field.tsx'
import { FormFooter } from '../form-footer.tsx'
import { LookOnly } from '../look-only.tsx'
import { Problem } from '../problem.tsx'
import { ReachField } from './reach-field.tsx'

interface Props {
  /** The event to change, and the day of the occurrence that was opened, or the time at which it starts. */
  id?: string
  date?: string
  /** Or when a new one starts: a day, or `2026-11-27T15:00`. */
  start?: string
  onClose: () => void
}

/** Makes or changes one event. */
export function EventDialog({ id, date, start, onClose }: Props) {
  const event = useQuery({
    queryKey: ['calendar', 'one', id],
    queryFn: ({ signal }) => api.get<CalendarEvent>(`/api/calendar/events/${encodeURIComponent(id ?? '')}`, {}, signal),
    enabled: Boolean(id),
  })
  return (
    <DialogFrame open={Boolean(id ?? start)} onClose={onClose} size="md">
      <Dialog.Header>
        <Dialog.Title>{id ? 'Event' : 'New event'}</Dialog.Title>
      </Dialog.Header>
      {id && event.isPending && (
        <Dialog.Body>
          <Stack gap="6" aria-busy="true">
            {[1, 2, 3, 4].map(row => (
              <Skeleton key={row} h="14" borderRadius="control" />
            ))}
          </Stack>
        </Dialog.Body>
      )}
      {id && event.isError && !event.data && (
        <Dialog.Body>
          <Problem error={event.error} onRetry={() => event.refetch()} />
        </Dialog.Body>
      )}
      {id && event.data && <EventForm key={`${id} ${date}`} event={event.data} date={date} onClose={onClose} />}
      {!id && start && <EventForm key={start} start={start} onClose={onClose} />}
    </DialogFrame>
  )
}

const anHourAfter = (clock: string) => (isDay(clock) ? clock : new Date(Date.parse(`${clock}:00Z`) + 3_600_000).toISOString().slice(0, 16))

function EventForm({
  event,
  start = '',
  date,
  onClose,
}: {
  event?: CalendarEvent
  start?: string
  date?: string | undefined
  onClose: () => void
}) {
  const { zone } = usePlace()
  const save = useSaveEvent()
  const remove = useDeleteEvent()
  const mayWrite = useMayWrite()
  // Of a series the occurrence that was opened is shown; what is changed goes for it, for all from it on, or for all.
  const occurrence = useOccurrence(event, date)
  const [reach, setReach] = useState<Reach>('one')
  const begin = occurrence?.start ?? (event ? onClock(event.start, zone) : start)
  const [before] = useState({
    title: event?.title ?? '',
    start: begin,
    end: occurrence?.end ?? (event ? onClock(event.end, zone) : anHourAfter(begin)),
    rrule: event?.rrule ?? null,
    people: event?.people ?? [],
    location: event?.location ?? '',
    notes: event?.notes ?? '',
  })
  const [draft, setDraft] = useState(before)
  const set = (change: Partial<typeof draft>) => setDraft(now => ({ ...now, ...change }))
  const allDay = isDay(draft.start)
  const backwards = draft.end < draft.start

  const setAllDay = (all: boolean) =>
    set(
      all ? { start: draft.start.slice(0, 10), end: draft.end.slice(0, 10) } : { start: `${draft.start}T09:00`, end: `${draft.end}T10:00` },
    )
  /** A new start keeps the length. */
  const setStart = (next: string) => {
    const at = (clock: string) => Date.parse(isDay(clock) ? `${clock}T00:00:00Z` : `${clock}:00Z`)
    const end = new Date(at(next) + (at(draft.end) - at(draft.start))).toISOString()
    set({ start: next, end: end.slice(0, isDay(next) ? 10 : 16) })
  }

  const submit = (form: FormEvent) => {
    form.preventDefault()
    if (!event) return save.mutate(newEvent(), { onSuccess: onClose })
    const change = changeOf(event)
    if (Object.keys(change).length === 0) return onClose()
    save.mutate({ id: event.id, ...part(), ...change }, { onSuccess: onClose })
  }
  const newEvent = (): EventInput => ({
    title: draft.title.trim(),
    start: draft.start,
    end: draft.end,
    people: draft.people,
    location: draft.location.trim() || undefined,
    notes: draft.notes.trim() || undefined,
    rrule: draft.rrule ?? undefined,
  })
  /** Only what was changed: a series keeps its times where nobody touched them. */
  const changeOf = (whole: CalendarEvent): EventInput => {
    const moved = draft.start !== before.start || draft.end !== before.end
    const times = reach === 'all' && occurrence ? seriesTimes(whole, before, draft, zone) : { start: draft.start, end: draft.end }
    return {
      ...(draft.title === before.title ? {} : { title: draft.title.trim() }),
      ...(moved ? { ...times, allDay } : {}),
      ...(draft.people === before.people ? {} : { people: draft.people }),
      ...(draft.location === before.location ? {} : { location: draft.location.trim() || null }),
      ...(draft.notes === before.notes ? {} : { notes: draft.notes.trim() || null }),
      ...(draft.rrule === before.rrule || (occurrence && reach === 'one') ? {} : { rrule: draft.rrule }),
    }
  }
  /** What names the occurrences a change is for; nothing names all. */
  const part = (of = reach) =>
    !occurrence || of === 'all' ? {} : { date: occurrence.named, ...(of === 'following' ? { following: true } : {}) }
  const drop = (of: Reach) => {
    if (!event) return
    remove.mutate({ id: event.id, title: event.title, ...part(of) })
    onClose()
  }

  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Body>
        <LookOnly>
          <Stack gap="4">
            {occurrence && <ReachField value={reach} onChange={setReach} />}
            {event?.rrule && !occurrence && (
              <Text color="fg.muted" fontSize="sm">
                This repeats. What you change here changes the whole series.
              </Text>
            )}
            {event?.seriesId && (
              <Text color="fg.muted" fontSize="sm">
                This one was changed apart from its series. What you change here changes it alone.
              </Text>
            )}
            <Field.Root required>
              <Field.Label>Title</Field.Label>
              <Input
                size="sm"
                value={draft.title}
                onChange={change => set({ title: change.target.value })}
                maxLength={500}
                autoFocus={!event}
              />
            </Field.Root>
            <Switch.Root size="sm" checked={allDay} onCheckedChange={change => setAllDay(change.checked)}>
              <Switch.HiddenInput />
              <Switch.Control />
              <Switch.Label>All day</Switch.Label>
            </Switch.Root>
            <SimpleGrid columns={{ base: 1, sm: allDay ? 2 : 1 }} gap="4">
              <WhenField
                label="Starts"
                required
                timed={!allDay}
                dayOnly={allDay}
                value={draft.start}
                onChange={next => next && setStart(next)}
                local
              />
              <WhenField
                label="Ends"
                required
                timed={!allDay}
                dayOnly={allDay}
                value={draft.end}
                onChange={next => next && set({ end: next })}
                local
                problem={backwards ? 'It ends before it starts.' : undefined}
              />
            </SimpleGrid>
            {!(occurrence && reach === 'one') && (
              <RepeatField value={draft.rrule ?? undefined} start={draft.start.slice(0, 10)} onChange={rrule => set({ rrule })} />
            )}
            <LabelsField label="People" placeholder="Add a name" value={draft.people} onChange={people => set({ people })} />
            <Field.Root>
              <Field.Label>Location</Field.Label>
              <Input size="sm" value={draft.location} onChange={change => set({ location: change.target.value })} maxLength={500} />
            </Field.Root>
            <Field.Root>
              <Field.Label>Notes</Field.Label>
              <Textarea
                size="sm"
                rows={3}
                autoresize
                maxH="48"
                value={draft.notes}
                onChange={change => set({ notes: change.target.value })}
              />
            </Field.Root>
          </Stack>
        </LookOnly>
      </Dialog.Body>
      {mayWrite && (
        <FormFooter
          submit={event ? 'Save' : 'Add event'}
          busy={save.isPending}
          disabled={backwards}
          error={save.error}
          onCancel={onClose}
          start={event && <DeleteButton choice={occurrence !== undefined} onDelete={drop} />}
        />
      )}
    </chakra.form>
  )
}

function DeleteButton({ choice, onDelete }: { choice: boolean; onDelete: (of: Reach) => void }) {
  const button = (
    <Button size="sm" variant="ghost" color="fg.error" onClick={choice ? undefined : () => onDelete('all')}>
      Delete
    </Button>
  )
  if (!choice) return button
  return (
    <Menu.Root>
      <Menu.Trigger asChild>{button}</Menu.Trigger>
      <Portal>
        <Menu.Positioner>
          <Menu.Content>
            <Menu.Item value="one" onSelect={() => onDelete('one')}>
              Only this one
            </Menu.Item>
            <Menu.Item value="following" onSelect={() => onDelete('following')}>
              This and all following
            </Menu.Item>
            <Menu.Item value="all" onSelect={() => onDelete('all')}>
              The whole series
            </Menu.Item>
          </Menu.Content>
        </Menu.Positioner>
      </Portal>
    </Menu.Root>
  )
}
