'use client'
import { Box, Button, Flex, Float, Icon, IconButton, Link, Menu, Portal, Text } from '@chakra-ui/react'
import { Ellipsis, LogOut, Search } from 'lucide-react'
import NextLink from 'next/link'
import { usePathname } from 'next/navigation'
import { useSignOut } from '../../lib/sign-out.ts'
import { Mark } from '../logo.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { PlaceCount, usePlaceCount } from './place-count.tsx'
import { type Destination, isHere, places } from './places.ts'

/** What stands above the page on a small screen. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <Flex
      as="header"
      display={{ base: 'flex', md: 'none' }}
      px="4"
      h="12"
      align="center"
      justify="space-between"
      borderBottomWidth="1px"
      bg="bg.subtle"
      flexShrink="0"
    >
      <Mark />
      <Flex>
        <IconButton size="sm" variant="ghost" aria-label="Search and commands" onClick={onSearch}>
          <Search size={18} />
        </IconButton>
        <NotificationBell />
      </Flex>
    </Flex>
  )
}

/** The navigation of a small screen. */
export function BottomBar() {
  const pathname = usePathname()
  const signOut = useSignOut()
  const rest = places.filter(place => !place.main)
  const waiting = usePlaceCount(rest.find(place => place.counts)?.counts)
  const item = { flex: '1', direction: 'column', gap: '0.5', h: 'bar', align: 'center', justify: 'center', fontSize: 'xs' } as const
  return (
    <Box
      as="nav"
      aria-label="Main"
      display={{ base: 'block', md: 'none' }}
      borderTopWidth="1px"
      bg="bg.subtle"
      flexShrink="0"
      pb="env(safe-area-inset-bottom)"
    >
      <Flex>
        {places
          .filter(place => place.main)
          .map(({ href, title, icon: Sign }) => {
            const current = isHere(pathname, href)
            return (
              <Link
                asChild
                key={href}
                flex="1"
                color={current ? 'accent.fg' : 'fg.muted'}
                _hover={{ textDecoration: 'none' }}
                focusRing="inside"
              >
                <NextLink href={href} aria-current={current ? 'page' : undefined}>
                  <Flex {...item}>
                    <Icon asChild boxSize="5">
                      <Sign aria-hidden />
                    </Icon>
                    {title}
                  </Flex>
                </NextLink>
              </Link>
            )
          })}
        <Menu.Root positioning={{ placement: 'top-end' }}>
          <Menu.Trigger asChild>
            <Button
              variant="ghost"
              {...item}
              color={rest.some(place => isHere(pathname, place.href)) ? 'accent.fg' : 'fg.muted'}
              fontWeight="normal"
              borderRadius="0"
              px="0"
              flexDirection="column"
              position="relative"
            >
              <Icon asChild boxSize="5">
                <Ellipsis aria-hidden />
              </Icon>
              <Text>More</Text>
              <Float placement="top-end" offsetY="3" offsetX="5">
                <PlaceCount count={waiting} />
              </Float>
            </Button>
          </Menu.Trigger>
          <Portal>
            <Menu.Positioner>
              <Menu.Content minW="48">
                {rest.map(place => (
                  <MoreItem key={place.href} {...place} />
                ))}
                <Menu.Separator />
                <Menu.Item value="sign-out" h="row" onSelect={signOut}>
                  <LogOut size={16} aria-hidden /> Sign out
                </Menu.Item>
              </Menu.Content>
            </Menu.Positioner>
          </Portal>
        </Menu.Root>
      </Flex>
    </Box>
  )
}

function MoreItem({ href, title, icon: Sign, counts }: Destination) {
  const count = usePlaceCount(counts)
  return (
    <Menu.Item value={href} asChild h="row">
      <NextLink href={href}>
        <Sign size={16} aria-hidden /> {title}
        <PlaceCount count={count} ms="auto" />
      </NextLink>
    </Menu.Item>
  )
}
