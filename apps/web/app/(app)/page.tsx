'use client'
import { Box, Button, Drawer, Flex, HStack, IconButton } from '@chakra-ui/react'
import { History, Plus } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { Conversation } from '../../components/chat/conversation.tsx'
import { SessionList } from '../../components/chat/session-list.tsx'
import { PanelFrame } from '../../components/panel-frame.tsx'
import { useShortcut } from '../../lib/shortcuts.ts'
import { useTitle } from '../../lib/title.ts'
import { useUrlState } from '../../lib/url-state.ts'

export default function ChatPage() {
  useTitle('Chat')
  const { get, set } = useUrlState()
  const [list, setList] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const sessionId = get('s') || undefined
  const open = (id: string) => {
    set({ s: id }, { push: true })
    setList(false)
  }
  const [fresh, setFresh] = useState(0)
  const begin = () => {
    setFresh(fresh + 1)
    open('')
  }
  const onSession = useCallback((id: string) => set({ s: id }), [set])
  const onSaid = useCallback(() => set({ say: undefined }), [set])
  useShortcut('n', 'New conversation', begin)
  useShortcut('/', 'Search conversations', () => (search.current?.offsetParent ? search.current.focus() : setList(true)))

  return (
    <Flex h="full" minH="0">
      <Flex direction="column" flex="1" minW="0" h="full">
        <HStack px="4" pt="2" justify="space-between" display={{ base: 'flex', lg: 'none' }}>
          <Button size="sm" variant="ghost" color="fg.muted" onClick={() => setList(true)}>
            <History size={16} aria-hidden /> Conversations
          </Button>
          <IconButton size="sm" variant="ghost" aria-label="New conversation" onClick={begin}>
            <Plus size={16} />
          </IconButton>
        </HStack>
        <Box flex="1" minH="0">
          <Conversation sessionId={sessionId} fresh={fresh} onSession={onSession} onNew={begin} say={get('say')} onSaid={onSaid} />
        </Box>
      </Flex>
      <Box as="aside" aria-label="Conversations" w="aside" flexShrink="0" borderStartWidth="1px" display={{ base: 'none', lg: 'block' }}>
        <SessionList current={sessionId ?? ''} onOpen={open} onNew={begin} searchRef={search} />
      </Box>
      <PanelFrame open={list} onClose={() => setList(false)} title="Conversations" size="xs" placement="start" write>
        <Drawer.Body px="2" py="2">
          <SessionList current={sessionId ?? ''} onOpen={open} onNew={begin} />
        </Drawer.Body>
      </PanelFrame>
    </Flex>
  )
}
