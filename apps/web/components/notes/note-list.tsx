'use client'
import { Box, Button, Stack, Text } from '@chakra-ui/react'
import { NotebookText } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { plain, titleOf, useNotes } from '../../lib/notes.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { useSettled } from '../../lib/understand.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { SearchBox } from '../fields/search-box.tsx'
import { When } from '../when.tsx'

interface Props {
  current: string
  onOpen: (id: string) => void
  searchRef: RefObject<HTMLInputElement | null>
}

/** All notes, the newest first, and a search. */
export function NoteList({ current, onOpen, searchRef }: Props) {
  const [words, setWords] = useState('')
  const notes = useNotes(useSettled(words.trim(), 250))
  const onKeyDown = useRowKeys()
  return (
    <Stack gap="2" h="full" minH="0">
      <SearchBox label="Search notes" variant="subtle" inputRef={searchRef} value={words} onWords={setWords} />
      <Box flex="1" minH="0" overflowY="auto" mx="-1" px="1" onKeyDown={onKeyDown}>
        <AsyncList
          query={notes}
          label="Notes"
          empty={
            words ? (
              <Empty icon={NotebookText} title="Nothing found">
                No note has these words. Try fewer.
              </Empty>
            ) : (
              <Empty icon={NotebookText} title="No notes yet">
                Press N, or tell the chat “note: …”.
              </Empty>
            )
          }
          item={note => (
            <li>
              <Button
                variant="ghost"
                w="full"
                h="auto"
                minH="14"
                px="2"
                py="1.5"
                justifyContent="start"
                textAlign="start"
                fontWeight="normal"
                data-item
                bg={note.id === current ? 'bg.emphasized' : undefined}
                aria-current={note.id === current ? 'true' : undefined}
                onClick={() => onOpen(note.id)}
              >
                <Stack gap="0" minW="0" w="full">
                  <Text truncate fontWeight="medium">
                    {titleOf(note)}
                  </Text>
                  <Text truncate fontSize="xs" color="fg.muted">
                    <When value={note.updatedAt} ago /> {note.title ? plain(note.body.slice(0, 200)).slice(0, 80) : ''}
                  </Text>
                </Stack>
              </Button>
            </li>
          )}
        />
      </Box>
    </Stack>
  )
}
