import { type Context, createOutboundHttp, EgressGuard, manualClock, parseInput, type Skill } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { dialects, testContext } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modelMigrations } from '../migrations/index.ts'
import { createLanguageModels } from '../providers/language-models.ts'
import { store } from '../store.ts'
import { openScriptedModel, openWorstCaseModel } from '../testing.ts'
import { modelSkills } from './index.ts'

const allow = createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))
const clock = manualClock('2026-11-24T10:00:00.000Z')
const config = { model: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: undefined, name: 'op' }, egressAllow: ['nas.lan:8080'] }
const ownsInstance = async (ctx: Context) => ctx.person.name !== 'Bo'

for (const dialect of dialects)
  describe(`the skills of models on ${dialect.name}`, () => {
    let storage: Storage
    let ctx: Context
    let skills: Map<string, Skill>
    beforeAll(async () => {
      storage = await dialect.open([modelMigrations])
    })
    afterAll(() => storage.close())
    beforeEach(() => {
      ctx = { ...testContext(storage, { clock }), http: allow }
      const deadlines = { firstByte: 20_000, between: 20_000 }
      const models = createLanguageModels({ config, vault: storage.vault, unitOfWork: storage.unitOfWork, deadlines })
      skills = new Map(modelSkills({ models, vault: storage.vault, config, ownsInstance }).map(skill => [skill.id, skill]))
    })

    /** As the door does it: parsed input, a write in a transaction, a read that can only read, parsed output. */
    async function call(id: string, input: object = {}, caller = ctx) {
      const skill = skills.get(id) as Skill
      const parsed = parseInput(skill, input)
      const output =
        skill.effect === 'read'
          ? await skill.run(storage.unitOfWork.reading(caller), parsed)
          : await storage.unitOfWork.writing(caller, tx => skill.run(tx, parsed))
      return skill.output.parse(output)
    }
    const names = async () => (await call('models.list')).items.map((item: { name: string }) => item.name)
    const compatible = { kind: 'openai-compatible', model: 'm', baseUrl: 'http://127.0.0.1:1/v1' }
    const secrets = async () =>
      (await storage.kysely.selectFrom('secret').where('workspace_id', '=', ctx.workspaceId).selectAll().execute()).length

    test('what becomes of a model is told, so that Settings open elsewhere see it', async () => {
      const told: string[] = []
      ctx = { ...ctx, events: { publish: async (_, { name, data }) => void told.push(`${name} ${data.id}`) } }
      const { id } = await call('models.add', compatible)
      await call('models.update', { id, name: 'Other' })
      await call('models.remove', { id })
      expect(told).toEqual([`model.created ${id}`, `model.updated ${id}`, `model.removed ${id}`])
    })

    test('the list comes in pages like any other', async () => {
      for (const name of ['one', 'two', 'three']) await call('models.add', { ...compatible, name })
      const first = await call('models.list', { limit: 2 })
      expect(first.items.map((item: { name: string }) => item.name)).toEqual(['one', 'two'])
      const rest = await call('models.list', { limit: 2, cursor: first.nextCursor })
      expect([rest.items.map((item: { origin: string }) => item.origin), rest.nextCursor]).toEqual([['workspace', 'environment'], null])
      await expect(call('models.list', { cursor: 'none of them' })).rejects.toMatchObject({ code: 'storage.bad_cursor' })
    })

    test('a model is added with its key in the vault and never shown', async () => {
      const added = await call('models.add', { kind: 'openai', model: 'gpt-4.1', apiKey: 'sk-very-secret' })
      expect(added).toEqual({
        id: added.id,
        kind: 'openai',
        name: 'OpenAI gpt-4.1',
        model: 'gpt-4.1',
        hasKey: true,
        enabled: true,
        position: 0,
        origin: 'workspace',
      })
      const everything = JSON.stringify([await call('models.list'), await store.from(ctx, 'model_provider').selectAll().execute()])
      expect(everything).not.toContain('sk-very-secret')
    })

    test('the operator’s model stands last and cannot be changed or removed', async () => {
      await call('models.add', { ...compatible, name: 'Mine' })
      expect(await names()).toEqual(['Mine', '127.0.0.1:9'])
      await expect(call('models.update', { id: 'environment', enabled: false })).rejects.toMatchObject({ code: 'models.set_by_operator' })
      await expect(call('models.remove', { id: 'environment' })).rejects.toMatchObject({ code: 'models.set_by_operator' })
    })

    test('the order can be changed, and stays without gaps when one goes', async () => {
      const ids = []
      for (const name of ['A', 'B', 'C']) ids.push((await call('models.add', { ...compatible, name })).id)
      await call('models.update', { id: ids[2], position: 0 })
      expect(await names()).toEqual(['C', 'A', 'B', '127.0.0.1:9'])
      await call('models.remove', { id: ids[0] })
      const positions = (await call('models.list')).items.map((item: { position: number }) => item.position)
      expect(positions).toEqual([0, 1, 2])
    })

    test('a model that goes takes its key with it', async () => {
      const { id } = await call('models.add', { ...compatible, apiKey: 'k' })
      await call('models.remove', { id })
      expect(await secrets()).toBe(0)
    })

    test('a new key replaces the old one', async () => {
      const { id } = await call('models.add', { ...compatible, apiKey: 'k1' })
      expect((await call('models.update', { id, apiKey: 'k2' })).hasKey).toBe(true)
      expect(await secrets()).toBe(1)
    })

    test('a key is forgotten when the model moves to another host', async () => {
      const { id } = await call('models.add', { ...compatible, apiKey: 'k1' })
      expect((await call('models.update', { id, baseUrl: 'https://elsewhere.example/v1' })).hasKey).toBe(false)
      expect(await secrets()).toBe(0)
    })

    test('a key stays when only the path of the address changes', async () => {
      const { id } = await call('models.add', { ...compatible, apiKey: 'k1' })
      expect((await call('models.update', { id, baseUrl: 'http://127.0.0.1:1/openai/v1/' })).hasKey).toBe(true)
    })

    test('another workspace’s model is not found', async () => {
      const { id } = await call('models.add', compatible)
      const other = { ...ctx, workspaceId: 'another' }
      for (const skill of ['models.update', 'models.remove', 'models.test'])
        await expect(call(skill, { id }, other)).rejects.toMatchObject({ code: 'models.unknown_provider' })
      expect((await call('models.list', {}, other)).items.map((item: { name: string }) => item.name)).toEqual(['127.0.0.1:9'])
    })

    test.each([
      ['a vendor without a key', { kind: 'anthropic', model: 'claude' }, 'models.key_needed'],
      ['a compatible one without an address', { kind: 'openai-compatible', model: 'm' }, 'models.base_url_needed'],
      ['an address with a password', { ...compatible, baseUrl: 'http://user:pw@host/v1' }, 'kernel.invalid_input'],
      ['an address that is not HTTP', { ...compatible, baseUrl: 'file:///etc/passwd' }, 'kernel.invalid_input'],
      ['a kind nobody knows', { kind: 'skynet', model: 'm' }, 'kernel.invalid_input'],
      ['a field nobody knows', { ...compatible, key: 'x' }, 'kernel.invalid_input'],
    ])('refuses %s', async (_, input, code) => {
      await expect(call('models.add', input)).rejects.toMatchObject({ code })
      expect(await names()).toEqual(['127.0.0.1:9'])
    })

    describe('an address on this machine or in its network', () => {
      const bo = () => ({ ...ctx, person: { ...ctx.person, id: 'bo', name: 'Bo' } })
      const at = (baseUrl: string, caller = ctx) => call('models.add', { ...compatible, baseUrl }, caller)
      /** What the way out for all refuses. */
      const closedWay = () => ({ ...ctx, http: createOutboundHttp(new EgressGuard({ allow: [] })) })

      test.each([
        ['http://127.0.0.1:11434/v1', true],
        ['http://localhost:11434/v1', true],
        ['http://[::1]:1234/v1', true],
        ['http://192.168.1.20:11434/v1', true],
        ['http://ollama:11434/v1', true],
        ['http://nas.local/v1', true],
        ['https://api.example.com/v1', undefined],
      ])('%s is the installation’s owner’s to give', async (address, privateAddress) => {
        expect((await at(address)).privateAddress).toBe(privateAddress)
        if (!privateAddress) return expect((await at(address, bo())).privateAddress).toBeUndefined()
        await expect(at(address, bo())).rejects.toMatchObject({
          code: 'models.private_address',
          status: 403,
          message: expect.stringContaining('The owner of this installation may add a model there'),
        })
      })

      test('where the operator allows it anybody may, without more than that', async () => {
        for (const address of ['http://nas.lan:8080/v1', 'http://127.0.0.1:9/v1'])
          expect((await at(address, bo())).privateAddress).toBeUndefined()
      })

      test.each([
        'http://169.254.169.254/v1',
        'http://[fe80::1]/v1',
        'http://[fd00:ec2::254]/v1',
        'http://0.0.0.0:11434/v1',
        'http://0xa9fea9fe/v1',
      ])('%s is closed to the owner too', async address => {
        await expect(at(address)).rejects.toMatchObject({ code: 'models.closed_address', status: 403 })
      })

      test('somebody else may change the model, but not where it is', async () => {
        const { id } = await at('http://127.0.0.1:11434/v1')
        expect(await call('models.update', { id, name: 'Box', baseUrl: 'http://127.0.0.1:11434/v1' }, bo())).toMatchObject({
          name: 'Box',
          privateAddress: true,
        })
        for (const baseUrl of ['http://127.0.0.1:11434/api', 'http://127.0.0.1:11435/v1', 'https://127.0.0.1:11434/v1'])
          await expect(call('models.update', { id, baseUrl }, bo())).rejects.toMatchObject({ code: 'models.private_address' })
        expect((await call('models.update', { id, baseUrl: 'https://api.example.com/v1' }, bo())).privateAddress).toBeUndefined()
        await expect(call('models.update', { id, baseUrl: 'http://127.0.0.1:11434/v1' }, bo())).rejects.toMatchObject({
          code: 'models.private_address',
        })
      })

      test('its test reaches it where nothing else may', async () => {
        const server = await openScriptedModel({ text: 'OK' })
        const { id } = await at(server.url)
        expect(await call('models.test', { id }, closedWay())).toEqual({ ok: true, latencyMs: expect.any(Number) })
        await expect(closedWay().http.request(server.url)).rejects.toMatchObject({ code: 'kernel.egress_refused' })
        await server.close()
      })

      test('one that was added before says who can allow it', async () => {
        const { id } = await at('http://127.0.0.1:1/v1')
        await storage.unitOfWork.writing(ctx, tx => store.update(tx, 'model_provider').set({ private_origin: null }).execute())
        expect(await call('models.test', { id }, closedWay())).toEqual({
          ok: false,
          problem: expect.stringMatching(/^127\.0\.0\.1:1 is on this machine or in its network\. The owner of this installation/),
        })
      })
    })

    test('the test of a model that answers says how long it took', async () => {
      const server = await openScriptedModel({ text: 'OK' })
      const { id } = await call('models.add', { ...compatible, baseUrl: server.url })
      expect(await call('models.test', { id })).toEqual({ ok: true, latencyMs: expect.any(Number) })
      await server.close()
    })

    test('the test of a model that does not answer says what is wrong', async () => {
      const server = await openWorstCaseModel()
      const { id } = await call('models.add', { ...compatible, name: 'Box', model: 'wrong-key', baseUrl: server.url })
      expect(await call('models.test', { id })).toEqual({
        ok: false,
        problem: 'Box refused the API key. Check it in Settings under Models.',
      })
      await server.close()
    })

    describe('usage', () => {
      const insert = (at: string, cost: number | null, person = ctx.person.id) =>
        storage.unitOfWork.writing(ctx, tx =>
          store
            .insert(tx, 'model_usage', {
              id: `u-${at}-${person}`,
              person_id: person,
              session_id: null,
              message_id: null,
              provider: 'P',
              model: 'm',
              input_tokens: 10,
              output_tokens: 2,
              cost,
              at,
            })
            .execute(),
        )

      test('is listed newest first by pages, with the sums of all', async () => {
        for (const hour of ['08', '09', '10']) await insert(`2026-11-24T${hour}:00:00.000Z`, hour === '10' ? null : 1_500_000)
        const first = await call('usage.list', { limit: 2 })
        const second = await call('usage.list', { limit: 2, cursor: first.nextCursor })
        expect([...first.items, ...second.items].map(item => item.at.slice(11, 13))).toEqual(['10', '09', '08'])
        expect(first.total).toEqual({ answers: 3, inputTokens: 30, outputTokens: 6, cost: 3, unpriced: 1 })
        expect(second.nextCursor).toBeNull()
      })

      test('of a day is that of the person’s zone', async () => {
        await insert('2026-11-23T22:59:59.000Z', 1)
        await insert('2026-11-23T23:00:00.000Z', 1)
        await insert('2026-11-24T23:00:00.000Z', 1)
        const { items } = await call('usage.list', { from: '2026-11-24', to: '2026-11-24' })
        expect(items.map((item: { at: string }) => item.at)).toEqual(['2026-11-23T23:00:00.000Z'])
      })

      test('of others is seen by admins only', async () => {
        await insert('2026-11-24T08:00:00.000Z', 1, 'somebody else')
        expect((await call('usage.list')).items).toHaveLength(1)
        const member = await call('usage.list', {}, { ...ctx, role: 'member' })
        expect(member).toMatchObject({ items: [], total: { answers: 0, cost: 0 } })
      })
    })
  })
