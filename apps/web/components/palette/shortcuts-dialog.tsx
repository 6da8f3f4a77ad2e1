'use client'
import { Dialog, HStack, Kbd, Stack, Text } from '@chakra-ui/react'
import { useCaps, useShortcuts } from '../../lib/shortcuts.ts'
import { DialogFrame } from '../dialog-frame.tsx'

const always = [
  { keys: '↑+↓', title: 'Move in a list' },
  { keys: 'Enter', title: 'Open or send' },
  { keys: 'Esc', title: 'Close' },
]

/** The keys that work on this page. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const shortcuts = useShortcuts()
  const capsOf = useCaps()
  const groups = [
    { title: 'This page', keys: shortcuts.filter(one => one.group === 'This page') },
    { title: 'Everywhere', keys: [...shortcuts.filter(one => one.group === 'Everywhere'), ...always] },
  ].filter(group => group.keys.length > 0)
  return (
    <DialogFrame open={open} onClose={onClose} centred>
      <Dialog.Header>
        <Dialog.Title>Keyboard shortcuts</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="6">
          {groups.map(group => (
            <Stack key={group.title} gap="1">
              <Text fontSize="xs" fontWeight="semibold" color="fg.muted">
                {group.title}
              </Text>
              {group.keys.map(({ keys, title }) => (
                <HStack key={keys} justify="space-between" minH="8">
                  <Text>{title}</Text>
                  <HStack gap="1">
                    {capsOf(keys).map(cap => (
                      <Kbd key={cap}>{cap}</Kbd>
                    ))}
                  </HStack>
                </HStack>
              ))}
            </Stack>
          ))}
        </Stack>
      </Dialog.Body>
    </DialogFrame>
  )
}
