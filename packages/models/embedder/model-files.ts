/** An embedding model on disk. Paths are absolute. */
export interface ModelFiles {
  id: string
  dimension: number
  maxTokens: number
  model: string
  tokenizer: string
  tokenizerConfig?: string
}
