'use client'
import { Alert, Button, chakra, Field, Input, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { ApiError, api, sentence } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { NewPasswordField } from '../fields/new-password-field.tsx'
import { say } from '../toaster.tsx'
import { Section } from './section.tsx'
import { Sessions } from './sessions.tsx'

const friendly = (error: unknown) =>
  error instanceof ApiError && error.code === 'INVALID_PASSWORD' ? 'That is not your current password.' : sentence(error)

/** The person's password, and where they are signed in. */
export function Security() {
  return (
    <>
      <Password />
      <Sessions />
    </>
  )
}

function Password() {
  const client = useQueryClient()
  const { data: me } = useMe()
  const change = useMutation({
    mutationFn: (form: Record<string, string>) => api.post('/api/auth/change-password', { ...form, revokeOtherSessions: true }),
    onSuccess: () => {
      say('Your password is new. You were signed out everywhere else.')
      client.invalidateQueries({ queryKey: ['sessions-of-mine'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { currentPassword = '', newPassword = '' } = Object.fromEntries(new FormData(form)) as Record<string, string>
    change.mutate({ currentPassword, newPassword }, { onSuccess: () => form.reset() })
  }
  return (
    <Section title="Password" say="A new password signs you out everywhere but here. API keys go on working; revoke them under API keys.">
      <chakra.form onSubmit={submit} method="post" maxW="panel">
        <Stack gap="4" align="start">
          {change.isError && (
            <Alert.Root status="error" size="sm" borderRadius="control">
              <Alert.Indicator />
              <Alert.Title>{friendly(change.error)}</Alert.Title>
            </Alert.Root>
          )}
          <input type="text" name="username" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
          <Field.Root required>
            <Field.Label>Current password</Field.Label>
            <Input name="currentPassword" type="password" maxLength={128} autoComplete="current-password" size="sm" />
          </Field.Root>
          <NewPasswordField label="New password" name="newPassword" size="sm" />
          <Button size="sm" type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Stack>
      </chakra.form>
    </Section>
  )
}
