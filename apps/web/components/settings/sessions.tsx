'use client'
import { Badge, Button, HStack, Icon, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Laptop, Smartphone } from 'lucide-react'
import { type Address, api } from '../../lib/api.ts'
import { browserWords } from '../../lib/browser-words.ts'
import { SkeletonRows } from '../async-list.tsx'
import { Problem } from '../problem.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'
import { Section } from './section.tsx'

interface Session {
  id: string
  token: string
  createdAt: string
  userAgent?: string | null
}

/** Where the person is signed in. */
export function Sessions() {
  const client = useQueryClient()
  const sessions = useQuery({
    queryKey: ['sessions-of-mine'],
    queryFn: async ({ signal }) => {
      const [all, here] = await Promise.all([
        api.get<Session[]>('/api/auth/list-sessions', {}, signal),
        api.get<{ session: Session } | null>('/api/auth/get-session', {}, signal),
      ])
      const mine = (one: Session) => one.token === here?.session.token
      return all
        .map(one => ({ ...one, here: mine(one) }))
        .sort((a, b) => Number(b.here) - Number(a.here) || (a.createdAt < b.createdAt ? 1 : -1))
    },
  })
  const settled = { onError: complain, onSettled: () => client.invalidateQueries({ queryKey: ['sessions-of-mine'] }) }
  const end = useMutation({
    mutationFn: ({ path, body }: { path: Address<'post'>; body?: object }) => api.post(path, body),
    onSuccess: () => say('Signed out there'),
    ...settled,
  })
  const others = sessions.data?.some(one => !one.here)
  return (
    <Section
      title="Where you are signed in"
      say="A session lasts thirty days from when it was last used. End one you do not know, and change your password."
      action={
        others && (
          <Button
            size="sm"
            variant="outline"
            flexShrink="0"
            loading={end.isPending}
            onClick={() => end.mutate({ path: '/api/auth/revoke-other-sessions' })}
          >
            Sign out everywhere else
          </Button>
        )
      }
    >
      {sessions.isPending ? (
        <SkeletonRows rows={2} label="Sessions" />
      ) : sessions.isError ? (
        <Problem error={sessions.error} onRetry={() => sessions.refetch()} />
      ) : (
        <Stack as="ul" gap="0" listStyleType="none" aria-label="Sessions">
          {sessions.data.map(({ id, token, createdAt, userAgent, here }) => {
            const { title, phone } = browserWords(userAgent ?? '')
            return (
              <HStack as="li" key={id} minH="12" borderBottomWidth="1px" gap="3">
                <Icon asChild boxSize="4" color="fg.subtle">
                  {phone ? <Smartphone aria-hidden /> : <Laptop aria-hidden />}
                </Icon>
                <Stack gap="0" flex="1" minW="0">
                  <Text truncate fontWeight="medium" title={userAgent ?? undefined}>
                    {title}
                  </Text>
                  <Text fontSize="xs" color="fg.muted">
                    since <When value={createdAt} ago />
                  </Text>
                </Stack>
                {here ? (
                  <Badge>Here</Badge>
                ) : (
                  <Button
                    size="xs"
                    variant="ghost"
                    color="fg.error"
                    aria-label={`Sign out of ${title}`}
                    onClick={() => end.mutate({ path: '/api/auth/revoke-session', body: { token } })}
                  >
                    Sign out
                  </Button>
                )}
              </HStack>
            )
          })}
        </Stack>
      )}
    </Section>
  )
}
