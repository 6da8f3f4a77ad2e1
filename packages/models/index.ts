export { createEmbedder, type Embedder } from './embedder/embedder.ts'
export type { ModelFiles } from './embedder/model-files.ts'
export type { WorkerOptions } from './embedder/worker-handle.ts'
export * from './errors.ts'
