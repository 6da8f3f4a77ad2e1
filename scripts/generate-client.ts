import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { currentDocument } from '../apps/server/openapi/current.ts'

const client = join(import.meta.dirname, '../packages/client')
const dataDir = mkdtempSync(join(tmpdir(), 'atom-client-'))
try {
  mkdirSync(join(client, 'generated'), { recursive: true })
  writeFileSync(join(client, 'generated/openapi.json'), `${JSON.stringify(await currentDocument(dataDir), null, 1)}\n`)
  execFileSync(process.execPath, [join(client, 'generate.ts')], { stdio: 'inherit' })
  process.stdout.write('packages/client/generated is up to date.\n')
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
