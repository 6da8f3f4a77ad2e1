import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { minilm } from './index.ts'

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('the carried model', () => {
  test('its weights are the file the README describes', () => {
    expect(sha256(minilm.model)).toBe(minilm.sha256.model)
  })

  test('its tokenizer is the one of all-MiniLM-L6-v2, byte for byte', () => {
    expect(sha256(minilm.tokenizer)).toBe(minilm.sha256.tokenizer)
    expect(sha256(minilm.tokenizerConfig)).toBe(minilm.sha256.tokenizerConfig)
  })

  test('its dimension is the hidden size of the configuration', () => {
    const config = JSON.parse(readFileSync(new URL('config.json', import.meta.url), 'utf8')) as { hidden_size: number }
    expect(minilm.dimension).toBe(config.hidden_size)
  })
})
