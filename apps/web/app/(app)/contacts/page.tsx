'use client'
import { Avatar, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { Plus, Users } from 'lucide-react'
import { useRef } from 'react'
import { AsyncList } from '../../../components/async-list.tsx'
import { ContactDrawer } from '../../../components/contacts/contact-drawer.tsx'
import { Empty } from '../../../components/empty.tsx'
import { SearchBox } from '../../../components/fields/search-box.tsx'
import { Page } from '../../../components/page.tsx'
import { Writes } from '../../../components/writes.tsx'
import { useMayWrite } from '../../../lib/may.ts'
import { usePages } from '../../../lib/pages.ts'
import type { Contact } from '../../../lib/records.ts'
import { useRowKeys } from '../../../lib/row-keys.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useSettled } from '../../../lib/understand.ts'
import { useUrlState } from '../../../lib/url-state.ts'

export default function ContactsPage() {
  useTitle('Contacts')
  const { get, set } = useUrlState()
  const words = useSettled(get('q').trim(), 250)
  const search = useRef<HTMLInputElement>(null)
  const contacts = usePages<Contact>(
    ['contacts', 'list'],
    '/api/contacts',
    {},
    words ? { skill: 'contacts.search', query: words } : undefined,
  )
  const onKeyDown = useRowKeys()
  const begin = () => set({ contact: 'new' }, { push: true })
  const mayWrite = useMayWrite()
  useShortcut('n', 'New contact', begin, { enabled: mayWrite })
  useShortcut('/', 'Search contacts', () => search.current?.focus())

  return (
    <Page
      title="Contacts"
      action={
        <Writes>
          <Button size="sm" onClick={begin}>
            <Plus size={16} aria-hidden /> New contact
          </Button>
        </Writes>
      }
      tools={
        <SearchBox
          label="Search contacts"
          inputRef={search}
          defaultValue={get('q')}
          onWords={q => set({ q })}
          box={{ maxW: { sm: '64' } }}
        />
      }
    >
      <Stack onKeyDown={onKeyDown}>
        <AsyncList
          query={contacts}
          label="Contacts"
          empty={
            <Empty icon={Users} title={words ? 'Nobody found' : 'No contacts yet'}>
              {words ? 'No contact has these words.' : mayWrite && 'Press N, or tell the chat who somebody is.'}
            </Empty>
          }
          item={contact => (
            <li>
              <Button
                variant="ghost"
                w="full"
                h="12"
                px="2"
                mx="-2"
                justifyContent="start"
                fontWeight="normal"
                data-item
                onClick={() => set({ contact: contact.id }, { push: true })}
              >
                <HStack gap="3" w="full" minW="0">
                  <Avatar.Root size="xs" colorPalette="accent">
                    <Avatar.Fallback name={contact.name} />
                  </Avatar.Root>
                  <Text truncate fontWeight="medium" flex="1" textAlign="start">
                    {contact.name}
                  </Text>
                  <Text truncate color="fg.muted" flex="1" textAlign="start" hideBelow="sm">
                    {contact.company}
                  </Text>
                  <Text truncate color="fg.muted" flex="1" textAlign="start">
                    {contact.email ?? contact.phone}
                  </Text>
                </HStack>
              </Button>
            </li>
          )}
        />
      </Stack>
      <ContactDrawer id={get('contact')} onClose={() => set({ contact: undefined })} />
    </Page>
  )
}
