import { type Context, createOutboundHttp, EgressGuard } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { dialects, testContext } from '@atom/storage/testing'
import { streamText } from 'ai'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { modelMigrations } from '../migrations/index.ts'
import { addModel } from '../skills/add.ts'
import { store } from '../store.ts'
import { openScriptedModel, openWorstCaseModel, type Script, type ScriptedModel } from '../testing.ts'
import { createLanguageModels, type LanguageModels, type Usage } from './language-models.ts'
import { type Deadlines, deadlinesOf, providerFetch } from './provider-fetch.ts'

const sqlite = dialects[0] as (typeof dialects)[0]
/** Long enough for a busy machine; only a model that falls silent meets the short ones. */
const patient = { firstByte: 20_000, between: 20_000 }
const hasty = { firstByte: 1_000, between: 1_000 }
const deadlinesFor = (model: string) => (model === 'hang' || model === 'stall' ? hasty : patient)
const allow = createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))

let storage: Storage
let ctx: Context
const servers: ScriptedModel[] = []
beforeAll(async () => {
  storage = await sqlite.open([modelMigrations])
})
afterAll(() => storage.close())
beforeEach(() => {
  ctx = { ...testContext(storage), http: allow }
})
afterEach(() => Promise.all(servers.splice(0).map(server => server.close())))

const serve = async (opening: Promise<ScriptedModel>) => {
  const server = await opening
  servers.push(server)
  return server
}
const none = { model: undefined }
const make = (config: Parameters<typeof createLanguageModels>[0]['config'] = none, deadlines: Deadlines | null = patient): LanguageModels =>
  createLanguageModels({ config, vault: storage.vault, unitOfWork: storage.unitOfWork, ...(deadlines ? { deadlines } : {}) })

/** Sets up models in this order. */
async function setUp(...entries: { server: ScriptedModel; model?: string; apiKey?: string; name?: string }[]): Promise<LanguageModels> {
  const models = make(none, deadlinesFor(entries[0]?.model ?? ''))
  const add = addModel({ models, vault: storage.vault, config: { ...none, egressAllow: ['127.0.0.1'] }, ownsInstance: async () => false })
  for (const { server, model = 'scripted', apiKey, name } of entries)
    await storage.unitOfWork.writing(ctx, tx => add.run(tx, { kind: 'openai-compatible', model, name, baseUrl: server.url, apiKey }))
  return models
}

/** What a person would get to see: the text, then the error. */
async function ask(models: LanguageModels, use: Parameters<LanguageModels['languageModel']>[1] = {}, signal?: AbortSignal) {
  const model = await models.languageModel(ctx, use)
  if (!model) throw new Error('no model')
  let text = ''
  const errors: unknown[] = []
  const result = streamText({ model, prompt: 'hello', abortSignal: signal, onError: ({ error }) => void errors.push(error) })
  for await (const part of result.textStream) text += part
  return { text, error: errors[0] as { code: string; message: string } | undefined }
}
const usageRows = () => store.from(ctx, 'model_usage').selectAll().execute()

describe('how long the first word of a model may take', () => {
  test.each([
    ['https://api.example.com/v1', undefined, 30_000],
    [undefined, undefined, 30_000],
    ['http://localhost:11434/v1', undefined, 300_000],
    ['http://ollama:11434/v1', undefined, 300_000],
    ['http://192.168.1.7:8080/v1', undefined, 300_000],
    ['http://192.168.1.7:8080/v1', 900_000, 900_000],
    ['https://api.example.com/v1', 5_000, 5_000],
  ])('%s with ATOM_MODEL_WAIT %s: %i ms', (baseUrl, modelWait, firstByte) => {
    expect(deadlinesOf({ baseUrl }, { modelWait }).firstByte).toBe(firstByte)
  })

  test('is what the operator says, and ends with a sentence', async () => {
    const server = await serve(openWorstCaseModel())
    const models = make({ model: { baseUrl: server.url, apiKey: undefined, name: 'hang' }, modelWait: 300 }, null)
    expect((await ask(models)).error?.message).toMatch(/was silent for 0.3 s and was stopped/)
  })

  test('is told to the way out, whose own deadline would be sooner', async () => {
    const given: unknown[] = []
    const answer = async (_: unknown, init?: { timeout?: number }) => {
      given.push(init?.timeout)
      return new Response()
    }
    const out = providerFetch(answer, 'Box', { firstByte: 300_000, between: 1 })
    await out('http://localhost:11434/v1')
    expect(given).toEqual([301_000])
  })
})

describe('choosing a model', () => {
  test('nothing is chosen where nothing is set up', async () => {
    expect(await make().languageModel(ctx)).toBeUndefined()
  })

  test('the workspace’s models come in their order and the operator’s last', async () => {
    const [a, b, operator] = [await serve(openScriptedModel()), await serve(openScriptedModel()), await serve(openScriptedModel())]
    await setUp({ server: a, name: 'A' }, { server: b, name: 'B' })
    const models = make({ model: { baseUrl: operator.url, apiKey: undefined, name: 'op' } })
    expect((await models.chooseModels(ctx)).map(({ provider }) => provider.name)).toEqual(['A', 'B', operator.host])
  })

  test('a disabled model is not chosen', async () => {
    const models = await setUp({ server: await serve(openScriptedModel()) })
    await storage.unitOfWork.writing(ctx, tx => store.update(tx, 'model_provider').set({ enabled: 0 }).execute())
    expect(await models.chooseModels(ctx)).toEqual([])
  })

  test('another workspace’s models are not chosen', async () => {
    const models = await setUp({ server: await serve(openScriptedModel()) })
    expect(await models.chooseModels({ ...ctx, workspaceId: 'another' })).toEqual([])
  })

  test('the key goes to its provider as it was given', async () => {
    const server = await serve(openScriptedModel({ text: 'Hi.' }))
    await ask(await setUp({ server, apiKey: 'sk-secret' }))
    expect(server.requests[0]?.authorization).toBe('Bearer sk-secret')
  })

  test('a model whose key cannot be read leaves the others at work', async () => {
    const [a, b] = [await serve(openScriptedModel()), await serve(openScriptedModel({ text: 'I am B.' }))]
    const models = await setUp({ server: a, apiKey: 'k' }, { server: b })
    await storage.unitOfWork.writing(ctx, tx =>
      store.update(tx, 'model_provider').set({ secret_id: 'gone' }).where('position', '=', 0).execute(),
    )
    expect((await ask(models)).text).toBe('I am B.')
  })
})

describe('where a model may be called', () => {
  test('the operator’s own model on loopback needs no further leave', async () => {
    const server = await serve(openScriptedModel({ text: 'Hi.' }))
    ctx = { ...ctx, http: createOutboundHttp(new EgressGuard({ allow: [] })) }
    const models = make({ model: { baseUrl: server.url, apiKey: 'op-key', name: 'm' } })
    expect((await ask(models)).text).toBe('Hi.')
    expect(server.requests[0]?.authorization).toBe('Bearer op-key')
  })

  test('a private address set in a workspace is refused and never called', async () => {
    const server = await serve(openScriptedModel({ text: 'Hi.' }))
    const models = await setUp({ server })
    ctx = { ...ctx, http: createOutboundHttp(new EgressGuard({ allow: [] })) }
    expect((await ask(models)).error).toMatchObject({ code: 'models.private_address' })
    expect(server.requests).toEqual([])
  })

  test('leave for the operator’s model is not leave for another port of that host', async () => {
    const [operator, other] = [await serve(openScriptedModel({ text: 'Hi.' })), await serve(openScriptedModel({ text: 'No.' }))]
    await setUp({ server: other })
    ctx = { ...ctx, http: createOutboundHttp(new EgressGuard({ allow: [] })) }
    const models = make({ model: { baseUrl: operator.url, apiKey: undefined, name: 'm' } })
    expect((await ask(models)).text).toBe('Hi.')
    expect(other.requests).toEqual([])
  })
})

describe('falling back', () => {
  test.each(['server-error', 'rate-limit', 'wrong-key', 'no-such-model', 'hang', 'garbage', 'not-a-model', 'context-too-long'])(
    'the second model answers when the first is at its worst: %s',
    async model => {
      const [worst, good] = [await serve(openWorstCaseModel()), await serve(openScriptedModel({ text: 'I am here.' }))]
      const models = await setUp({ server: worst, model }, { server: good })
      expect(await ask(models)).toEqual({ text: 'I am here.', error: undefined })
    },
  )

  test('after the first word there is no second model, and the person keeps what came', async () => {
    const [worst, good] = [await serve(openWorstCaseModel()), await serve(openScriptedModel({ text: 'Again.' }))]
    const models = await setUp({ server: worst, model: 'cut' }, { server: good })
    const { text, error } = await ask(models)
    expect(text).toBe('The answer is')
    expect(error).toMatchObject({ code: 'models.provider_unreachable' })
    expect(good.requests).toEqual([])
  })

  test('a single model is asked once more when its failure may pass', async () => {
    const server = await serve(openScriptedModel({ status: 503 }, { text: 'Back again.' }))
    expect((await ask(await setUp({ server }))).text).toBe('Back again.')
  })

  test('a wrong key is not tried twice', async () => {
    const server = await serve(openWorstCaseModel())
    expect((await ask(await setUp({ server, model: 'wrong-key' }))).error).toMatchObject({ code: 'models.wrong_key' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('what a person hears of a failing model', () => {
  test.each([
    ['hang', 'Box was silent for 1 s and was stopped.'],
    ['stall', 'Box was silent for 1 s and was stopped.'],
    ['server-error', 'Box had an error of its own (500). Try again in a moment.'],
    ['wrong-key', 'Box refused the API key. Check it in Settings under Models.'],
    ['no-such-model', 'Box has no model called “no-such-model”. Check its name in Settings under Models.'],
    ['context-too-long', 'This conversation is too long for Box. Start a new one, or use a model with more room.'],
    ['garbage', 'Box answered something that is not a model’s answer. Check its address.'],
    ['not-a-model', 'Box answered something that is not a model’s answer. Check its address.'],
  ])('%s', async (model, sentence) => {
    const server = await serve(openWorstCaseModel())
    expect((await ask(await setUp({ server, model, name: 'Box' }))).error?.message).toBe(sentence)
  })

  test('nothing listens', async () => {
    const server = await openScriptedModel()
    const models = await setUp({ server, name: 'Box' })
    await server.close()
    expect((await ask(models)).error).toMatchObject({ code: 'kernel.unreachable' })
  })

  test('a stop by the person is no failure: nothing is tried again', async () => {
    const stop = new AbortController()
    const stopped: Script = () => {
      setImmediate(() => stop.abort())
      return { hang: 'at once' }
    }
    const server = await serve(openScriptedModel(stopped, { text: 'Too late.' }))
    const { error } = await ask(await setUp({ server }), {}, stop.signal)
    expect(error).toBeUndefined()
    expect(server.requests).toHaveLength(1)
  })
})

describe('what an answer used', () => {
  test('is stored with person, session and message, and told', async () => {
    const server = await serve(openScriptedModel({ text: 'Hi.', usage: { input: 120, output: 8 } }))
    const told: Usage[] = []
    await ask(await setUp({ server, name: 'Box' }), { sessionId: 's1', messageId: 'm1', onUsage: usage => told.push(usage) })
    expect(told).toEqual([{ provider: 'Box', model: 'scripted', inputTokens: 120, outputTokens: 8 }])
    expect(await usageRows()).toMatchObject([
      { person_id: ctx.person.id, session_id: 's1', message_id: 'm1', provider: 'Box', input_tokens: 120, output_tokens: 8, cost: null },
    ])
  })

  test('names the model that answered, not the one that failed', async () => {
    const [worst, good] = [await serve(openWorstCaseModel()), await serve(openScriptedModel({ text: 'Hi.' }))]
    await ask(await setUp({ server: worst, model: 'server-error', name: 'A' }, { server: good, name: 'B' }))
    expect((await usageRows()).map(row => (row as { provider: string }).provider)).toEqual(['B'])
  })
})
