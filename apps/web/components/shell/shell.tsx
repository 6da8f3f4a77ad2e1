'use client'
import { Box, Flex, Skeleton, SkipNavContent, SkipNavLink, Stack } from '@chakra-ui/react'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError } from '../../lib/api.ts'
import { loadInstance } from '../../lib/instance.ts'
import { useMe } from '../../lib/me.ts'
import { useFirstRow } from '../../lib/row-keys.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { Palette } from '../palette/palette.tsx'
import { ShortcutsDialog } from '../palette/shortcuts-dialog.tsx'
import { Problem } from '../problem.tsx'
import { BottomBar, TopBar } from './bottom-bar.tsx'
import { LiveUpdates } from './live-updates.tsx'
import { SideNav } from './side-nav.tsx'
import { Waiting } from './waiting.tsx'

/** Where somebody without a session goes: a fresh ATOM wants its first account. */
const doorFor = async () => {
  const instance = await loadInstance().catch(() => undefined)
  return instance?.empty ? '/sign-up' : '/sign-in'
}

/** The frame around every page of somebody signed in: navigation, palette, live updates. */
export function Shell({ children }: { children: ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const me = useMe()
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const stranger = me.error instanceof ApiError && me.error.status === 401

  useFirstRow()
  useShortcut('mod+k', 'Search and commands', () => setPalette(open => !open), { group: 'Everywhere' })
  useShortcut('?', 'These shortcuts', () => setHelp(true), { group: 'Everywhere' })

  useEffect(() => {
    if (!stranger) return
    const here = window.location.pathname + window.location.search
    doorFor().then(door => router.replace(here === '/' ? door : `${door}?next=${encodeURIComponent(here)}`))
  }, [stranger, router])

  if (me.isError && !stranger && !me.data) return <Problem error={me.error} onRetry={() => me.refetch()} />
  return (
    <Flex h="dvh" direction={{ base: 'column', md: 'row' }}>
      <SkipNavLink>Skip to the page</SkipNavLink>
      <SideNav onSearch={() => setPalette(true)} />
      <TopBar onSearch={() => setPalette(true)} />
      <Flex direction="column" flex="1" minW="0" minH="0">
        {me.data && <LiveUpdates />}
        {me.data && <Waiting person={me.data.id} />}
        <SkipNavContent asChild>
          <Box as="main" flex="1" minH="0" tabIndex={-1} outline="none" key={pathname}>
            {me.data ? children : <PageSkeleton />}
          </Box>
        </SkipNavContent>
      </Flex>
      <BottomBar />
      <Palette open={palette} onClose={() => setPalette(false)} onHelp={() => setHelp(true)} />
      <ShortcutsDialog open={help} onClose={() => setHelp(false)} />
    </Flex>
  )
}

/** A page in grey. */
export function PageSkeleton() {
  return (
    <Stack maxW="page" mx="auto" px={{ base: '4', md: '8' }} pt="6" gap="4" aria-busy="true" role="status" aria-label="Loading">
      <Skeleton h="8" w="40" borderRadius="control" />
      <Skeleton h="row" borderRadius="control" />
      <Skeleton h="row" w="80%" borderRadius="control" />
      <Skeleton h="row" w="60%" borderRadius="control" />
    </Stack>
  )
}
