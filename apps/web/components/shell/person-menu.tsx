'use client'
import { Avatar, Button, Menu, Portal, Stack, Text } from '@chakra-ui/react'
import { ChevronsUpDown, LogOut, Moon, Settings, Sun } from 'lucide-react'
import NextLink from 'next/link'
import { useTheme } from 'next-themes'
import { useMe } from '../../lib/me.ts'
import { useSignOut } from '../../lib/sign-out.ts'

/** Who is signed in and where, with what belongs to the person. */
export function PersonMenu() {
  const { data: me } = useMe()
  const { resolvedTheme, setTheme } = useTheme()
  const signOut = useSignOut()
  const dark = resolvedTheme === 'dark'
  return (
    <Menu.Root positioning={{ placement: 'top-start', sameWidth: true }}>
      <Menu.Trigger asChild>
        <Button variant="ghost" aria-label={me ? undefined : 'Your menu'} h="12" px="2" justifyContent="start" gap="3">
          <Avatar.Root size="xs" colorPalette="accent">
            <Avatar.Fallback name={me?.name ?? ''} />
          </Avatar.Root>
          <Stack gap="0" flex="1" minW="0" textAlign="start">
            <Text truncate fontWeight="medium">
              {me?.name ?? ''}
            </Text>
            <Text truncate fontSize="xs" color="fg.muted" fontWeight="normal">
              {me?.workspace?.name ?? me?.email ?? ''}
            </Text>
          </Stack>
          <ChevronsUpDown size={14} aria-hidden />
        </Button>
      </Menu.Trigger>
      <Portal>
        <Menu.Positioner>
          <Menu.Content>
            <Menu.Item value="settings" asChild>
              <NextLink href="/settings">
                <Settings size={16} aria-hidden /> Settings
              </NextLink>
            </Menu.Item>
            <Menu.Item value="theme" onSelect={() => setTheme(dark ? 'light' : 'dark')}>
              {dark ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />} {dark ? 'Light' : 'Dark'} appearance
            </Menu.Item>
            <Menu.Separator />
            <Menu.Item value="sign-out" onSelect={signOut}>
              <LogOut size={16} aria-hidden /> Sign out
            </Menu.Item>
          </Menu.Content>
        </Menu.Positioner>
      </Portal>
    </Menu.Root>
  )
}
