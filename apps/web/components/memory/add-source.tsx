'use client'
import { chakra, Dialog, Field, Input, Stack, Text, Textarea } from '@chakra-ui/react'
import { type FormEvent, useState } from 'react'
import { useMe } from '../../lib/me.ts'
import { type NewSource, useAddSource } from '../../lib/memory/sources.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FormFooter } from '../form-footer.tsx'

const types = [
  { value: 'web', label: 'A web page, sitemap or feed' },
  { value: 'folder', label: 'A folder of the machine ATOM runs on' },
] as const
const readers = [
  { value: 'workspace', label: 'Everybody in this workspace' },
  { value: 'me', label: 'Only me' },
] as const

/** Adds a web address or a folder to what is read. */
export function AddSource({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <DialogFrame open={open} onClose={onClose} size="md">
      <SourceForm onClose={onClose} />
    </DialogFrame>
  )
}

function SourceForm({ onClose }: { onClose: () => void }) {
  const add = useAddSource()
  // A folder of the machine is for who installed ATOM there.
  const mayFolder = useMe().data?.ownsInstance === true
  const [type, setType] = useState<NewSource['type']>('web')
  const [visibleTo, setVisibleTo] = useState<NewSource['visibleTo']>('workspace')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const ignore = text('ignore')
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
    add.mutate(
      {
        type,
        visibleTo,
        ...(text('name') ? { name: text('name') } : {}),
        ...(type === 'web'
          ? { url: text('url'), ...(text('maxPages') ? { maxPages: Number(text('maxPages')) } : {}) }
          : { path: text('path'), ...(ignore.length > 0 ? { ignore } : {}) }),
      },
      { onSuccess: onClose },
    )
  }
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Dialog.Title>Add a source</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          {mayFolder && <ChoiceField label="What to read" value={type} options={types} onChange={setType} />}
          {type === 'web' ? (
            <>
              <Field.Root required>
                <Field.Label>Address</Field.Label>
                <Input size="sm" name="url" type="url" placeholder="https://example.com/sitemap.xml" maxLength={2000} autoComplete="off" />
                <Field.HelperText>
                  One page; or a sitemap or an RSS or Atom feed, for the pages it names. What the site asks programs not to read is left
                  out.
                </Field.HelperText>
              </Field.Root>
              <Field.Root>
                <Field.Label>Pages at most</Field.Label>
                <Input size="sm" name="maxPages" type="number" min={1} max={2000} placeholder="100" w="32" />
              </Field.Root>
            </>
          ) : (
            <>
              <Field.Root required>
                <Field.Label>Folder</Field.Label>
                <Input size="sm" name="path" placeholder="/home/ana/Documents" maxLength={2000} autoComplete="off" spellCheck={false} />
                <Field.HelperText>Its whole path. What changes in it is read at once.</Field.HelperText>
              </Field.Root>
              <Field.Root>
                <Field.Label>Leave out</Field.Label>
                <Textarea size="sm" name="ignore" rows={2} placeholder="*.log" spellCheck={false} />
                <Field.HelperText>One pattern a line, as in .gitignore.</Field.HelperText>
              </Field.Root>
            </>
          )}
          <Field.Root>
            <Field.Label>Name</Field.Label>
            <Input size="sm" name="name" maxLength={200} autoComplete="off" />
            <Field.HelperText>Its address is its name unless you give one.</Field.HelperText>
          </Field.Root>
          <ChoiceField label="Who may find it" value={visibleTo} options={readers} onChange={setVisibleTo} />
          {!mayFolder && (
            <Text fontSize="xs" color="fg.muted">
              Folders of the machine are for the person who installed this ATOM to add.
            </Text>
          )}
        </Stack>
      </Dialog.Body>
      <FormFooter submit="Add source" busy={add.isPending} error={add.error} onCancel={onClose} />
    </chakra.form>
  )
}
