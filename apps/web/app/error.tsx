'use client'
import { Button, Center, Heading, Stack, Text } from '@chakra-ui/react'
import { useEffect, useState } from 'react'
import { Mark } from '../components/logo.tsx'
import { isMissingPart, loadAnew } from '../lib/load-anew.ts'

/**
 * A page that broke while it was drawn. Nothing that was saved is lost by it. A part of the app that could not be fetched (ATOM was
 * away for a moment, or is a newer one by now) is remembered as broken until the page is loaded anew, so that is done by itself.
 */
export default function PageBroke({ error, reset }: { error: Error; reset: () => void }) {
  const missing = isMissingPart(error)
  const [loading, setLoading] = useState(missing)

  useEffect(() => {
    if (!missing) return
    const left = new AbortController()
    loadAnew(left.signal).then(setLoading)
    return () => left.abort()
  }, [missing])

  if (loading) {
    return (
      <Center as="main" minH="dvh" p="4">
        <Stack align="center" gap="4" textAlign="center" role="status">
          <Mark size="12" />
          <Text color="fg.muted">A part of this page is missing. It is loaded anew as soon as ATOM answers.</Text>
        </Stack>
      </Center>
    )
  }
  return (
    <Center as="main" minH="dvh" p="4">
      <Stack align="center" gap="4" textAlign="center" role="alert">
        <Mark size="12" />
        <Heading as="h1" size="xl">
          This page broke
        </Heading>
        <Text color="fg.muted">What was saved is safe. Draw the page again; if it breaks again, load it anew.</Text>
        <Button size="sm" onClick={missing ? () => location.reload() : reset}>
          {missing ? 'Load it anew' : 'Draw it again'}
        </Button>
      </Stack>
    </Center>
  )
}
