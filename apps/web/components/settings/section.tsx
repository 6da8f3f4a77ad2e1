import { Box, Heading, HStack, Stack, Text } from '@chakra-ui/react'
import type { ReactNode } from 'react'

/** A part of the settings: what it is for, perhaps one action, and its controls. */
export function Section({ title, say, action, children }: { title: string; say: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <Stack as="section" gap="4" pb="8" maxW="prose">
      <HStack justify="space-between" align="start" gap={{ base: '2', sm: '4' }} wrap={{ base: 'wrap', sm: 'nowrap' }}>
        <Box minW={{ base: 'full', sm: '0' }} flex="1">
          <Heading as="h2" size="md" fontWeight="semibold">
            {title}
          </Heading>
          <Text color="fg.muted">{say}</Text>
        </Box>
        {action}
      </HStack>
      {children}
    </Stack>
  )
}
