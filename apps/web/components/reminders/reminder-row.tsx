'use client'
import { Text } from '@chakra-ui/react'
import { Clock, Trash2 } from 'lucide-react'
import { useMayWrite } from '../../lib/may.ts'
import type { Reminder } from '../../lib/records.ts'
import { useDeleteReminder, useDismissReminder, useSnoozeReminder } from '../../lib/reminders.ts'
import { MoreMenu } from '../more-menu.tsx'
import { Repeats } from '../repeats.tsx'
import { TickRow } from '../tick-row.tsx'
import { When } from '../when.tsx'

const snoozes = [
  { minutes: 10, label: 'In 10 minutes' },
  { minutes: 60, label: 'In an hour' },
  { minutes: 1440, label: 'In a day' },
]

/** One reminder: dismiss it, put it off, change it. */
export function ReminderRow({ reminder, onOpen }: { reminder: Reminder; onOpen: () => void }) {
  const dismiss = useDismissReminder()
  const snooze = useSnoozeReminder()
  const remove = useDeleteReminder()
  const mayWrite = useMayWrite()
  const past = reminder.status === 'done'
  const later = past
    ? []
    : snoozes.map(({ minutes, label }) => ({
        value: String(minutes),
        label,
        icon: Clock,
        run: () => snooze.mutate({ one: reminder, minutes }),
      }))
  return (
    <TickRow
      title={reminder.title}
      done={past}
      fixed={past}
      tick={`Dismiss ${reminder.title}`}
      onTick={() => dismiss.mutate(reminder)}
      onOpen={onOpen}
      details={
        <>
          {reminder.person && (
            <Text truncate title={reminder.person}>
              {reminder.person}
            </Text>
          )}
          {reminder.rrule && <Repeats rrule={reminder.rrule} />}
          <When value={reminder.snoozedUntil ?? reminder.due} color={reminder.status === 'fired' ? 'fg.error' : undefined} />
        </>
      }
      more={
        mayWrite && (
          <MoreMenu
            of={reminder.title}
            choices={[...later, { value: 'delete', label: 'Delete', icon: Trash2, removes: true, run: () => remove.mutate(reminder) }]}
          />
        )
      }
    />
  )
}
