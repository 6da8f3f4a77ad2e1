'use client'
import { Code, Stack, Text } from '@chakra-ui/react'
import { CopyLine } from '../automations/copy-line.tsx'

export interface HookAuth {
  type?: string
  header?: string
  algorithm?: string
  encoding?: string
  prefix?: string
}

interface Props {
  url: string
  methods: readonly string[]
  auth: HookAuth | undefined
}

/** A call to the address as a line for a terminal, with the secret in the variable SECRET; it needs curl, and openssl for a signature. */
export function callLine({ url, methods, auth }: Props): string {
  const method = methods[0] ?? 'POST'
  const body = method === 'GET' ? '' : ` -H 'content-type: application/json' -d '{"hello":"world"}'`
  const call = `curl -X ${method} '${url}'`
  if (auth?.type === 'token') {
    return `${call} -H "${auth.header ? `${auth.header}: ` : 'authorization: Bearer '}$SECRET"${body}`
  }
  if (auth?.type !== 'hmac') return `${call}${body}`
  const digest = `openssl dgst -${auth.algorithm ?? 'sha256'} -hmac "$SECRET" -binary`
  const encoded = auth.encoding === 'base64' ? 'openssl base64 -A' : 'xxd -p -c 256'
  const sent = method === 'GET' ? '' : '{"hello":"world"}'
  return `BODY='${sent}'; ${call} -H "${auth.header ?? 'x-signature'}: ${auth.prefix ?? ''}$(printf %s "$BODY" | ${digest} | ${encoded})"${method === 'GET' ? '' : ` -H 'content-type: application/json' -d "$BODY"`}`
}

/** How the address is called: with what in which header, and a line to try it. */
export function HookHowTo(props: Props) {
  const { auth } = props
  return (
    <Stack gap="1.5">
      <Text fontWeight="medium">How to call it</Text>
      <Text fontSize="xs" color="fg.muted">
        {auth?.type === 'token' ? (
          <>
            Send the secret in the header <Code size="sm">{auth.header ?? 'authorization'}</Code>
            {auth.header ? '' : ', after “Bearer”'}. A call without it is answered 401.
          </>
        ) : auth?.type === 'hmac' ? (
          <>
            Sign the body as it is sent: HMAC with {(auth.algorithm ?? 'sha256').toUpperCase()} and the secret, in {auth.encoding ?? 'hex'}
            {auth.prefix ? `, after “${auth.prefix}”` : ''}, in the header <Code size="sm">{auth.header ?? 'x-signature'}</Code>. Another
            signature is answered 401.
          </>
        ) : (
          'Whoever knows the address can call it. Choose “auth” below to ask for a secret.'
        )}{' '}
        A call with an Idempotency-Key that came before starts nothing new.
      </Text>
      <CopyLine label="Line for a terminal" value={callLine(props)} />
      {auth?.type && (
        <Text fontSize="xs" color="fg.muted">
          Put the secret into SECRET first. ATOM keeps it encrypted and shows it to nobody.
        </Text>
      )}
    </Stack>
  )
}
