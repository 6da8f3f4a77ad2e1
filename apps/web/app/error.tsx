'use client'
import { Button, Center, Heading, Stack, Text } from '@chakra-ui/react'
import { Mark } from '../components/logo.tsx'

/** A page that broke while it was drawn. Nothing that was saved is lost by it. */
export default function PageBroke({ reset }: { error: Error; reset: () => void }) {
  return (
    <Center as="main" minH="dvh" p="4">
      <Stack align="center" gap="4" textAlign="center" role="alert">
        <Mark size="12" />
        <Heading as="h1" size="xl">
          This page broke
        </Heading>
        <Text color="fg.muted">What was saved is safe. Draw the page again; if it breaks again, load it anew.</Text>
        <Button size="sm" onClick={reset}>
          Draw it again
        </Button>
      </Stack>
    </Center>
  )
}
