'use client'
import { Button, chakra, Dialog, Field, Input, Menu, Portal, SimpleGrid, Skeleton, Stack, Switch, Text, Textarea } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { type EventInput, useDeleteEvent, useSaveEvent } from '../../lib/calendar/events.ts'
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

interface Props {
  /** The event to change, and the day of the occurrence that was opened. */
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
      {id && event.data && <EventForm key={id} event={event.data} date={date} onClose={onClose} />}
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
  const begin = event ? onClock(event.start, zone) : start
  const [draft, setDraft] = useState({
    title: event?.title ?? '',
    start: begin,
    end: event ? onClock(event.end, zone) : anHourAfter(begin),
    rrule: event?.rrule ?? null,
    people: event?.people ?? [],
    location: event?.location ?? '',
    notes: event?.notes ?? '',
  })
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
    const clear = (text: string) => text.trim() || (event ? null : undefined)
    const input: EventInput & { id?: string } = {
      title: draft.title.trim(),
      start: draft.start,
      end: draft.end,
      people: draft.people,
      location: clear(draft.location),
      notes: clear(draft.notes),
      rrule: draft.rrule ?? (event ? null : undefined),
      ...(event ? { id: event.id, allDay } : {}),
    }
    save.mutate(input, { onSuccess: onClose })
  }
  const drop = (only?: string) => {
    if (!event) return
    remove.mutate({ id: event.id, title: event.title, ...(only ? { date: only } : {}) })
    onClose()
  }

  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Body>
        <LookOnly>
          <Stack gap="4">
            {event?.rrule && (
              <Text color="fg.muted" fontSize="sm">
                This repeats. What you change here changes the whole series.
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
            <RepeatField value={draft.rrule ?? undefined} start={draft.start.slice(0, 10)} onChange={rrule => set({ rrule })} />
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
          start={event && <DeleteButton recurring={Boolean(event.rrule)} date={date} onDelete={drop} />}
        />
      )}
    </chakra.form>
  )
}

function DeleteButton({ recurring, date, onDelete }: { recurring: boolean; date: string | undefined; onDelete: (only?: string) => void }) {
  const button = (
    <Button size="sm" variant="ghost" color="fg.error" onClick={recurring && date ? undefined : () => onDelete()}>
      Delete
    </Button>
  )
  if (!recurring || !date) return button
  return (
    <Menu.Root>
      <Menu.Trigger asChild>{button}</Menu.Trigger>
      <Portal>
        <Menu.Positioner>
          <Menu.Content>
            <Menu.Item value="one" onSelect={() => onDelete(date)}>
              Only this one
            </Menu.Item>
            <Menu.Item value="all" onSelect={() => onDelete()}>
              The whole series
            </Menu.Item>
          </Menu.Content>
        </Menu.Positioner>
      </Portal>
    </Menu.Root>
  )
}
