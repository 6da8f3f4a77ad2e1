'use client'
import type { ResetLinkState } from '@atom/contracts'
import { Button, chakra, Link, Skeleton, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQuery } from '@tanstack/react-query'
import NextLink from 'next/link'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { NewPasswordField } from '../fields/new-password-field.tsx'
import { Problem } from '../problem.tsx'
import { Refusal } from '../refusal.tsx'
import { SignFrame } from './sign-frame.tsx'

/** Behind the hash, so that it is sent to no server before it is used, and stands in no log. */
const tokenHere = () => window.location.hash.slice(1)

/** Sets a new password by a link that somebody who may made. */
export function ResetForm() {
  const link = useQuery({
    queryKey: ['reset-link'],
    queryFn: async (): Promise<ResetLinkState> => {
      const token = tokenHere()
      return token === '' || token.length > 200 ? { usable: false } : api.post<ResetLinkState>('/api/reset-links/check', { token })
    },
  })
  const reset = useMutation({
    mutationFn: (newPassword: string) => api.post('/api/auth/reset-password', { newPassword, token: tokenHere() }),
    // The address is worth nothing any more.
    onSuccess: () => window.history.replaceState(null, '', window.location.pathname),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    reset.mutate(String(new FormData(event.currentTarget).get('password')))
  }
  const signIn = (
    <Button asChild>
      <NextLink href="/sign-in">Sign in</NextLink>
    </Button>
  )
  if (reset.isSuccess)
    return (
      <SignFrame title="Your password is new" say="You were signed out everywhere. Sign in with the new password.">
        {signIn}
      </SignFrame>
    )
  if (link.isPending)
    return (
      <SignFrame title="A new password">
        <Skeleton h="40" borderRadius="control" aria-busy="true" role="status" aria-label="Looking at the link" />
      </SignFrame>
    )
  if (link.isError)
    return (
      <SignFrame title="A new password">
        <Problem error={link.error} onRetry={() => link.refetch()} />
      </SignFrame>
    )
  if (!link.data.usable)
    return (
      <SignFrame title="This link cannot be used">
        <Text role="alert">
          It was used already, has run out after an hour, or never was one. Ask an owner or admin of your workspace for a new one.
        </Text>
        <Link asChild color="accent.fg" fontWeight="medium">
          <NextLink href="/sign-in">Back to signing in</NextLink>
        </Link>
      </SignFrame>
    )
  return (
    <SignFrame title="A new password" say={`For ${link.data.name}, who signs in as ${link.data.email}.`}>
      <chakra.form onSubmit={submit} method="post">
        <Stack gap="4">
          {reset.isError && <Refusal error={reset.error} />}
          <input type="text" name="email" autoComplete="username" value={link.data.email} readOnly hidden />
          <NewPasswordField label="New password" focus />
          <Button type="submit" loading={reset.isPending} mt="2">
            Set password
          </Button>
        </Stack>
      </chakra.form>
    </SignFrame>
  )
}
