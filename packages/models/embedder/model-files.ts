import type { Prompts } from './prompts.ts'

/** An embedding model on disk. Paths are absolute. */
export interface ModelFiles {
  id: string
  dimension: number
  maxTokens: number
  model: string
  tokenizer: string
  tokenizerConfig?: string
  /** Which of a text's token vectors stand for it: their mean unless told, or the first. */
  pooling?: 'mean' | 'first'
  prompts?: Prompts
}
