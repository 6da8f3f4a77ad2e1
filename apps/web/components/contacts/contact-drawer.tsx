'use client'
import { Button, chakra, Drawer, Field, Input, Stack, Textarea } from '@chakra-ui/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { ApiError, api } from '../../lib/api.ts'
import { useMayWrite } from '../../lib/may.ts'
import { useOptimisticRemoval } from '../../lib/optimistic.ts'
import type { Contact } from '../../lib/records.ts'
import { useSayDone } from '../../lib/undo.ts'
import { SkeletonRows } from '../async-list.tsx'
import { LookOnly } from '../look-only.tsx'
import { PanelFrame } from '../panel-frame.tsx'
import { Problem } from '../problem.tsx'
import { Refusal } from '../refusal.tsx'

const fields = [
  { name: 'name', label: 'Name', required: true },
  { name: 'email', label: 'E-mail', type: 'email' },
  { name: 'phone', label: 'Phone', type: 'tel' },
  { name: 'company', label: 'Company' },
] as const

/** One contact; `new` makes one. */
export function ContactDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const fresh = id === 'new'
  const contact = useQuery({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => api.get<Contact>(`/api/contacts/${encodeURIComponent(id)}`, {}, signal),
    enabled: Boolean(id) && !fresh,
  })
  return (
    <PanelFrame open={Boolean(id)} onClose={onClose} title={fresh ? 'New contact' : 'Contact'} write={fresh}>
      {fresh ? (
        <ContactForm contact={undefined} onClose={onClose} />
      ) : contact.data ? (
        <ContactForm key={contact.data.id} contact={contact.data} onClose={onClose} />
      ) : (
        <Drawer.Body>
          {contact.isError ? (
            <Problem error={contact.error} onRetry={() => contact.refetch()} />
          ) : (
            <SkeletonRows rows={5} label="Contact" />
          )}
        </Drawer.Body>
      )}
    </PanelFrame>
  )
}

function ContactForm({ contact, onClose }: { contact: Contact | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const sayDone = useSayDone()
  const mayWrite = useMayWrite()
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['contacts'] }) }
  const save = useMutation({
    mutationFn: (form: Record<string, string>) => {
      const entries = Object.entries(form).map(([name, value]) => [name, value.trim()] as const)
      return contact
        ? api.act.patch<Contact>(`/api/contacts/${contact.id}`, Object.fromEntries(entries.map(([name, value]) => [name, value || null])))
        : api.act.post<Contact>('/api/contacts', Object.fromEntries(entries.filter(([, value]) => value)))
    },
    onSuccess: saved => {
      sayDone(`Saved: ${saved.output.name}`, saved)
      onClose()
    },
    ...settled,
  })
  const remove = useOptimisticRemoval<Contact>({
    noun: 'contacts',
    run: one => api.act.remove(`/api/contacts/${one.id}`),
    done: one => `Deleted: ${one.name}`,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>)
  }
  const problemOf = (name: string) =>
    save.error instanceof ApiError ? save.error.errors.find(one => one.path === name)?.message : undefined
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Drawer.Body>
        <LookOnly>
          <Stack gap="4">
            {fields.map(field => (
              <Field.Root key={field.name} required={'required' in field} invalid={Boolean(problemOf(field.name))}>
                <Field.Label>{field.label}</Field.Label>
                <Input
                  size="sm"
                  name={field.name}
                  type={'type' in field ? field.type : 'text'}
                  defaultValue={contact?.[field.name]}
                  maxLength={320}
                  autoComplete="off"
                />
                <Field.ErrorText>{problemOf(field.name)}</Field.ErrorText>
              </Field.Root>
            ))}
            <Field.Root>
              <Field.Label>Notes</Field.Label>
              <Textarea size="sm" name="notes" rows={4} autoresize defaultValue={contact?.notes} />
            </Field.Root>
            {save.isError && <Refusal error={save.error} />}
          </Stack>
        </LookOnly>
      </Drawer.Body>
      {mayWrite && (
        <Drawer.Footer justifyContent="space-between" borderTopWidth="1px" py="2">
          {contact ? (
            <Button
              size="sm"
              variant="ghost"
              color="fg.error"
              onClick={() => {
                remove.mutate(contact)
                onClose()
              }}
            >
              Delete
            </Button>
          ) : (
            <span />
          )}
          <Button size="sm" type="submit" loading={save.isPending}>
            Save
          </Button>
        </Drawer.Footer>
      )}
    </chakra.form>
  )
}
