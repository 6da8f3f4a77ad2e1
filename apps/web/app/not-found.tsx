'use client'
import { Button, Center, Heading, Stack, Text } from '@chakra-ui/react'
import NextLink from 'next/link'
import { Mark } from '../components/logo.tsx'

export default function NotFound() {
  return (
    <Center as="main" minH="dvh" p="4">
      <Stack align="center" gap="4" textAlign="center">
        <Mark size="12" />
        <Heading as="h1" size="xl">
          There is no such page
        </Heading>
        <Text color="fg.muted">The address may be old, or have a letter too many.</Text>
        <Button asChild size="sm">
          <NextLink href="/">Go to the chat</NextLink>
        </Button>
      </Stack>
    </Center>
  )
}
