'use client'
import { Button, Heading, SimpleGrid, Stack, Text } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { suggestions } from '../../lib/chat/suggestions.ts'
import { minutesOf, onClock } from '../../lib/days.ts'
import { useMayWrite } from '../../lib/may.ts'
import { useMe, usePlace } from '../../lib/me.ts'
import type { Contact, Paged, Task } from '../../lib/records.ts'
import { Mark } from '../logo.tsx'

const greeting = (hour: number) => (hour < 5 ? 'Good night' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening')

/** The empty chat: a greeting and six things this person could say now. */
export function Welcome({ onSay }: { onSay: (text: string) => void }) {
  const { data: me } = useMe()
  const { zone } = usePlace()
  const mayWrite = useMayWrite()
  const known = useQuery({
    queryKey: ['tasks', 'suggestions'],
    queryFn: async () => {
      const [tasks, contacts] = await Promise.all([
        api.get<Paged<Task>>('/api/tasks', { filter: 'open', limit: 20 }),
        api.get<Paged<Contact>>('/api/contacts', { limit: 1 }),
      ])
      return { tasks: tasks.items, contacts: contacts.items }
    },
  })
  const now = new Date()
  const hour = Math.floor(minutesOf(onClock(now, zone)) / 60)
  const offers = suggestions({ tasks: known.data?.tasks ?? [], contacts: known.data?.contacts ?? [], hour, now, mayWrite })
  return (
    <Stack gap="8" w="full" py="8" my="auto">
      <Stack gap="2" align="center" textAlign="center">
        <Mark size="12" />
        <Heading as="h1" size="3xl" letterSpacing="tight" mt="2">
          {greeting(hour)}
          {me?.name ? `, ${me.name.split(' ')[0]}` : ''}
        </Heading>
        <Text color="fg.muted" fontSize="md">
          {mayWrite ? 'Say it, and it is done.' : 'Ask about what is here.'}
        </Text>
      </Stack>
      <SimpleGrid columns={{ base: 1, sm: 2 }} gap="2" visibility={known.isPending ? 'hidden' : undefined}>
        {offers.map(offer => (
          <Button
            key={offer}
            variant="outline"
            h="auto"
            minH="12"
            py="2"
            px="4"
            justifyContent="start"
            textAlign="start"
            whiteSpace="normal"
            fontWeight="normal"
            borderRadius="card"
            onClick={() => onSay(offer)}
          >
            {offer}
          </Button>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
