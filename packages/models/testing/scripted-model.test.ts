import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, isStepCount, jsonSchema, streamText, tool } from 'ai'
import { afterEach, describe, expect, test } from 'vitest'
import { openScriptedModel, openWorstCaseModel, type ScriptedModel } from '../testing.ts'

let model: ScriptedModel | undefined
afterEach(() => model?.close())

const sdk = (name = 'scripted') =>
  createOpenAICompatible({ name: 'test', baseURL: (model as ScriptedModel).url, apiKey: 'k-1', includeUsage: true })(name)

const add = tool({
  description: 'Adds two numbers',
  inputSchema: jsonSchema<{ a: number; b: number }>({
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: 'number' } },
    required: ['a', 'b'],
  }),
  execute: async ({ a, b }) => a + b,
})

describe('the scripted model', () => {
  test('streams its text word by word and tells the tokens it used', async () => {
    model = await openScriptedModel({ text: 'Good morning, Dana.', usage: { input: 7, output: 3 } })
    const parts: string[] = []
    const result = streamText({ model: sdk(), prompt: 'hello' })
    for await (const part of result.textStream) parts.push(part)
    expect(parts).toEqual(['Good', ' morning,', ' Dana.'])
    expect((await result.usage).inputTokens).toBe(7)
  })

  test('answers a request without stream in one piece', async () => {
    model = await openScriptedModel({ text: 'Yes.' })
    expect((await generateText({ model: sdk(), prompt: 'hello' })).text).toBe('Yes.')
    expect(model.requests[0]?.authorization).toBe('Bearer k-1')
  })

  test('calls a tool, is told the result and goes on with the next turn', async () => {
    model = await openScriptedModel({ calls: [{ name: 'add', input: { a: 2, b: 3 } }] }, { text: 'Five.' })
    const result = streamText({ model: sdk(), prompt: 'add', tools: { add }, stopWhen: isStepCount(3) })
    expect(await result.text).toBe('Five.')
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: '5' })
  })

  test('answers 500 when its script is at an end', async () => {
    model = await openScriptedModel()
    await expect(generateText({ model: sdk(), prompt: 'x', maxRetries: 0 })).rejects.toThrow('The script of this model is at an end.')
  })
})

describe('the worst-case model', () => {
  test('hangs until the caller gives up', async () => {
    model = await openWorstCaseModel()
    const gaveUp = generateText({ model: sdk('hang'), prompt: 'x', maxRetries: 0, abortSignal: AbortSignal.timeout(100) })
    await expect(gaveUp).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('loops: asks for a tool again whatever it is told', async () => {
    model = await openWorstCaseModel()
    const result = await generateText({ model: sdk('loop'), prompt: 'x', tools: { list_numbers: add }, stopWhen: isStepCount(4) })
    expect(result.steps).toHaveLength(4)
    expect(result.finishReason).toBe('tool-calls')
  })

  test('calls a tool that nobody offered', async () => {
    model = await openWorstCaseModel()
    const result = await generateText({ model: sdk('unknown-tool'), prompt: 'x', tools: { add } })
    expect(result.toolCalls[0]).toMatchObject({ toolName: 'no_such_tool', invalid: true })
  })

  test('breaks the connection in the middle of a stream', async () => {
    model = await openWorstCaseModel()
    const parts: string[] = []
    const read = async () => {
      for await (const part of streamText({ model: sdk('cut'), prompt: 'x', maxRetries: 0 }).textStream) parts.push(part)
    }
    await expect(read()).rejects.toThrow('Failed to process successful response')
    expect(parts.join('')).toBe('The answer is')
  })
})
