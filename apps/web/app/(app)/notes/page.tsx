'use client'
import { Box, Button, Flex } from '@chakra-ui/react'
import { ArrowLeft, NotebookText, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { SkeletonRows } from '../../../components/async-list.tsx'
import { Empty } from '../../../components/empty.tsx'
import { NoteEditor } from '../../../components/notes/note-editor.tsx'
import { NoteList } from '../../../components/notes/note-list.tsx'
import { Page } from '../../../components/page.tsx'
import { Problem } from '../../../components/problem.tsx'
import { Writes } from '../../../components/writes.tsx'
import { useMayWrite } from '../../../lib/may.ts'
import { useNote } from '../../../lib/notes.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useUrlState } from '../../../lib/url-state.ts'

export default function NotesPage() {
  useTitle('Notes')
  const { get, set } = useUrlState()
  const search = useRef<HTMLInputElement>(null)
  /** Which new note the editor belongs to: it goes on being the same editor once the note has an id. */
  const [fresh, setFresh] = useState({ count: 0, madeId: '' })
  const id = get('note')
  const isNew = id === 'new' || (id !== '' && id === fresh.madeId)
  const note = useNote(id === 'new' ? '' : id)

  const begin = () => {
    setFresh(now => ({ count: now.count + 1, madeId: '' }))
    set({ note: 'new' }, { push: true })
  }
  const open = (next: string) => {
    setFresh(now => ({ ...now, madeId: '' }))
    set({ note: next }, { push: true })
  }
  const made = (next: string) => {
    setFresh(now => ({ ...now, madeId: next }))
    set({ note: next })
  }
  const mayWrite = useMayWrite()
  useShortcut('n', 'New note', begin, { enabled: mayWrite })
  useShortcut('/', 'Search notes', () => search.current?.focus())

  return (
    <Page
      title="Notes"
      width="full"
      action={
        <Writes>
          <Button size="sm" onClick={begin}>
            <Plus size={16} aria-hidden /> New note
          </Button>
        </Writes>
      }
    >
      <Flex h="full" gap="8" minH="0">
        <Box w={{ base: 'full', md: 'aside' }} flexShrink="0" h="full" minH="0" display={{ base: id ? 'none' : 'block', md: 'block' }}>
          <NoteList current={id} onOpen={open} searchRef={search} />
        </Box>
        <Box flex="1" minW="0" h="full" display={{ base: id ? 'flex' : 'none', md: 'flex' }} flexDirection="column">
          <Button size="xs" variant="ghost" alignSelf="start" hideFrom="md" mb="2" onClick={() => set({ note: undefined })}>
            <ArrowLeft size={14} aria-hidden /> All notes
          </Button>
          <Box flex="1" minH="0" maxW="prose" w="full" mx="auto">
            {isNew ? (
              <NoteEditor key={`new-${fresh.count}`} note={note.data} onMade={made} onGone={() => set({ note: undefined })} />
            ) : !id ? (
              <Empty icon={NotebookText} title="Choose a note">
                {mayWrite && 'Or press N to write a new one.'}
              </Empty>
            ) : note.isPending ? (
              <SkeletonRows rows={5} label="Note" />
            ) : note.isError ? (
              <Problem error={note.error} onRetry={() => note.refetch()} />
            ) : (
              <NoteEditor key={id} note={note.data} onMade={made} onGone={() => set({ note: undefined })} />
            )}
          </Box>
        </Box>
      </Flex>
    </Page>
  )
}
