import type { ModelFiles } from './model-files.ts'
import { withPrompt } from './prompts.ts'
import { EmbeddingWorker, type WorkerOptions } from './worker-handle.ts'

/** What a text is to a model that puts other words before what is asked than before what may answer it. */
export type TextRole = 'query' | 'passage'

/** Turns texts into vectors. Texts with like meaning have a dot product near 1. */
export interface Embedder {
  /** Stored beside vectors: vectors of two models cannot be compared. */
  readonly id: string
  /** Numbers in one vector. */
  readonly dimension: number
  /**
   * Vectors of length 1, in the order of the texts. Only the first tokens of a text count (256 for the carried model). A text's
   * vector does not depend on the texts beside it. Calls take turns, so a short one need not wait for a long one.
   * @param as what the texts are; passages unless told
   * @throws models.embedder_unavailable, models.embedder_timed_out, models.embedder_crashed, models.embedder_closed; the signal's reason
   */
  embed(texts: string[], signal?: AbortSignal, as?: TextRole): Promise<Float32Array[]>
  /** Ends the worker; waiting calls are refused. Must be awaited before `process.exit`. */
  close(): Promise<void>
}

/** An embedder over these files. Nothing is loaded before the first call. */
export function createEmbedder(files: ModelFiles, options: WorkerOptions = {}): Embedder {
  const worker = new EmbeddingWorker(files, options)
  return {
    id: files.id,
    dimension: files.dimension,
    embed: (texts, signal, as = 'passage') => worker.embed(withPrompt(files.prompts, as, texts), signal),
    close: () => worker.close(),
  }
}
