import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { currentDocument } from '../../apps/server/openapi/current.ts'
import { clientTypes } from '../../packages/client/generate.ts'
import { temporaryFolder } from '../harness/temporary.ts'

const generated = (name: string) => readFileSync(join(import.meta.dirname, '../../packages/client/generated', name), 'utf8')

test('the client knows the API as it is; after a change: npm run client:generate', async () => {
  const dataDir = temporaryFolder('data')
  try {
    expect(JSON.parse(generated('openapi.json'))).toEqual(JSON.parse(JSON.stringify(await currentDocument(dataDir))))
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

test('the client’s types are those of its document', async () => {
  expect(generated('api.ts')).toBe(await clientTypes(generated('openapi.json')))
})
