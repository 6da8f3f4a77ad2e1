import { expect, test } from 'vitest'
import { readConfig } from './index.ts'

test('nothing set gives the documented defaults', () => {
  expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 5058, dataDir: './data', rateLimit: 600 })
})

test.each([
  [{ ATOM_PORT: 'http' }, 'ATOM_PORT is not valid: Expected a port from 0 to 65535, such as 5058.'],
  [{ ATOM_PORT: '-1' }, 'Expected a port'],
  [{ ATOM_EGRESS_ALLOW: '!!' }, 'ATOM_EGRESS_ALLOW is not valid: Expected hosts'],
  [{ ATOM_EGRESS_ALLOW: '10.0.0.0/99' }, 'ATOM_EGRESS_ALLOW is not valid: Expected hosts'],
  [{ ATOM_EGRESS_ALLOW: '10.0.0.0/' }, 'ATOM_EGRESS_ALLOW is not valid: Expected hosts'],
  [{ ATOM_EGRESS_ALLOW: 'nas.local,nas.local/8' }, 'ATOM_EGRESS_ALLOW is not valid: Expected hosts'],
  [{ ATOM_EGRESS_ALLOW: 'fd00::/129' }, 'ATOM_EGRESS_ALLOW is not valid: Expected hosts'],
  [{ ATOM_PORT: '70000' }, 'ATOM_PORT is not valid'],
  [{ ATOM_MASTER_KEY: 'short' }, 'openssl rand -base64 32'],
  [{ ATOM_DATABASE_URL: 'mysql://x' }, 'postgres://'],
  [{ ATOM_SIGN_UP: 'maybe' }, 'ATOM_SIGN_UP is not valid: Expected one of open, invite, closed.'],
  [{ ATOM_MODEL: 'llama3.2' }, 'ATOM_MODEL_BASE_URL is not valid: give the address at which ATOM_MODEL answers.'],
  [{ ATOM_PUBLIC_URL: 'https://example.com/atom' }, 'Expected one without a path, such as https://atom.example.com.'],
  [{ ATOM_MODEL_BASE_URL: 'http://localhost:11434/v1' }, 'ATOM_MODEL is not valid: name the model'],
  [{ ATOM_PROT: '1' }, 'ATOM_PROT is not valid: no such setting'],
])('%o is refused in words', (env, words) => expect(() => readConfig(env)).toThrow(words))

test('a master key may be written in hex, and a token may be short', () => {
  const bytes = Buffer.alloc(32, 7)
  expect(readConfig({ ATOM_MASTER_KEY: bytes.toString('hex') }).masterKey).toBe(bytes.toString('base64'))
  expect(readConfig({ ATOM_MASTER_KEY: bytes.toString('base64') }).masterKey).toBe(bytes.toString('base64'))
  expect(readConfig({ ATOM_METRICS_TOKEN: 'short' }).metricsToken).toBe('short')
})

test('an empty value counts as absent', () => expect(readConfig({ ATOM_PORT: '' }).port).toBe(5058))
