'use client'
import { Box, Flex, HStack, Icon, IconButton, Kbd, Link, Stack, Text } from '@chakra-ui/react'
import { Search } from 'lucide-react'
import NextLink from 'next/link'
import { usePathname } from 'next/navigation'
import { useCaps } from '../../lib/shortcuts.ts'
import { Logo } from '../logo.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { PersonMenu } from './person-menu.tsx'
import { PlaceCount, usePlaceCount } from './place-count.tsx'
import { type Destination, isHere, places } from './places.ts'

/** The navigation of a wide screen. */
export function SideNav({ onSearch }: { onSearch: () => void }) {
  const pathname = usePathname()
  const capsOf = useCaps()
  return (
    <Flex
      as="header"
      direction="column"
      w="nav"
      flexShrink="0"
      bg="bg.subtle"
      borderEndWidth="1px"
      p="2"
      gap="2"
      display={{ base: 'none', md: 'flex' }}
    >
      <HStack justify="space-between" px="2" h="bar">
        <Logo />
        <HStack gap="0">
          <IconButton size="sm" variant="ghost" aria-label={`Search and commands (${capsOf('mod+k').join('-')})`} onClick={onSearch}>
            <Search size={16} />
          </IconButton>
          <NotificationBell />
        </HStack>
      </HStack>
      <Box as="nav" aria-label="Main" flex="1" overflowY="auto">
        <Stack as="ul" gap="0.5" listStyleType="none">
          {places.map(place => (
            <li key={place.href}>
              <NavLink {...place} current={isHere(pathname, place.href)} />
            </li>
          ))}
        </Stack>
      </Box>
      <HStack px="2" gap="2" color="fg.subtle" fontSize="xs">
        {capsOf('mod+k').map(cap => (
          <Kbd key={cap} size="sm">
            {cap}
          </Kbd>
        ))}
        <Text>for everything</Text>
      </HStack>
      <PersonMenu />
    </Flex>
  )
}

function NavLink({ href, title, icon: Sign, counts, current }: Destination & { current: boolean }) {
  const count = usePlaceCount(counts)
  return (
    <Link
      asChild
      display="flex"
      gap="3"
      px="2"
      h="9"
      alignItems="center"
      borderRadius="control"
      fontWeight="medium"
      color={current ? 'fg' : 'fg.muted'}
      bg={current ? 'bg.emphasized' : undefined}
      _hover={{ bg: 'bg.emphasized', textDecoration: 'none' }}
    >
      <NextLink href={href} aria-current={current ? 'page' : undefined}>
        <Icon asChild boxSize="4" color={current ? 'accent.fg' : 'fg.subtle'}>
          <Sign aria-hidden />
        </Icon>
        {title}
        <PlaceCount count={count} ms="auto" />
      </NextLink>
    </Link>
  )
}
