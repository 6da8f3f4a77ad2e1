'use client'
import { chakra, Dialog, Field, Input, Stack, Text } from '@chakra-ui/react'
import { type FormEvent, useState } from 'react'
import { onClock } from '../../lib/days.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePlace } from '../../lib/me.ts'
import type { Reminder } from '../../lib/records.ts'
import { useSaveReminder } from '../../lib/reminders.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { RepeatField } from '../fields/repeat-field.tsx'
import { WhenField } from '../fields/when-field.tsx'
import { FormFooter } from '../form-footer.tsx'
import { LookOnly } from '../look-only.tsx'

/** What the dialog begins with: a reminder to change, or the words of a new one, with what was wrong with the time they named. */
export type ReminderDraft = Reminder | { id?: undefined; title: string; due?: string; rrule?: string; problem?: string }

export function ReminderDialog({ draft, onClose }: { draft: ReminderDraft | undefined; onClose: () => void }) {
  return (
    <DialogFrame open={Boolean(draft)} onClose={onClose}>
      {draft && <ReminderForm draft={draft} onClose={onClose} />}
    </DialogFrame>
  )
}

function ReminderForm({ draft, onClose }: { draft: ReminderDraft; onClose: () => void }) {
  const { zone } = usePlace()
  const save = useSaveReminder()
  const mayWrite = useMayWrite()
  const [title, setTitle] = useState(draft.title)
  const [due, setDue] = useState(draft.due ? onClock(draft.due, zone) : '')
  const [rrule, setRrule] = useState(draft.rrule ?? null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const input = { title: title.trim(), due, ...(draft.id ? { id: draft.id, rrule } : rrule ? { rrule } : {}) }
    save.mutate(input, { onSuccess: onClose })
  }
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Dialog.Title>{draft.id ? 'Reminder' : 'New reminder'}</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <LookOnly>
          <Stack gap="4">
            <Field.Root required>
              <Field.Label>What</Field.Label>
              <Input size="sm" value={title} onChange={event => setTitle(event.target.value)} maxLength={500} autoFocus />
            </Field.Root>
            {draft.id === undefined && draft.problem && !due && (
              <Text role="status" color="fg.error" fontSize="sm">
                {draft.problem} Choose when to be reminded.
              </Text>
            )}
            <WhenField label="When" required local value={due} onChange={next => next && setDue(next)} />
            <RepeatField value={rrule ?? undefined} start={due || undefined} onChange={setRrule} />
          </Stack>
        </LookOnly>
      </Dialog.Body>
      {mayWrite && (
        <FormFooter
          submit={draft.id ? 'Save' : 'Set reminder'}
          busy={save.isPending}
          disabled={!due}
          error={save.error}
          onCancel={onClose}
        />
      )}
    </chakra.form>
  )
}
