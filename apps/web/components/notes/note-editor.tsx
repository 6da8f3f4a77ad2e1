'use client'
import { Box, Button, HStack, Input, SegmentGroup, Stack, Text, Textarea } from '@chakra-ui/react'
import { Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sentence } from '../../lib/api.ts'
import { type NoteDraft, useDeleteNote, useSaveNote } from '../../lib/notes.ts'
import type { Note } from '../../lib/records.ts'
import { LabelsField } from '../fields/labels-field.tsx'
import { Markdown } from '../markdown.tsx'
import { When } from '../when.tsx'

interface Props {
  /** Nothing for a new note; it is made with its first words. */
  note: Note | undefined
  onMade: (id: string) => void
  onGone: () => void
}

const draftOf = (note: Note | undefined): NoteDraft => ({ title: note?.title ?? '', body: note?.body ?? '', labels: note?.labels ?? [] })
const same = (a: NoteDraft, b: NoteDraft) => a.title === b.title && a.body === b.body && a.labels.join() === b.labels.join()

/** Writes one note; it is kept a moment after the last key, and when it is left. */
export function NoteEditor({ note, onMade, onGone }: Props) {
  const [draft, setDraft] = useState(() => draftOf(note))
  const [reading, setReading] = useState(false)
  const save = useSaveNote()
  const remove = useDeleteNote()
  /** What the server has, and the id once there is one. */
  const kept = useRef({ id: note?.id, draft: draftOf(note), saving: false })
  const latest = useRef(draft)
  latest.current = draft

  // A change from elsewhere (the chat, another browser) is shown, unless something unsaved stands here.
  useEffect(() => {
    if (!note || kept.current.saving) return
    const now = draftOf(note)
    if (same(now, kept.current.draft)) return
    if (same(latest.current, kept.current.draft)) setDraft(now)
    kept.current.draft = now
  }, [note])

  const keep = useRef(async () => {})
  keep.current = async () => {
    const wanted = latest.current
    const { id, draft: had, saving } = kept.current
    if (saving || same(wanted, had) || (!id && !wanted.title.trim() && !wanted.body.trim())) return
    kept.current.saving = true
    try {
      const made = await save.mutateAsync({ id, ...wanted })
      kept.current.id = made.id
      kept.current.draft = wanted
      if (!id) onMade(made.id)
    } catch {
      // The sentence stands below the note, and the next key tries again.
    } finally {
      kept.current.saving = false
    }
    if (!same(latest.current, kept.current.draft) && save.status !== 'error') setTimeout(() => keep.current(), 800)
  }

  useEffect(() => {
    const timer = setTimeout(() => keep.current(), 800)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => () => void keep.current(), [])

  const set = (change: Partial<NoteDraft>) => setDraft(now => ({ ...now, ...change }))
  const dirty = !same(draft, kept.current.draft)
  return (
    <Stack gap="4" h="full" minH="0">
      <HStack justify="space-between" minH="8" wrap="wrap">
        <SegmentGroup.Root
          size="xs"
          value={reading ? 'read' : 'write'}
          onValueChange={change => setReading(change.value === 'read')}
          aria-label="Write or read"
        >
          <SegmentGroup.Indicator />
          <SegmentGroup.Items
            items={[
              { value: 'write', label: 'Write' },
              { value: 'read', label: 'Read' },
            ]}
          />
        </SegmentGroup.Root>
        <HStack gap="2">
          <Text fontSize="xs" color={save.isError ? 'fg.error' : 'fg.subtle'} role="status">
            {save.isError ? (
              sentence(save.error)
            ) : save.isPending || dirty ? (
              'Saving'
            ) : note ? (
              <>
                Saved, <When value={note.updatedAt} ago />
              </>
            ) : (
              ''
            )}
          </Text>
          {note && (
            <Button
              size="xs"
              variant="ghost"
              color="fg.muted"
              onClick={() => {
                kept.current.draft = latest.current
                remove.mutate(note)
                onGone()
              }}
            >
              <Trash2 size={14} aria-hidden /> Delete
            </Button>
          )}
        </HStack>
      </HStack>
      <Input
        variant="flushed"
        border="none"
        px="0"
        fontSize="2xl"
        fontWeight="semibold"
        letterSpacing="tight"
        placeholder="Title"
        aria-label="Title"
        maxLength={500}
        value={draft.title}
        onChange={event => set({ title: event.target.value })}
        autoFocus={!note}
      />
      <Box flex="1" minH="0" overflowY="auto">
        {reading ? (
          <Markdown>{draft.body || '*Nothing written yet.*'}</Markdown>
        ) : (
          <Textarea
            value={draft.body}
            onChange={event => set({ body: event.target.value })}
            aria-label="Text"
            placeholder="Write in Markdown"
            border="none"
            outline="none"
            px="0"
            h="full"
            minH="64"
            resize="none"
            lineHeight="1.7"
            fontSize="sm"
            maxLength={100_000}
          />
        )}
      </Box>
      <LabelsField value={draft.labels} onChange={labels => set({ labels })} />
    </Stack>
  )
}
