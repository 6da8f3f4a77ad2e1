import { armFaults, type Context } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { connect } from '@lancedb/lancedb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { indexFolder, tablesIn } from '../index/folder.ts'
import { pairs } from '../index/probe.ts'
import { listJobs } from '../ingest/watched-job.ts'
import { carriedAlone, installation, ShelfSource } from '../testing/installation.ts'
import { patience } from '../testing/patience.ts'
import { rowsWith } from '../testing/rows-with.ts'

const server = 'http://embedder.test/v1#m'
/** Texts by which an index remembers its embedder. */
const probing = 1 + 2 * pairs.length
const birds = ['heron', 'osprey', 'kestrel', 'dipper', 'avocet', 'bittern', 'curlew', 'dunlin', 'egret', 'fulmar', 'gannet', 'godwit']

/** A server whose vectors tell by what bird a text is, and what it was asked. */
function scripted() {
  const asked = {
    texts: [] as string[],
    chosen: undefined as string | undefined,
    forgotten: [] as string[],
    away: false,
    turned: 0,
    meanwhile: undefined as (() => Promise<void>) | undefined,
  }
  const vectorOf = (text: string): Float32Array => {
    const vector = Float32Array.from({ length: 16 }, () => 0.05)
    const at = birds.findIndex(bird => text.includes(bird))
    vector[(Math.max(at, 12 + (text.length % 3)) + asked.turned) % 16] = 1
    const length = Math.hypot(...vector)
    return vector.map(x => x / length)
  }
  const embedders: typeof carriedAlone = {
    chosenId: async () => asked.chosen ?? (await carriedAlone.chosenId(undefined as never)),
    chosen: async ctx => (asked.chosen === undefined ? carriedAlone.chosen(ctx) : { id: asked.chosen, dimension: 16 }),
    embedAtAddress: async (_, _space, texts) => {
      if (asked.away) throw new Error('nobody is there')
      asked.texts.push(...texts)
      const { meanwhile } = asked
      asked.meanwhile = undefined
      await meanwhile?.()
      return texts.map(vectorOf)
    },
    forgetOthers: async (_, used) => void asked.forgotten.push(used),
  }
  return { asked, embedders }
}

describe.each(dialects)('embedding anew on $name', patience, dialect => {
  let world: Awaited<ReturnType<typeof installation>>
  let asked: ReturnType<typeof scripted>['asked']
  const shelf = new ShelfSource()
  for (const bird of birds) shelf.put(bird, `The ${bird} was seen near the harbour.`)
  beforeEach(async () => {
    const script = scripted()
    asked = script.asked
    world = await installation(dialect, shelf, {}, undefined, script.embedders)
  })
  afterEach(() => world.close())

  const tables = () => tablesIn(indexFolder(`${world.dataDir}/memory`, world.ctx.workspaceId))
  const choose = async (id: string | undefined) => {
    asked.chosen = id
    await world.storage.unitOfWork.writing(world.ctx, tx => world.memory.embedderChosen(tx))
  }
  const found = async (query: string) => (await world.memory.search(world.ctx, query, {}, 3)).map(({ title }) => title)
  const job = async (ctx: Context) => {
    return (await listJobs(ctx)).find(({ id }) => id === 'reembed')
  }

  const done = () => expect.poll(async () => (await job(world.ctx))?.status, { timeout: 45_000 }).toBe('done')

  test('a change embeds everything with the new one, then that serves and the former is gone', async () => {
    await world.sync()
    const before = tables()
    await choose(server)
    await done()
    expect(await job(world.ctx)).toMatchObject({ kind: 'reembed', status: 'done' })
    expect(asked.texts.filter(text => text.includes('harbour'))).toHaveLength(birds.length)
    expect(tables()).toHaveLength(1)
    expect(tables()).not.toEqual(before)
    expect(asked.forgotten).toEqual([server])
    const folder = indexFolder(`${world.dataDir}/memory`, world.ctx.workspaceId)
    const connection = await connect(folder)
    const table = await connection.openTable(tables()[0] as string)
    const schema = await table.schema()
    expect(schema.metadata.get('embedder')).toBe(server)
    table.close()
    connection.close()
    expect((await found('osprey'))[0]).toBe('osprey')
    expect(asked.texts.at(-1)).toBe('osprey')
  })

  // The database takes no part in what differs further.
  if (dialect.name !== 'sqlite') return

  test('a first reading takes what was chosen, and what is read later too', async () => {
    await choose(server)
    await done()
    await world.sync()
    const read = asked.texts.length
    shelf.put('late', 'The heron and the osprey were seen again.')
    await world.sync()
    shelf.texts.delete('late')
    // Before the first and, as the workspace has an index by then, once more before the second it is proved that it is the same model.
    expect([tables().length, read, asked.texts.length]).toEqual([1, birds.length + probing, birds.length + probing + 1 + probing])
  })

  test('while the new one is away the former serves, and it says why', async () => {
    await world.sync()
    asked.away = true
    await choose(server)
    await expect.poll(async () => (await job(world.ctx))?.status, { timeout: 45_000 }).toBe('failed')
    expect((await job(world.ctx))?.error).toBe('nobody is there')
    expect((await found('osprey'))[0]).toBe('osprey')
    asked.away = false
    await choose(undefined)
    await done()
    expect(tables()).toHaveLength(1)
    expect(asked.texts).toEqual([])
  })

  test('cut off as the new one begins to serve, the former goes when it is taken up again', async () => {
    await world.sync()
    armFaults([{ point: 'reembed.switched', does: 'fail', milliseconds: 0, passage: 1 }])
    await choose(server)
    await expect.poll(async () => (await job(world.ctx))?.status, { timeout: 45_000 }).toBe('failed')
    armFaults([])
    expect(tables()).toHaveLength(2)
    expect((await found('osprey'))[0]).toBe('osprey')
    const embedded = asked.texts.filter(text => text.includes('harbour')).length
    await choose(server)
    await done()
    expect(tables()).toHaveLength(1)
    expect(asked.texts.filter(text => text.includes('harbour'))).toHaveLength(embedded)
    expect(asked.forgotten).toEqual([server])
  })

  test('a model that was exchanged under its name is noticed, and chosen again it is embedded with anew', async () => {
    asked.chosen = server
    await world.sync()
    asked.turned = 1
    await expect(found('osprey')).rejects.toMatchObject({ code: 'memory.embedder_changed' })
    await choose(server)
    await done()
    expect((await found('osprey'))[0]).toBe('osprey')
    expect(tables()).toHaveLength(1)
  })

  test('what is read while the new one is made is in it, and what is forgotten is in neither', async () => {
    await world.sync()
    const { ctx } = world
    asked.meanwhile = async () => {
      shelf.put('late', 'The wren came late to the harbour.')
      shelf.texts.delete('godwit')
      await world.memory.syncBuiltIn(ctx)
    }
    await choose(server)
    await done()
    await expect.poll(async () => (await found('wren'))[0], { timeout: 45_000 }).toBe('late')
    shelf.texts.delete('late')
    shelf.put('godwit', 'The godwit was seen near the harbour.')
    expect(await found('godwit')).not.toContain('godwit')
    await expect.poll(() => rowsWith(`${world.dataDir}/memory`, 'godwit'), { timeout: 45_000 }).toBe(0)
  })
})
