import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { callLine, type HookAuth } from './hook-how-to.tsx'

/** The header a shell would send: curl is stood in for by a function that prints what it is given. */
function sent(auth: HookAuth): string[] {
  const line = callLine({ url: 'https://atom.example/hooks/w/orders', methods: ['POST'], auth })
  const script = `curl() { printf '%s\\n' "$@"; }; SECRET='s3 cret'; ${line}`
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n')
}
const body = '{"hello":"world"}'

test('the line for a terminal sends the token where it is looked for', () => {
  expect(sent({ type: 'token' })).toContain('authorization: Bearer s3 cret')
  expect(sent({ type: 'token', header: 'x-key' })).toContain('x-key: s3 cret')
})

test.each([
  { header: 'x-signature' },
  { header: 'x-hub-signature-256', prefix: 'sha256=' },
  { header: 'x-mac', algorithm: 'sha512', encoding: 'base64' },
] as const)('the line for a terminal signs the body it sends: %o', auth => {
  const { header, prefix = '', algorithm = 'sha256', encoding = 'hex' } = { prefix: '', ...auth } as Required<HookAuth>
  const signature = createHmac(algorithm, 's3 cret')
    .update(body)
    .digest(encoding as 'hex')
  const parts = sent({ type: 'hmac', ...auth })
  expect(parts).toContain(`${header}: ${prefix}${signature}`)
  expect(parts).toContain(body)
})
