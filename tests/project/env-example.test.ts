import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { envExample } from '../../scripts/env-example.ts'

test('.env.example names every setting, with its description and default', () => {
  // After a change of packages/kernel/config.ts: node scripts/run.mjs scripts/env-example.ts
  expect(readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8')).toBe(envExample())
})
