import type { ModelFiles } from './model-files.ts'

/** Handed to the worker when it starts. */
export interface WorkerStart {
  files: ModelFiles
  threads: number
  /** Two cells shared with the parent: see `cell`. */
  shared: SharedArrayBuffer
}

export type ToWorker = { type: 'embed'; texts: string[] } | { type: 'leave' }
export type FromWorker =
  | { type: 'vectors'; vectors: Float32Array }
  | { type: 'failed'; reason: string }
  | { type: 'unavailable'; reason: string }

/**
 * Ending a thread while onnxruntime computes in it aborts the whole process (seen with onnxruntime-node 1.30). So both sides
 * agree on a state before either acts: the worker enters `computing` only from `safe`, the parent ends it only after it has
 * turned `safe` into `condemned`. Who finds it computing sets `leave`, and the worker goes by itself when the step is done.
 */
export const cell = { state: 0, leave: 1 } as const
export const state = { safe: 0, computing: 1, condemned: 2 } as const
