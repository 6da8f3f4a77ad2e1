'use client'
import { Alert, Button, Input, InputGroup, SegmentGroup, Stack } from '@chakra-ui/react'
import { AlarmClock, Plus } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { AsyncList } from '../../../components/async-list.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Page } from '../../../components/page.tsx'
import { ReminderDialog, type ReminderDraft } from '../../../components/reminders/reminder-dialog.tsx'
import { ReminderRow } from '../../../components/reminders/reminder-row.tsx'
import { complain } from '../../../components/toaster.tsx'
import { Writes } from '../../../components/writes.tsx'
import { useMayWrite } from '../../../lib/may.ts'
import { usePages } from '../../../lib/pages.ts'
import { usePermission } from '../../../lib/permission.ts'
import type { Reminder } from '../../../lib/records.ts'
import { useSaveReminder } from '../../../lib/reminders.ts'
import { useRowKeys } from '../../../lib/row-keys.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { type Understood, understandAs } from '../../../lib/understand.ts'
import { useUrlState } from '../../../lib/url-state.ts'

const views = [
  { value: 'upcoming', label: 'Upcoming' },
  { value: 'past', label: 'Past' },
]

export default function RemindersPage() {
  useTitle('Reminders')
  const { get, set } = useUrlState()
  const filter = get('filter') === 'past' ? 'past' : 'upcoming'
  const reminders = usePages<Reminder>(['reminders', 'list'], '/api/reminders', { filter })
  const [draft, setDraft] = useState<ReminderDraft>()
  const [text, setText] = useState('')
  const add = useRef<HTMLInputElement>(null)
  const save = useSaveReminder()
  const onKeyDown = useRowKeys()
  const permission = usePermission()
  const mayWrite = useMayWrite()
  useShortcut('n', 'New reminder', () => add.current?.focus(), { enabled: mayWrite })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const words = text.trim()
    if (!words) return
    const plain: Understood = { input: { title: words } }
    const { input, problem } = await understandAs('reminders.create', 'remind me to', words).catch(() => plain)
    const { title, due, rrule } = input as { title: string; due?: string; rrule?: string }
    setText('')
    // Without a time there is something to ask.
    if (!due) setDraft({ title, ...(rrule ? { rrule } : {}), ...(problem ? { problem } : {}) })
    else save.mutate({ title, due, ...(rrule ? { rrule } : {}) }, { onError: complain })
  }

  return (
    <Page
      title="Reminders"
      action={
        <Writes>
          <Button size="sm" onClick={() => setDraft({ title: '' })}>
            <Plus size={16} aria-hidden /> New reminder
          </Button>
        </Writes>
      }
      tools={
        <SegmentGroup.Root
          size="sm"
          value={filter}
          onValueChange={change => set({ filter: change.value === 'past' ? 'past' : undefined })}
          aria-label="Which reminders"
        >
          <SegmentGroup.Indicator />
          <SegmentGroup.Items items={views} />
        </SegmentGroup.Root>
      }
    >
      {permission.state === 'default' && (
        <Alert.Root status="info" size="sm" borderRadius="control" mb="4" alignItems="center" colorPalette="accent">
          <Alert.Indicator />
          <Alert.Title flex="1">Let this browser tell you when a reminder fires.</Alert.Title>
          <Button size="xs" variant="outline" onClick={permission.ask}>
            Allow
          </Button>
        </Alert.Root>
      )}
      {mayWrite && (
        <form onSubmit={submit}>
          <InputGroup startElement={<Plus size={16} aria-hidden />}>
            <Input
              ref={add}
              variant="subtle"
              value={text}
              onChange={event => setText(event.target.value)}
              aria-label="New reminder"
              placeholder="Remind me to call mum tomorrow at 6pm"
              maxLength={500}
              autoComplete="off"
            />
          </InputGroup>
        </form>
      )}
      <Stack pt="4" onKeyDown={onKeyDown}>
        <AsyncList
          query={reminders}
          label="Reminders"
          empty={
            <Empty icon={AlarmClock} title={filter === 'past' ? 'Nothing has fired yet' : 'No reminders'}>
              {mayWrite && 'Write one above, press N, or tell the chat “remind me …”.'}
            </Empty>
          }
          item={reminder => <ReminderRow reminder={reminder} onOpen={() => setDraft(reminder)} />}
        />
      </Stack>
      <ReminderDialog draft={draft} onClose={() => setDraft(undefined)} />
    </Page>
  )
}
