'use client'
import { Box, Button, HStack, IconButton, Spinner, Stack, Text } from '@chakra-ui/react'
import { MessageCircle, Pencil, Plus, Trash2 } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useSessions } from '../../lib/chat/sessions.ts'
import type { ChatSession } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { useSettled } from '../../lib/understand.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { SearchBox } from '../fields/search-box.tsx'
import { MoreMenu } from '../more-menu.tsx'
import { DeleteSession, RenameSession } from './session-dialogs.tsx'

interface Props {
  current: string
  onOpen: (id: string) => void
  onNew: () => void
  searchRef?: RefObject<HTMLInputElement | null>
}

/** All conversations, the newest first. */
export function SessionList({ current, onOpen, onNew, searchRef }: Props) {
  const [words, setWords] = useState('')
  const [renaming, setRenaming] = useState<ChatSession>()
  const [deleting, setDeleting] = useState<ChatSession>()
  const sessions = useSessions(useSettled(words.trim(), 250))
  const onKeyDown = useRowKeys()
  return (
    <Stack gap="2" h="full" minH="0" p="2">
      <HStack gap="2">
        <SearchBox
          label="Search conversations"
          variant="subtle"
          inputRef={searchRef}
          value={words}
          onWords={setWords}
          box={{ flex: '1' }}
        />
        <IconButton size="sm" variant="outline" aria-label="New conversation" onClick={onNew}>
          <Plus size={16} />
        </IconButton>
      </HStack>
      <Box flex="1" minH="0" overflowY="auto" mx="-2" px="2" onKeyDown={onKeyDown}>
        <AsyncList
          query={sessions}
          label="Conversations"
          empty={
            <Empty icon={MessageCircle} title={words ? 'Nothing found' : 'No conversations yet'}>
              {words ? 'No conversation has these words.' : 'What you say is kept here.'}
            </Empty>
          }
          item={session => (
            <HStack
              as="li"
              gap="0"
              borderRadius="control"
              bg={session.id === current ? 'bg.emphasized' : undefined}
              _hover={{ bg: 'bg.emphasized' }}
              data-row
            >
              <Button
                variant="plain"
                flex="1"
                minW="0"
                h="9"
                px="2"
                justifyContent="start"
                fontWeight={session.id === current ? 'medium' : 'normal'}
                data-item
                aria-current={session.id === current ? 'true' : undefined}
                onClick={() => onOpen(session.id)}
              >
                <Text truncate title={session.title}>
                  {session.title}
                </Text>
                {session.busy && <Spinner size="xs" color="fg.subtle" aria-label="Answering" />}
              </Button>
              <MoreMenu
                of={session.title}
                choices={[
                  { value: 'rename', label: 'Rename', icon: Pencil, run: () => setRenaming(session) },
                  { value: 'delete', label: 'Delete', icon: Trash2, removes: true, run: () => setDeleting(session) },
                ]}
              />
            </HStack>
          )}
        />
      </Box>
      <RenameSession session={renaming} onClose={() => setRenaming(undefined)} />
      <DeleteSession
        session={deleting}
        onClose={() => setDeleting(undefined)}
        onDeleted={id => {
          if (id === current) onNew()
        }}
      />
    </Stack>
  )
}
