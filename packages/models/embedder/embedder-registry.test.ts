import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Context, createOutboundHttp, EgressGuard } from '@atom/kernel'
import { minilm } from '@atom/model-minilm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EmbedderRegistry } from './embedder-registry.ts'
import { fetchJob } from './fetch-job.ts'
import { fetchModel, type ModelFile } from './fetch-model.ts'

const config = new URL('config.json', `file://${minilm.model}`)
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'atom-models-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const lay = (name: string, files: Record<string, string> = {}) => {
  const folder = join(dir, name)
  mkdirSync(folder)
  cpSync(minilm.model, join(folder, 'model.onnx'))
  cpSync(minilm.tokenizer, join(folder, 'tokenizer.json'))
  cpSync(config, join(folder, 'config.json'))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
}

describe('the registry of embedders', () => {
  test('offers the carried model without any folder', () => {
    expect(new EmbedderRegistry().list()).toEqual([{ id: 'all-MiniLM-L6-v2-int8', dimension: 384, origin: 'carried' }])
  })

  test('offers a model laid into ATOM_MODELS_DIR while it runs, and embeds with it', async () => {
    const registry = new EmbedderRegistry(dir)
    lay('mine')
    expect(registry.list().at(-1)).toEqual({ id: 'mine', dimension: 384, origin: 'folder' })
    expect((await registry.get('mine').embed(['buy milk']))[0]).toEqual((await registry.get().embed(['buy milk']))[0])
    await registry.close()
  })

  test('gives one embedder for one id', () => {
    const registry = new EmbedderRegistry()
    expect(registry.get()).toBe(registry.get('all-MiniLM-L6-v2-int8'))
  })

  test('names the models there are when asked for another', () => {
    expect(() => new EmbedderRegistry(dir).get('../secret')).toThrow(
      'There is no embedding model called “../secret”. There are: all-MiniLM-L6-v2-int8.',
    )
  })

  test.each([
    ['config.json', '{}', 'config.json is not what it should be (hidden_size).'],
    ['tokenizer.json', 'not JSON', 'tokenizer.json is not what it should be.'],
    ['model.onnx', '', 'model.onnx is empty.'],
  ])('says what is wrong with a folder whose %s is %j', (file, text, problem) => {
    lay('broken', { [file]: text })
    expect(() => new EmbedderRegistry(dir).get('broken')).toThrow(problem)
  })

  test('lists a broken folder with what is wrong with it', () => {
    lay('broken', { 'config.json': '{}' })
    expect(new EmbedderRegistry(dir).list()[1]).toMatchObject({ id: 'broken', problem: expect.stringContaining('config.json') })
  })

  test('says so when the weights are not weights', async () => {
    lay('broken', { 'model.onnx': 'not a model' })
    const registry = new EmbedderRegistry(dir)
    await expect(registry.get('broken').embed(['a'])).rejects.toMatchObject({ code: 'models.embedder_unavailable' })
    await registry.close()
  })
})

describe('fetching a model', () => {
  let server: Server
  let url: string
  let answer: (name: string) => Buffer | undefined
  beforeEach(async () => {
    answer = name => readFileSync(name === 'config.json' ? config : name === 'tokenizer.json' ? minilm.tokenizer : minilm.model)
    server = createServer((request, response) => {
      const body = answer(basename(request.url ?? ''))
      if (!body) return response.writeHead(404).end()
      response.writeHead(200, { 'content-length': body.length })
      return response.end(body)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => new Promise(resolve => server.close(resolve)))

  const http = () => createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))
  const files = (): ModelFile[] => [
    { name: 'config.json', url: `${url}/config.json`, sha256: createHash('sha256').update(readFileSync(config)).digest('hex') },
    { name: 'tokenizer.json', url: `${url}/tokenizer.json`, sha256: minilm.sha256.tokenizer },
    { name: 'model.onnx', url: `${url}/model.onnx`, sha256: minilm.sha256.model },
  ]
  const all = async (fetching: AsyncIterable<{ file: string; done: number; total: number | undefined }>) => {
    const reports = []
    for await (const report of fetching) reports.push(report)
    return reports
  }

  test('reports its progress and leaves a model that can be used', async () => {
    const reports = await all(fetchModel(http(), dir, 'fetched', files()))
    expect(reports.at(-1)).toEqual({ file: 'model.onnx', done: 22_931_807, total: 22_931_807 })
    expect(reports.length).toBeGreaterThan(20)
    expect(new EmbedderRegistry(dir).get('fetched').dimension).toBe(384)
  })

  test('as a job it tells its progress, and a second run changes nothing', async () => {
    const registry = new EmbedderRegistry(dir)
    const job = fetchJob(registry, dir)
    const ctx = { http: http(), signal: new AbortController().signal } as unknown as Context
    const notes = new Set<string | undefined>()
    const running = { id: 'j', attempt: 1, progress: async ({ note }: { note?: string }) => void notes.add(note) }
    await job.run(ctx, { id: 'fetched', files: files() }, running)
    expect([...notes]).toEqual(['config.json', 'tokenizer.json', 'model.onnx'])
    answer = () => undefined
    await job.run(ctx, { id: 'fetched', files: files() }, running)
    expect(registry.list()).toHaveLength(2)
  })

  test('refuses a file that is not the one asked for and leaves nothing behind', async () => {
    answer = () => Buffer.from('<html>')
    await expect(all(fetchModel(http(), dir, 'fetched', files()))).rejects.toMatchObject({ code: 'models.wrong_checksum' })
    expect(readdirSync(dir)).toEqual([])
  })

  test('refuses a file that is too large before it is written', async () => {
    server.removeAllListeners('request')
    server.on('request', (_, response) => response.writeHead(200, { 'content-length': 4_000_000_001 }).write('x'))
    await expect(all(fetchModel(http(), dir, 'fetched', files()))).rejects.toMatchObject({ code: 'models.file_too_large' })
    expect(readdirSync(dir)).toEqual([])
  })

  test('says what the server answered when the file is not there', async () => {
    answer = () => undefined
    await expect(all(fetchModel(http(), dir, 'fetched', files()))).rejects.toThrow('it answered 404.')
  })

  test('will not replace a model that is there', async () => {
    lay('mine')
    await expect(all(fetchModel(http(), dir, 'mine', files()))).rejects.toThrow('there is a folder of this name already.')
  })

  test('does not reach a private address the operator has not allowed', async () => {
    const guarded = createOutboundHttp(new EgressGuard({ allow: [] }))
    await expect(all(fetchModel(guarded, dir, 'x', files()))).rejects.toMatchObject({ code: 'kernel.egress_refused' })
  })
})
