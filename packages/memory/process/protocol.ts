import type { TextRole } from '@atom/models'
import type { ChunkIndex } from '../index/chunk-index.ts'
import type { IndexSpace } from '../index/space.ts'

/** What may be asked of one index from another process. */
const ownCalls = ['add', 'versions', 'rowsOf', 'vectorsOf', 'candidates', 'frequencies', 'wordsLike', 'count', 'probe', 'drop'] as const

/** What is done to all indexes of a workspace: what is forgotten is in none of them, also not in one that is being made. */
export const commonCalls = ['remove', 'removeAll', 'removeVersion', 'removeSource', 'tidy', 'erase'] as const

export const indexCalls = [...ownCalls, ...commonCalls, 'dropOthers'] as const

/** The index of one workspace, wherever it is. */
export interface WorkspaceIndex extends Pick<ChunkIndex, (typeof ownCalls)[number] | (typeof commonCalls)[number]> {
  /** Deletes the workspace's other indexes. */
  dropOthers(): Promise<void>
}

export interface EmbedCall {
  call: 'embed'
  /** The carried model or one in a folder, by its id. */
  embedder: string
  texts: string[]
  as: TextRole
}

export interface IndexCall {
  call: (typeof indexCalls)[number]
  workspaceId: string
  space: IndexSpace
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
}
