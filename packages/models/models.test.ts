import { type Context, createOutboundHttp, EgressGuard, parseInput } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { dialects, testContext } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createModels, type Models } from './index.ts'
import { modelMigrations } from './migrations/index.ts'

const files = ['model.onnx', 'tokenizer.json', 'config.json'].map(name => ({
  name,
  url: `https://models.example/${name}`,
  sha256: 'a'.repeat(64),
}))

describe('the package put together', () => {
  let storage: Storage
  let ctx: Context
  const queued: unknown[] = []
  beforeAll(async () => {
    storage = await (dialects[0] as (typeof dialects)[0]).open([modelMigrations])
    const jobs = { enqueue: async (_: Context, job: unknown) => `job-${queued.push(job)}`, cancel: async () => false }
    ctx = { ...testContext(storage, { jobs }), http: createOutboundHttp(new EgressGuard({ allow: [] })) }
  })
  afterAll(() => storage.close())

  const make = (modelsDir?: string, owns = true): Models =>
    createModels({
      storage,
      config: { model: undefined, modelsDir, egressAllow: [], embeddings: undefined, embedder: undefined },
      ownsInstance: async () => owns,
      embedderChosen: async () => {},
    })
  const call = (models: Models, id: string, input: object = {}) => {
    const skill = models.skills.find(one => one.id === id)
    if (!skill) throw new Error(id)
    return skill.run(ctx, parseInput(skill, input))
  }

  test('offers every skill for settings only, never in chat', () => {
    expect(make().skills.filter(skill => !skill.internal)).toEqual([])
  })

  test('lists the carried embedder', async () => {
    expect(await call(make(), 'embedders.list')).toEqual({
      items: [{ id: 'all-MiniLM-L6-v2-int8', dimension: 384, origin: 'carried', chosen: true }],
      nextCursor: null,
    })
  })

  test('fetches nothing where the operator named no folder', async () => {
    await expect(call(make(), 'embedders.fetch', { id: 'e5', files })).rejects.toMatchObject({ code: 'models.no_models_dir' })
  })

  test('fetches in the background, one job for one model', async () => {
    expect(await call(make('/nowhere'), 'embedders.fetch', { id: 'e5', files })).toEqual({ jobId: 'job-1' })
    expect(queued).toEqual([{ kind: 'embedder.fetch', payload: { id: 'e5', files }, key: 'embedder.fetch:e5' }])
  })

  test('fetches nothing for an owner of a workspace who does not own the installation', async () => {
    const asked = queued.length
    await expect(call(make('/nowhere', false), 'embedders.fetch', { id: 'e5', files })).rejects.toMatchObject({
      code: 'models.fetch_is_for_owner',
    })
    expect(queued).toHaveLength(asked)
  })

  test.each(['https://models.example/m?signature=abc', 'https://ana:secret@models.example/m', 'https://models.example/m#secret'])(
    'keeps no address that may hold a secret: %s',
    async url => {
      const asked = queued.length
      const signed = files.map((file, n) => (n === 1 ? { ...file, url } : file))
      await expect(call(make('/nowhere'), 'embedders.fetch', { id: 'e5', files: signed })).rejects.toMatchObject({
        code: 'models.fetch_url_secret',
      })
      expect(queued).toHaveLength(asked)
    },
  )

  test.each(['..', '../x', 'a/b', ''])('refuses the name %j, which is no folder’s', async id => {
    await expect(async () => call(make('/nowhere'), 'embedders.fetch', { id, files })).rejects.toMatchObject({
      code: 'kernel.invalid_input',
    })
  })
})
