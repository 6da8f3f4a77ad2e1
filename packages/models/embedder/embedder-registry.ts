import { join } from 'node:path'
import { minilm } from '@atom/model-minilm'
import { modelErrors } from '../errors.ts'
import { createEmbedder, type Embedder } from './embedder.ts'
import { modelFolders, readModelFolder } from './model-folder.ts'
import type { WorkerOptions } from './worker-handle.ts'

export interface EmbedderEntry {
  id: string
  dimension: number
  /** In the repository, or a folder of ATOM_MODELS_DIR. */
  origin: 'carried' | 'folder'
}

/** Every embedding model of this installation. None of them is loaded by being listed. */
export class EmbedderRegistry {
  readonly #modelsDir: string | undefined
  readonly #options: WorkerOptions
  readonly #open = new Map<string, Embedder>()

  constructor(modelsDir?: string, options: WorkerOptions = {}) {
    this.#modelsDir = modelsDir
    this.#options = options
  }

  /** The carried one first. Folders are read anew, so that a model laid there is seen without a restart. @throws models.invalid_model_folder */
  list(): EmbedderEntry[] {
    const folders = this.#modelsDir ? modelFolders(this.#modelsDir).map(name => readModelFolder(join(this.#modelsDir as string, name))) : []
    return [
      { id: minilm.id, dimension: minilm.dimension, origin: 'carried' },
      ...folders.map(({ id, dimension }) => ({ id, dimension, origin: 'folder' as const })),
    ]
  }

  /** The same embedder for the same id; without one, the carried. @throws models.unknown_embedder, models.invalid_model_folder */
  get(id: string = minilm.id): Embedder {
    const known = this.#open.get(id)
    if (known) return known
    const embedder = createEmbedder(this.#files(id), this.#options)
    this.#open.set(id, embedder)
    return embedder
  }

  #files(id: string) {
    if (id === minilm.id) return minilm
    const names = this.#modelsDir ? modelFolders(this.#modelsDir) : []
    if (!names.includes(id)) throw modelErrors.unknown_embedder({ id, known: [minilm.id, ...names].join(', ') })
    return readModelFolder(join(this.#modelsDir as string, id))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(embedder => embedder.close()))
    this.#open.clear()
  }
}
