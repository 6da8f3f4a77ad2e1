'use client'
import { Alert, Button, chakra, Field, Input, Link, Stack, Text } from '@chakra-ui/react'
import { useQueryClient } from '@tanstack/react-query'
import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { ApiError, api, sentence } from '../../lib/api.ts'
import { browserZone } from '../../lib/days.ts'
import { mayJoin, useInstance } from '../../lib/instance.ts'
import { invitationToken, useInvitation } from '../../lib/invitation.ts'
import { NewPasswordField } from '../fields/new-password-field.tsx'
import { SignFrame } from './sign-frame.tsx'

const words = {
  in: {
    title: 'Welcome back',
    say: 'Sign in to go on where you left off.',
    button: 'Sign in',
    path: '/api/auth/sign-in/email',
    other: 'New here?',
    link: 'Make an account',
    href: '/sign-up',
  },
  up: {
    title: 'Say it, and it is done',
    say: 'Make an account. Everything you write stays on the machine that ATOM runs on.',
    button: 'Make account',
    path: '/api/auth/sign-up/email',
    other: 'Have an account?',
    link: 'Sign in',
    href: '/sign-in',
  },
} as const

const friendly = (error: unknown, kind: 'in' | 'up') => {
  if (!(error instanceof ApiError)) return sentence(error)
  if (/INVALID_EMAIL_OR_PASSWORD|INVALID_PASSWORD/.test(error.code))
    return 'That e-mail and password do not belong together. Check both and try again.'
  if (/USER_ALREADY_EXISTS/.test(error.code)) return 'There is an account with this e-mail already. Sign in instead.'
  if (error.code === 'INVITATION_UNUSABLE' && kind === 'in')
    return 'This invitation was used meanwhile, has run out, or is for another e-mail address. Ask for a new one.'
  if (error.status === 429) return 'Too many attempts. Wait a minute, then try again.'
  if (error.status === 401 && kind === 'in') return 'That e-mail and password do not belong together. Check both and try again.'
  return sentence(error)
}

/** Signs in or up with e-mail and password. */
export function SignForm({ kind }: { kind: 'in' | 'up' }) {
  const say = words[kind]
  const router = useRouter()
  const client = useQueryClient()
  const instance = useInstance()
  const invitation = useInvitation()
  const invited = invitation.data?.usable ? invitation.data : undefined
  const dead = invitation.data?.usable === false
  const shut = kind === 'up' && instance.data ? !mayJoin(instance.data) : false
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    const token = invitationToken()
    if (token && (kind === 'up' || !dead)) form.invitation = token
    setBusy(true)
    setProblem(undefined)
    try {
      await api.post(say.path, form)
      // Somebody new has chosen no zone yet: the browser's it is. Settings can change it; the server's goes on if this fails.
      if (kind === 'up') await api.patch('/api/me', { timeZone: browserZone(), locale: navigator.language }).catch(() => {})
      client.clear()
      const next = new URLSearchParams(window.location.search).get('next')
      router.replace(next?.startsWith('/') && !next.startsWith('//') ? next : '/')
    } catch (error) {
      setProblem(friendly(error, kind))
      setBusy(false)
    }
  }

  const carry = invitation.data ? `?invitation=${encodeURIComponent(invitationToken() ?? '')}` : ''
  return (
    <SignFrame
      title={dead && kind === 'up' ? 'This invitation cannot be used' : say.title}
      say={
        invited?.workspace
          ? `You are invited into “${invited.workspace}”. ${kind === 'up' ? 'Make an account to join.' : 'Sign in to join again.'}`
          : dead && kind === 'up'
            ? undefined
            : say.say
      }
    >
      {dead && kind === 'up' ? (
        <Text role="alert">It was used already, has run out, or never was one. Ask whoever sent it for a new link.</Text>
      ) : shut ? (
        <Text>New accounts are made by invitation here. Ask the person who runs this ATOM for a link.</Text>
      ) : (
        <chakra.form onSubmit={submit} method="post" visibility={invitation.isPending && kind === 'up' ? 'hidden' : undefined}>
          <Stack gap="4">
            {problem && (
              <Alert.Root status="error" size="sm" borderRadius="control">
                <Alert.Indicator />
                <Alert.Title>{problem}</Alert.Title>
              </Alert.Root>
            )}
            {kind === 'up' && (
              <Field.Root required>
                <Field.Label>Name</Field.Label>
                <Input name="name" autoComplete="name" maxLength={100} autoFocus />
              </Field.Root>
            )}
            <Field.Root required>
              <Field.Label>E-mail</Field.Label>
              <Input
                key={invited?.email}
                name="email"
                type="email"
                autoComplete="email"
                autoFocus={kind === 'in'}
                {...(invited?.email ? { defaultValue: invited.email, readOnly: true } : {})}
              />
              {invited?.email && <Field.HelperText>The invitation is for this address alone.</Field.HelperText>}
            </Field.Root>
            {kind === 'up' ? (
              <NewPasswordField />
            ) : (
              <Field.Root required>
                <Field.Label>Password</Field.Label>
                <Input name="password" type="password" maxLength={128} autoComplete="current-password" />
                <Field.HelperText>
                  Forgotten? An owner or admin of your workspace can make you a link for a new one, in the settings under People.
                </Field.HelperText>
              </Field.Root>
            )}
            <Button type="submit" loading={busy} mt="2">
              {say.button}
            </Button>
          </Stack>
        </chakra.form>
      )}
      {(kind === 'up' || carry || instance.data?.signUp === 'open') && (
        <Text color="fg.muted">
          {say.other}{' '}
          <Link asChild color="accent.fg" fontWeight="medium">
            <NextLink href={`${say.href}${dead ? '' : carry}`}>{say.link}</NextLink>
          </Link>
        </Text>
      )}
    </SignFrame>
  )
}
