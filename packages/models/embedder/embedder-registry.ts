import { join } from 'node:path'
import type { EmbedderEntry } from '@atom/contracts'
import { minilm } from '@atom/model-minilm'
import { modelErrors } from '../errors.ts'
import { createEmbedder, type Embedder } from './embedder.ts'
import { modelFolders, readModelFolder } from './model-folder.ts'
import type { WorkerOptions } from './worker-handle.ts'

/** Every embedding model of this installation. None of them is loaded by being listed. */
export class EmbedderRegistry {
  readonly #modelsDir: string | undefined
  readonly #options: WorkerOptions
  readonly #open = new Map<string, Embedder>()

  constructor(modelsDir?: string, options: WorkerOptions = {}) {
    this.#modelsDir = modelsDir
    this.#options = options
  }

  /** The carried one first. Folders are read anew, so that a model laid there is seen without a restart. */
  list(): EmbedderEntry[] {
    const carried: EmbedderEntry = { id: minilm.id, dimension: minilm.dimension, origin: 'carried' }
    return [carried, ...this.#folders().map(name => this.#entry(name))]
  }

  /** The same embedder for the same id; without one, the carried. @throws models.unknown_embedder, models.invalid_model_folder */
  get(id: string = minilm.id): Embedder {
    const known = this.#open.get(id)
    if (known) return known
    const embedder = createEmbedder(this.#files(id), this.#options)
    this.#open.set(id, embedder)
    return embedder
  }

  #folders(): string[] {
    return this.#modelsDir ? modelFolders(this.#modelsDir) : []
  }

  #entry(name: string): EmbedderEntry {
    try {
      return { id: name, dimension: readModelFolder(join(this.#modelsDir as string, name)).dimension, origin: 'folder' }
    } catch (error) {
      return { id: name, origin: 'folder', problem: (error as Error).message }
    }
  }

  #files(id: string) {
    if (id === minilm.id) return minilm
    const names = this.#folders()
    if (!names.includes(id)) throw modelErrors.unknown_embedder({ id, known: [minilm.id, ...names].join(', ') })
    return readModelFolder(join(this.#modelsDir as string, id))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(embedder => embedder.close()))
    this.#open.clear()
  }
}
