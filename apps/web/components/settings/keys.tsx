'use client'
import { Button, chakra, HStack, Input, Link, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { usePages } from '../../lib/pages.ts'
import type { ApiKey, NewApiKey } from '../../lib/records.ts'
import { AsyncList } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { Empty } from '../empty.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'
import { Section } from './section.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Keys with which programs act as this person in this workspace. */
export function Keys() {
  const client = useQueryClient()
  const keys = usePages<ApiKey>(['keys'], '/api/keys')
  const settled = { onError: complain, onSettled: () => client.invalidateQueries({ queryKey: ['keys'] }) }
  const create = useMutation({ mutationFn: (name: string) => api.post<NewApiKey>('/api/keys', { name }), ...settled })
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => api.remove(`/api/keys/${key.id}`),
    onSuccess: (_answer, key) => say(`Revoked: ${key.name}`),
    ...settled,
  })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name')).trim()
    if (name) create.mutate(name, { onSuccess: () => form.reset() })
  }

  return (
    <Section
      title="API keys"
      say={
        <>
          A program with a key may do what you may do in this workspace. Send it as “Authorization: Bearer …”. What can be called stands in
          the{' '}
          <Link href="/docs" color="accent.fg" target="_blank">
            API documentation
          </Link>
          .
        </>
      }
    >
      <chakra.form onSubmit={submit}>
        <HStack maxW="panel">
          <Input
            size="sm"
            name="name"
            aria-label="Name of the new key"
            placeholder="What is it for?"
            maxLength={100}
            required
            autoComplete="off"
          />
          <Button size="sm" type="submit" loading={create.isPending} flexShrink="0">
            Create key
          </Button>
        </HStack>
      </chakra.form>
      {create.data && (
        <ShownOnce
          title={`Copy the key “${create.data.name}” now. It is not shown again.`}
          label="The new key"
          copy="Copy the key"
          value={create.data.key}
        />
      )}
      <AsyncList
        query={keys}
        label="API keys"
        rows={2}
        empty={
          <Empty icon={KeyRound} title="No keys">
            Create one for each program, so that one can be revoked alone.
          </Empty>
        }
        item={key => (
          <HStack as="li" minH="12" borderBottomWidth="1px" gap="4">
            <Stack gap="0" flex="1" minW="0">
              <Text truncate fontWeight="medium">
                {key.name}
              </Text>
              <Text fontSize="xs" color="fg.muted">
                ends in {key.hint} · made <When value={key.createdAt} ago />
                {key.lastUsedAt ? (
                  <>
                    {' '}
                    · used <When value={key.lastUsedAt} ago />
                  </>
                ) : (
                  ' · never used'
                )}
              </Text>
            </Stack>
            <Confirm
              title={`Revoke “${key.name}”?`}
              say="Programs that use it are refused from now on. This cannot be undone."
              button="Revoke"
              onConfirm={() => revoke.mutate(key)}
            >
              <Button size="xs" variant="ghost" color="fg.error">
                Revoke
              </Button>
            </Confirm>
          </HStack>
        )}
      />
    </Section>
  )
}
