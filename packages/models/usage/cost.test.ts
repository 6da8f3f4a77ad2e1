import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'

const used = (input: number | undefined, output: number | undefined, cacheRead = 0): LanguageModelV4Usage => ({
  inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite: undefined },
  outputTokens: { total: output, text: undefined, reasoning: undefined },
})
const gpt = { kind: 'openai', model: 'gpt-4.1', baseUrl: undefined } as const

describe('the cost of an answer', () => {
  test('is tokens times price, in millionths of a dollar', () => {
    expect(costOf(gpt, used(1000, 100))).toBe(2800)
  })

  test('counts cached tokens at their own price', () => {
    expect(costOf(gpt, used(1000, 100, 800))).toBe(1600)
  })

  test('is that of the plain name for a dated one', () => {
    expect(costOf({ ...gpt, model: 'gpt-4.1-2025-04-14' }, used(1000, 100))).toBe(2800)
  })

  test('is not guessed for a model nobody listed', () => {
    expect(costOf({ ...gpt, model: 'gpt-9' }, used(1000, 100))).toBeUndefined()
  })

  test('is not guessed at another address than the vendor’s', () => {
    expect(costOf({ ...gpt, baseUrl: 'https://proxy.example/v1' }, used(1000, 100))).toBeUndefined()
  })

  test('is not guessed where the vendor told no tokens', () => {
    expect(costOf(gpt, used(undefined, undefined))).toBeUndefined()
  })
})
