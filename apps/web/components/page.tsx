import { Box, Flex, Heading, HStack } from '@chakra-ui/react'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** The page's one primary button. */
  action?: ReactNode
  /** Quiet controls under the title: filters, views. */
  tools?: ReactNode
  /** `full` for a grid that uses the whole width. */
  width?: 'page' | 'prose' | 'full'
  children: ReactNode
}

/** The frame of every page: title, one primary action, tools, content that scrolls. */
export function Page({ title, action, tools, width = 'page', children }: Props) {
  const maxW = width === 'full' ? 'full' : width
  return (
    <Flex direction="column" h="full" minH="0">
      <Box px={{ base: '4', md: '8' }} pt={{ base: '4', md: '6' }} pb="2">
        <Box maxW={maxW} mx="auto">
          <HStack minH="8" justify="space-between" gap="4">
            <Heading as="h1" size="xl" fontWeight="semibold" letterSpacing="tight">
              {title}
            </Heading>
            {action}
          </HStack>
          {tools && <Box pt="2">{tools}</Box>}
        </Box>
      </Box>
      <Box flex="1" minH="0" overflowY="auto" px={{ base: '4', md: '8' }} pt="2" pb="8">
        <Box maxW={maxW} mx="auto" h={width === 'full' ? 'full' : undefined}>
          {children}
        </Box>
      </Box>
    </Flex>
  )
}
