'use client'
import { Flex, Heading, Stack, Text } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { Logo } from '../logo.tsx'
import { Orbits } from './orbits.tsx'

/** The door: what stands around signing in, signing up and setting a new password. */
export function SignFrame({ title, say, children }: { title: string; say?: ReactNode; children: ReactNode }) {
  return (
    <Flex minH="dvh" bg="bg.subtle" position="relative" overflow="hidden" align="center" justify="center" p="4">
      <Orbits />
      <Stack
        as="main"
        gap="8"
        w="full"
        maxW="sm"
        position="relative"
        bg="bg.panel"
        p={{ base: '6', md: '8' }}
        borderRadius="card"
        boxShadow="raised"
      >
        <Logo />
        <Stack gap="1">
          <Heading as="h1" size="2xl" letterSpacing="tight">
            {title}
          </Heading>
          {say && <Text color="fg.muted">{say}</Text>}
        </Stack>
        {children}
      </Stack>
    </Flex>
  )
}
