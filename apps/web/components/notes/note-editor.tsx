'use client'
import { Box, Button, HStack, Input, SegmentGroup, Stack, Text, Textarea } from '@chakra-ui/react'
import { Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ApiError, sentence } from '../../lib/api.ts'
import { useMayWrite, viewerSentence } from '../../lib/may.ts'
import { useMe } from '../../lib/me.ts'
import { mergeNotes, type NoteDraft } from '../../lib/merge-notes.ts'
import { newId } from '../../lib/new-id.ts'
import { titleOf, useDeleteNote, useNoteGone, useSaveNote } from '../../lib/notes.ts'
import { findWaiting, isAway, keepWaiting, onSent, useWaiting } from '../../lib/outbox.ts'
import type { Note } from '../../lib/records.ts'
import { draftOf, type NoteEdit, sameDraft } from '../../lib/save-note.ts'
import { LabelsField } from '../fields/labels-field.tsx'
import { Markdown } from '../markdown.tsx'
import { When } from '../when.tsx'

interface Props {
  /** Nothing for a new note; it is made with its first words. */
  note: Note | undefined
  onMade: (id: string) => void
  onGone: () => void
}

/** Writes one note; it is kept a moment after the last key, and when it is left. What cannot be sent waits in the browser. */
export function NoteEditor({ note, onMade, onGone }: Props) {
  const me = useMe()
  const [key] = useState(() => note?.id ?? newId())
  /** What an earlier visit could not send. */
  const [left] = useState(() => findWaiting(`note:${key}`))
  const [draft, setDraft] = useState(() => (left?.kind === 'note' ? left.edit.draft : draftOf(note)))
  const mayWrite = useMayWrite()
  const [asked, setReading] = useState(false)
  const reading = asked || !mayWrite
  const [again, setAgain] = useState(false)
  const save = useSaveNote()
  const remove = useDeleteNote()
  const waits = useWaiting().some(one => one.id === `note:${key}`)
  /** What the server has, with its id and revision once there is one. */
  const kept = useRef({
    id: note?.id,
    draft: left?.kind === 'note' ? left.edit.base : draftOf(note),
    revision: left?.kind === 'note' ? left.edit.revision : note?.revision,
    saving: false,
  })
  const latest = useRef(draft)
  latest.current = draft
  const deleted = useNoteGone(note?.id)
  const gone = deleted || (save.error instanceof ApiError && save.error.code === 'kernel.not_found')

  /** What the server has now, put together with what was written since `sent`. */
  const settle = useRef((_now: Note, _sent: NoteDraft) => {})
  settle.current = (now, sent) => {
    const theirs = draftOf(now)
    setDraft(mine => mergeNotes(sent, mine, theirs))
    Object.assign(kept.current, { id: now.id, draft: theirs, revision: now.revision })
  }

  // A change from elsewhere (the chat, another browser) is shown, together with what stands here unsaved.
  useEffect(() => {
    if (!note || kept.current.saving || note.revision === kept.current.revision || findWaiting(`note:${key}`)) return
    settle.current(note, kept.current.draft)
  }, [note, key])

  useEffect(
    () =>
      onSent(sent => {
        if (sent.item.kind !== 'note' || sent.item.id !== `note:${key}` || !('note' in sent)) return
        const fresh = !kept.current.id
        settle.current(sent.note, sent.item.edit.draft)
        if (fresh) onMade(sent.note.id)
      }),
    [key, onMade],
  )

  /** What stands here and is not kept yet. */
  const unsaved = (): NoteEdit | undefined => {
    const wanted = latest.current
    const { id, draft: had, revision } = kept.current
    if (sameDraft(wanted, had) || (!id && !wanted.title.trim() && !wanted.body.trim())) return undefined
    const waiting = findWaiting(`note:${key}`)
    return waiting?.kind === 'note' ? { ...waiting.edit, draft: wanted } : { id, key, base: had, revision, draft: wanted }
  }
  const wait = (edit: NoteEdit) =>
    me.data !== undefined && keepWaiting({ kind: 'note', id: `note:${key}`, person: me.data.id, words: titleOf(edit.draft), edit })
  const here = useRef(true)
  const keep = useRef(async () => {})
  keep.current = async () => {
    const edit = unsaved()
    if (kept.current.saving || !edit) return
    const { id } = kept.current
    // It is sent from there; two ways at once would meet themselves.
    if (findWaiting(`note:${key}`) && wait(edit)) return
    kept.current.saving = true
    let failed = false
    try {
      const now = await save.mutateAsync(edit)
      settle.current(now, edit.draft)
      // Whoever went on to another page stays there.
      if (!id && here.current) onMade(now.id)
    } catch (error) {
      // Where it does not wait in the browser the sentence stands below the note, and the next key tries again.
      failed = true
      if (isAway(error) && wait(edit)) save.reset()
    } finally {
      kept.current.saving = false
    }
    if (!failed) setAgain(now => !now)
  }

  useEffect(() => {
    const timer = setTimeout(() => keep.current(), 800)
    return () => clearTimeout(timer)
  }, [draft, again])
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      void keep.current()
    }
  }, [])
  // A page that is closed or loaded anew sends nothing any more: the next one does.
  const putAside = useRef(() => {})
  putAside.current = () => {
    const edit = unsaved()
    if (edit) wait(edit)
  }
  useEffect(() => {
    const leave = () => putAside.current()
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [])

  const set = (change: Partial<NoteDraft>) => setDraft(now => ({ ...now, ...change }))
  const dirty = !sameDraft(draft, kept.current.draft)
  const keepAnew = () => {
    Object.assign(kept.current, { id: undefined, draft: draftOf(undefined), revision: undefined })
    save.reset()
    void keep.current()
  }
  return (
    <Stack gap="4" h="full" minH="0">
      <HStack justify="space-between" minH="8" wrap="wrap">
        {mayWrite ? (
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
        ) : (
          <Text color="fg.muted" fontSize="sm">
            {viewerSentence}
          </Text>
        )}
        <HStack gap="2">
          <Text fontSize="xs" color={save.isError || gone ? 'fg.error' : 'fg.subtle'} role="status">
            {gone ? (
              'Deleted in another window'
            ) : waits ? (
              'Waiting to be sent'
            ) : save.isError ? (
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
          {gone && (
            <Button size="xs" variant="outline" onClick={keepAnew}>
              Keep it as a new note
            </Button>
          )}
          {mayWrite && note && !gone && (
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
        readOnly={!mayWrite}
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
