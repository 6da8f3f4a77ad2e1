import { fileURLToPath } from 'node:url'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Where the carried embedding model lies and what it is. */
export const minilm = {
  id: 'all-MiniLM-L6-v2-int8',
  /** Numbers in one vector. */
  dimension: 384,
  /** Tokens of a text that count; the rest is not read. */
  maxTokens: 256,
  model: file('model.onnx'),
  tokenizer: file('tokenizer.json'),
  tokenizerConfig: file('tokenizer_config.json'),
  /** A few sentences with their vectors from the full-precision weights, base64 of little-endian float32. */
  reference: file('reference.json'),
  sha256: {
    model: '67c803964c6ebcab29610b6bfaa0d960bdfb5bd9d0d8b089b6ccd14c9f167891',
    tokenizer: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
    tokenizerConfig: 'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b',
  },
} as const
