import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { ModelKind } from '@atom/contracts'
import { createOutboundHttp, EgressGuard } from '@atom/kernel'
import { afterEach, describe, expect, test } from 'vitest'
import { createModel } from './create-model.ts'

/** The least each vendor's streaming protocol says for "Hello", as their references have it. */
const streams: Record<Exclude<ModelKind, 'openai-compatible'>, { path: string; keyHeader: string; events: object[] }> = {
  // https://platform.openai.com/docs/api-reference/responses-streaming
  openai: {
    path: '/v1/responses',
    keyHeader: 'authorization',
    events: [
      { type: 'response.created', response: { id: 'r', created_at: 1, model: 'gpt-4.1' } },
      { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'm', role: 'assistant', content: [] } },
      { type: 'response.output_text.delta', item_id: 'm', output_index: 0, content_index: 0, delta: 'Hello' },
      { type: 'response.output_item.done', output_index: 0, item: { type: 'message', id: 'm', role: 'assistant', content: [] } },
      { type: 'response.completed', response: { usage: { input_tokens: 9, output_tokens: 3 } } },
    ],
  },
  // https://docs.anthropic.com/en/docs/build-with-claude/streaming
  anthropic: {
    path: '/v1/messages',
    keyHeader: 'x-api-key',
    events: [
      {
        type: 'message_start',
        message: {
          id: 'm',
          type: 'message',
          role: 'assistant',
          model: 'c',
          content: [],
          stop_reason: null,
          usage: { input_tokens: 9, output_tokens: 1 },
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 3 } },
      { type: 'message_stop' },
    ],
  },
  // https://ai.google.dev/api/generate-content
  google: {
    path: '/v1/models/m:streamGenerateContent',
    keyHeader: 'x-goog-api-key',
    events: [
      {
        candidates: [{ content: { role: 'model', parts: [{ text: 'Hello' }] }, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3, totalTokenCount: 12 },
      },
    ],
  },
}

let server: Server | undefined
afterEach(() => new Promise(resolve => (server ? server.close(resolve) : resolve(undefined))))

interface Seen {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: { store?: boolean }
}

async function vendor(events: object[]): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const path = new URL(request.url ?? '/', 'http://vendor').pathname
    seen.push({ path, headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`)
    response.end()
  })
  const listening = server
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/v1`, seen }
}

const { fetch } = createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))

async function hello(kind: ModelKind, url: string) {
  const provider = {
    id: 'p',
    kind,
    name: 'V',
    baseUrl: url,
    privateOrigin: undefined,
    model: 'm',
    secretId: 's',
    position: 0,
    enabled: true,
    origin: 'workspace',
  } as const
  const model = await createModel(provider, 'the-key', fetch)
  const { stream } = await model.doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }] })
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream) parts.push(part)
  const text = parts.map(part => (part.type === 'text-delta' ? part.delta : '')).join('')
  const finish = parts.find(part => part.type === 'finish')
  return { text, input: finish?.usage.inputTokens.total, output: finish?.usage.outputTokens.total }
}

describe('the vendors', () => {
  test.each(['openai', 'anthropic', 'google'] as const)('%s is spoken to at its path, with its key, and its stream is read', async kind => {
    const { path, keyHeader, events } = streams[kind]
    const { url, seen } = await vendor(events)
    expect(await hello(kind, url)).toEqual({ text: 'Hello', input: 9, output: 3 })
    expect(seen.map(request => request.path)).toEqual([path])
    expect(String(seen[0]?.headers[keyHeader])).toMatch(/^(Bearer )?the-key$/)
  })

  test('OpenAI is told to keep nothing', async () => {
    const { url, seen } = await vendor(streams.openai.events)
    await hello('openai', url)
    expect(seen[0]?.body.store).toBe(false)
  })
})
