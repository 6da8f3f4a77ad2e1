import { type Context, parseInput, type Skill } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { dialects, testContext } from '@atom/storage/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modelMigrations } from '../migrations/index.ts'
import { chooseEmbedder, tryEmbedder } from '../skills/embedders.ts'
import { openScriptedEmbedder, type ScriptedEmbedder } from '../testing.ts'
import { EmbedderLadder, type LadderOptions } from './embedder-ladder.ts'
import { EmbedderRegistry } from './embedder-registry.ts'

const nothingSet = { model: undefined, embeddings: undefined, embedder: undefined, egressAllow: [] }
const carried = { id: 'all-MiniLM-L6-v2-int8', dimension: 384 }

for (const dialect of dialects)
  describe(`the ladder of embedders on ${dialect.name}`, () => {
    let storage: Storage
    let server: ScriptedEmbedder
    let ctx: Context
    const told: string[] = []
    beforeAll(async () => {
      storage = await dialect.open([modelMigrations])
    })
    afterAll(() => storage.close())
    beforeEach(async () => {
      server = await openScriptedEmbedder(8)
      ctx = testContext(storage, {})
      told.length = 0
    })
    afterEach(() => server.close())

    const ladderOf = (config: Partial<LadderOptions['config']> = {}) =>
      new EmbedderLadder({ registry: new EmbedderRegistry(), vault: storage.vault, config: { ...nothingSet, ...config }, pause: 1 })
    const environment = (key?: string) => ({ embeddings: { baseUrl: server.url, model: 'm', apiKey: key } })
    const choosing = (ladder: EmbedderLadder, owner = true) => ({
      ladder,
      config: nothingSet,
      ownsInstance: async () => owner,
      chosen: async (tx: Context) => void told.push(tx.workspaceId),
    })
    const run = (skill: Skill, input: object, caller = ctx) =>
      storage.unitOfWork.writing(caller, async tx => skill.output.parse(await skill.run(tx, parseInput(skill, input))))
    const secrets = async () =>
      (await storage.kysely.selectFrom('secret').where('workspace_id', '=', ctx.workspaceId).selectAll().execute()).length

    test('without any setting it is the carried model; with one the operator’s server; what the workspace chose goes before both', async () => {
      expect(await ladderOf().chosen(ctx)).toEqual(carried)
      const ladder = ladderOf(environment('sk-operator'))
      expect(await ladder.chosen(ctx)).toEqual({ id: `${server.url}#m`, dimension: 8 })
      expect(server.requests[0]?.authorization).toBe('Bearer sk-operator')
      await run(chooseEmbedder(choosing(ladder)), { id: carried.id })
      expect(await ladder.chosen(ctx)).toEqual(carried)
      expect(await ladder.chosen(testContext(storage, {}))).toEqual({ id: `${server.url}#m`, dimension: 8 })
      expect(told).toEqual([ctx.workspaceId])
    })

    test('a server is chosen with its key in the vault, and forgotten with it when no index needs it', async () => {
      const ladder = ladderOf()
      const entry = await run(chooseEmbedder(choosing(ladder)), { baseUrl: server.ollama, model: 'nomic-embed-text', apiKey: 'sk-own' })
      const id = `${server.ollama}#nomic-embed-text`
      expect(entry).toEqual({ id, origin: 'address', baseUrl: server.ollama, model: 'nomic-embed-text', hasKey: true, chosen: true })
      const space = await ladder.chosen(ctx)
      const vectors = await ladder.embedAtAddress(ctx, space, ['a red fox', 'the red fox'], 'query')
      expect(vectors.map(vector => [vector.length, Math.round(Math.hypot(...vector) * 1000)])).toEqual([
        [8, 1000],
        [8, 1000],
      ])
      expect(server.requests.at(-1)).toEqual({
        path: '/api/embed',
        model: 'nomic-embed-text',
        input: ['search_query: a red fox', 'search_query: the red fox'],
        authorization: 'Bearer sk-own',
      })
      expect(await secrets()).toBe(1)
      await run(chooseEmbedder(choosing(ladder)), { id: carried.id })
      await storage.unitOfWork.writing(ctx, tx => ladder.forgetOthers(tx, id))
      expect((await ladder.list(ctx)).map(entry => entry.id)).toEqual([carried.id, id])
      await storage.unitOfWork.writing(ctx, tx => ladder.forgetOthers(tx, carried.id))
      expect((await ladder.list(ctx)).map(entry => entry.id)).toEqual([carried.id])
      expect(await secrets()).toBe(0)
      await expect(ladder.embedAtAddress(ctx, space, ['x'], 'query')).rejects.toMatchObject({ code: 'models.no_embedder_address' })
    })

    test('an address inside is for the owner of the installation, one that keeps secrets for nobody, and half a choice is none', async () => {
      const ladder = ladderOf()
      const choose = (input: object, owner = true) => run(chooseEmbedder(choosing(ladder, owner)), input)
      await expect(choose({ baseUrl: server.url, model: 'm' }, false)).rejects.toMatchObject({ code: 'models.private_address' })
      await expect(choose({ baseUrl: 'http://169.254.169.254', model: 'm' })).rejects.toMatchObject({ code: 'models.closed_address' })
      await expect(choose({ baseUrl: server.url })).rejects.toMatchObject({ code: 'models.bad_embedder_choice' })
      await expect(choose({ id: carried.id, model: 'm' })).rejects.toMatchObject({ code: 'models.bad_embedder_choice' })
      await expect(choose({ id: 'nowhere' })).rejects.toMatchObject({ code: 'models.unknown_embedder' })
      expect(told).toEqual([])
    })

    test('a server that cannot be reached, or is another, is an error and never another embedder', async () => {
      const ladder = ladderOf(environment())
      const space = await ladder.chosen(ctx)
      server.dimension = 16
      await expect(ladder.embedAtAddress(ctx, space, ['x'], 'query')).rejects.toMatchObject({ code: 'models.other_dimension' })
      await server.close()
      await expect(ladder.embedAtAddress(ctx, space, ['x'], 'query')).rejects.toMatchObject({ code: 'kernel.unreachable' })
      await expect(ladderOf(environment()).chosen(ctx)).rejects.toMatchObject({ code: 'kernel.unreachable' })
    })

    test('many texts go in several calls and come back in their order', async () => {
      const ladder = ladderOf(environment())
      const space = await ladder.chosen(ctx)
      server.requests.length = 0
      const texts = [...Array.from({ length: 130 }, (_, i) => `text ${i}`), '', 'x'.repeat(20_000)]
      const vectors = await ladder.embedAtAddress(ctx, space, texts, 'passage')
      expect(server.requests.map(({ input }) => input.length)).toEqual([64, 64, 4])
      expect(server.requests[2]?.input.map(text => text.length)).toEqual([8, 8, 1, 6000])
      const [again] = await ladder.embedAtAddress(ctx, space, ['text 129'], 'passage')
      expect(vectors[129]).toEqual(again)
      expect(vectors).toHaveLength(132)
    })

    test('one that takes no more, or fails, is asked again as late as it says; a wait that is too long is an error', async () => {
      const ladder = ladderOf(environment())
      const space = await ladder.chosen(ctx)
      server.requests.length = 0
      server.next({ status: 429, headers: { 'retry-after': '0.01' } }, { status: 503 })
      expect(await ladder.embedAtAddress(ctx, space, ['x'], 'query')).toHaveLength(1)
      expect(server.requests).toHaveLength(3)
      server.next({ status: 429, headers: { 'retry-after': '3600' } })
      await expect(ladder.embedAtAddress(ctx, space, ['x'], 'query')).rejects.toMatchObject({ code: 'models.rate_limited' })
      server.next(...Array.from({ length: 4 }, () => ({ status: 500 })))
      await expect(ladder.embedAtAddress(ctx, space, ['x'], 'query')).rejects.toMatchObject({ code: 'models.provider_failed' })
    })

    test.each([
      ['a wrong key', { status: 401 }, 'models.wrong_key'],
      ['a model it has not', { status: 404 }, 'models.no_such_model'],
      ['a refusal', { status: 400, body: { error: { message: 'too long' } } }, 'models.request_refused'],
      ['something else', { status: 200, body: { hello: 1 } }, 'models.bad_answer'],
      ['too few vectors', { status: 200, body: { data: [] } }, 'models.bad_answer'],
      ['a vector of nothing', { status: 200, body: { data: [{ embedding: [0, 0, 0, 0, 0, 0, 0, 0] }] } }, 'models.bad_answer'],
    ])('%s is said in one sentence', async (_, turn, code) => {
      const ladder = ladderOf(environment())
      const space = await ladder.chosen(ctx)
      server.next(turn)
      await expect(ladder.embedAtAddress(ctx, space, ['x'], 'query')).rejects.toMatchObject({ code })
    })

    test('a caller that stops waits no longer', async () => {
      const ladder = ladderOf(environment())
      const space = await ladder.chosen(ctx)
      const stop = new AbortController()
      server.next('silence')
      const call = ladder.embedAtAddress({ ...ctx, signal: stop.signal }, space, ['x'], 'query')
      stop.abort(new Error('no longer wanted'))
      await expect(call).rejects.toThrow('no longer wanted')
    })

    test('a server is tried before it is chosen', async () => {
      const skill = tryEmbedder(choosing(ladderOf()))
      expect(await run(skill, { baseUrl: server.url, model: 'm' })).toEqual({ ok: true, dimension: 8, latencyMs: expect.any(Number) })
      server.next({ status: 401 })
      expect(await run(skill, { baseUrl: server.url, model: 'm' })).toEqual({ ok: false, problem: expect.stringContaining('API key') })
    })
  })
