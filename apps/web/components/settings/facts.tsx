'use client'
import { Button, chakra, Dialog, HStack, IconButton, Input, Stack, Text, Textarea } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Brain, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePages } from '../../lib/pages.ts'
import type { MemoryFact } from '../../lib/records.ts'
import { useSayDone } from '../../lib/undo.ts'
import { AsyncList } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { DialogFrame } from '../dialog-frame.tsx'
import { Empty } from '../empty.tsx'
import { FormFooter } from '../form-footer.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'
import { Writes } from '../writes.tsx'
import { Section } from './section.tsx'

const longest = 2000

/** What ATOM remembers of this person, as they told it. */
export function Facts() {
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const sayDone = useSayDone()
  const [editing, setEditing] = useState<MemoryFact>()
  const facts = usePages<MemoryFact>(['facts'], '/api/memory/facts')
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['facts'] }) }
  const add = useMutation({
    mutationFn: (text: string) => api.act.post<MemoryFact>('/api/memory/facts', { text }),
    onError: complain,
    ...settled,
  })
  const change = useMutation({
    mutationFn: ({ id, text }: Pick<MemoryFact, 'id' | 'text'>) => api.act.patch<MemoryFact>(`/api/memory/facts/${id}`, { text }),
    onSuccess: answer => {
      setEditing(undefined)
      sayDone('Changed', answer)
    },
    ...settled,
  })
  const forget = useMutation({
    mutationFn: ({ id }: MemoryFact) => api.remove(`/api/memory/facts/${id}`),
    onSuccess: () => say('Forgotten'),
    onError: complain,
    ...settled,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const text = String(new FormData(form).get('text')).trim()
    if (text) add.mutate(text, { onSuccess: () => form.reset() })
  }
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('text')).trim()
    if (editing && text) change.mutate({ id: editing.id, text })
  }
  return (
    <Section
      title="What ATOM remembers of you"
      say="Facts and preferences you told it, here or in the chat (“remember about me that …”). Answers from memory take them into account; nobody else sees them."
    >
      <Writes>
        <chakra.form onSubmit={submit}>
          <HStack maxW="panel">
            <Input
              size="sm"
              name="text"
              aria-label="Something to remember"
              placeholder="I take my coffee without sugar"
              maxLength={longest}
              required
              autoComplete="off"
            />
            <Button size="sm" type="submit" loading={add.isPending} flexShrink="0">
              Remember
            </Button>
          </HStack>
        </chakra.form>
      </Writes>
      <AsyncList
        query={facts}
        label="Remembered"
        rows={3}
        empty={
          <Empty icon={Brain} title="Nothing yet">
            Tell it what it should know of you, so that you need not say it again.
          </Empty>
        }
        item={fact => (
          <HStack as="li" minH="12" py="2" borderBottomWidth="1px" gap="3">
            <Stack gap="0" flex="1" minW="0">
              <Text overflowWrap="anywhere">{fact.text}</Text>
              <Text fontSize="xs" color="fg.muted">
                <When value={fact.createdAt} ago />
              </Text>
            </Stack>
            {mayWrite && (
              <>
                <Button size="xs" variant="ghost" flexShrink="0" aria-label={`Change: ${fact.text}`} onClick={() => setEditing(fact)}>
                  Change
                </Button>
                <Confirm
                  title="Forget this?"
                  say={`“${fact.text}” is forgotten for good.`}
                  button="Forget"
                  onConfirm={() => forget.mutate(fact)}
                >
                  <IconButton size="xs" variant="ghost" aria-label={`Forget: ${fact.text}`}>
                    <Trash2 size={14} />
                  </IconButton>
                </Confirm>
              </>
            )}
          </HStack>
        )}
      />
      <DialogFrame open={editing !== undefined} onClose={() => setEditing(undefined)}>
        <chakra.form onSubmit={save} display="contents">
          <Dialog.Header>
            <Dialog.Title>Change what is remembered</Dialog.Title>
          </Dialog.Header>
          <Dialog.Body>
            <Textarea name="text" aria-label="What to remember" rows={3} defaultValue={editing?.text} maxLength={longest} required />
          </Dialog.Body>
          <FormFooter submit="Save" busy={change.isPending} error={change.error} onCancel={() => setEditing(undefined)} />
        </chakra.form>
      </DialogFrame>
    </Section>
  )
}
