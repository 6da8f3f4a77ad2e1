import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { manualClock } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { installation } from '../testing/installation.ts'

const hour = 3_600_000

describe.each(dialects)('uploads in pieces on $name', dialect => {
  let world: Awaited<ReturnType<typeof installation>>
  afterEach(() => world.close())

  test('one that gets no byte for two days goes; each byte gives it two more', async () => {
    world = await installation(dialect)
    const { ctx, dataDir } = world
    const { uploads } = world.memory.files
    const clock = ctx.clock as ReturnType<typeof manualClock>
    const { id } = await uploads.begin(ctx, { name: 'a.txt', mediaType: 'text/plain', size: 6 })
    const place = join(dataDir, 'files/.uploads', id)
    clock.advance(40 * hour)
    expect(await uploads.receive(ctx, id, 0, Readable.from([Buffer.from('abc')]))).toBe(3)
    clock.advance(40 * hour)
    await uploads.expire(ctx, id)
    expect(await uploads.find(ctx, id)).toMatchObject({ received: 3, size: 6, fileId: undefined })
    clock.advance(8 * hour)
    await expect(uploads.find(ctx, id)).rejects.toMatchObject({ code: 'kernel.not_found' })
    expect(existsSync(place)).toBe(true)
    await uploads.expire(ctx, id)
    expect(existsSync(place)).toBe(false)
    expect((await uploads.unfinished(ctx, {})).items).toEqual([])
  })

  test('of two that write at once the later goes on from where the first was ended', async () => {
    world = await installation(dialect)
    const { ctx } = world
    const { uploads } = world.memory.files
    const { id } = await uploads.begin(ctx, { name: 'a.txt', mediaType: 'text/plain', size: 6 })
    const hanging = new Readable({ read() {} })
    hanging.push(Buffer.from('abc'))
    const first = uploads.receive(ctx, id, 0, hanging).then(
      () => 'ended',
      () => 'cut off',
    )
    while (sizeOf(join(world.dataDir, 'files/.uploads', id)) < 3) await new Promise(resolve => setTimeout(resolve, 5))
    expect((await uploads.find(ctx, id)).received).toBe(3)
    expect(await first).toBe('cut off')
    expect(await uploads.receive(ctx, id, 3, Readable.from([Buffer.from('def')]))).toBe(6)
    const received = await uploads.complete(ctx, id)
    expect(received.hash).toBe('bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721')
  })

  test('what lies there without a row goes at the start, the rest stays', async () => {
    world = await installation(dialect)
    const { ctx, dataDir } = world
    const { uploads } = world.memory.files
    const { id } = await uploads.begin(ctx, { name: 'a.txt', mediaType: 'text/plain', size: 6 })
    await uploads.receive(ctx, id, 0, Readable.from([Buffer.from('abc')]))
    const left = join(dataDir, 'files/.uploads/left-over')
    writeFileSync(left, 'x')
    await uploads.sweep(ctx)
    expect([existsSync(left), (await uploads.find(ctx, id)).received]).toEqual([false, 3])
  })
})

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
