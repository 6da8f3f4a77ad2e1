import type { ChunkIndex } from '../index/chunk-index.ts'

/** What may be asked of an index from another process. */
export const indexCalls = [
  'add',
  'remove',
  'removeAll',
  'removeVersion',
  'removeSource',
  'versions',
  'vectorsOf',
  'candidates',
  'frequencies',
  'wordsLike',
  'count',
  'tidy',
  'erase',
  'destroy',
] as const

/** The index of one workspace, wherever it is. */
export type WorkspaceIndex = Pick<ChunkIndex, (typeof indexCalls)[number]>

export interface EmbedCall {
  call: 'embed'
  texts: string[]
}

export interface IndexCall {
  call: (typeof indexCalls)[number]
  workspaceId: string
  arguments: unknown[]
}

/** To the process: a call, or the wish that it ends when what is under way is done. */
export type ToProcess = { id: number; ask: EmbedCall | IndexCall } | { leave: true }

/** An error as it crosses: an `AtomError` keeps its code, anything else only its words. */
export interface CrossedError {
  code?: string
  status?: number
  message: string
  stack?: string | undefined
}

export type FromProcess = { id: number; value: unknown } | { id: number; error: CrossedError }

/** Handed over when it starts. */
export interface ProcessStart {
  /** Holds a folder a workspace. */
  folder: string
  modelsDir: string | undefined
  /** The embedding model; the carried one without. */
  embedder: string | undefined
}
