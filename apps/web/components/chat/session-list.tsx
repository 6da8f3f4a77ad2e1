'use client'
import { Box, Button, HStack, IconButton, Input, InputGroup, Menu, Portal, Spinner, Stack, Text } from '@chakra-ui/react'
import { Ellipsis, MessageCircle, Pencil, Plus, Search, Trash2 } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useSessions } from '../../lib/chat/sessions.ts'
import type { ChatSession } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { useSettled } from '../../lib/understand.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
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
        <InputGroup startElement={<Search size={14} aria-hidden />} flex="1">
          <Input
            ref={searchRef}
            size="sm"
            type="search"
            variant="subtle"
            aria-label="Search conversations"
            placeholder="Search"
            value={words}
            onChange={event => setWords(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'Escape') event.currentTarget.blur()
            }}
          />
        </InputGroup>
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
              <Menu.Root positioning={{ placement: 'bottom-end' }} lazyMount unmountOnExit>
                <Menu.Trigger asChild>
                  <IconButton size="xs" variant="plain" color="fg.subtle" aria-label={`More for ${session.title}`}>
                    <Ellipsis size={14} />
                  </IconButton>
                </Menu.Trigger>
                <Portal>
                  <Menu.Positioner>
                    <Menu.Content>
                      <Menu.Item value="rename" onSelect={() => setRenaming(session)}>
                        <Pencil size={14} aria-hidden /> Rename
                      </Menu.Item>
                      <Menu.Item value="delete" color="fg.error" onSelect={() => setDeleting(session)}>
                        <Trash2 size={14} aria-hidden /> Delete
                      </Menu.Item>
                    </Menu.Content>
                  </Menu.Positioner>
                </Portal>
              </Menu.Root>
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
