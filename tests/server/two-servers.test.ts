import { describe, expect, test } from 'vitest'
import { databases } from '../api/world.ts'
import { startServer } from '../harness/server.ts'

const postgres = databases.find(({ name }) => name === 'postgres')

describe.runIf(postgres)('two servers on one PostgreSQL', () => {
  test('the second is refused in a sentence, and may start once the first is dead', { timeout: 60_000 }, async () => {
    const { env, drop } = await (postgres as (typeof databases)[number]).create()
    const shared = { ...env, ATOM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') }
    const first = await startServer({ env: shared })
    const second = await startServer({ env: shared, awaitReady: false })
    expect(await second.ended).toBe(1)
    expect(second.log.trim()).toMatch(
      new RegExp(`^Another ATOM server \\(.*:${first.pid}( at .*)?\\) uses this PostgreSQL database\\. Stop it first`),
    )
    await first.kill9()
    await second.restart()
    expect((await second.request('/health')).body).toEqual({ status: 'ready' })
    await second.stop()
    await first.stop()
    await drop()
  })
})
