import type { JobHandler } from '@atom/jobs'
import type { Config, Context, Skill } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { EmbedderLadder } from './embedder/embedder-ladder.ts'
import { EmbedderRegistry } from './embedder/embedder-registry.ts'
import { fetchJob } from './embedder/fetch-job.ts'
import { createLanguageModels, type LanguageModels } from './providers/language-models.ts'
import type { Deadlines } from './providers/provider-fetch.ts'
import { chooseEmbedder, fetchEmbedder, listEmbedders, tryEmbedder } from './skills/embedders.ts'
import { modelSkills } from './skills/index.ts'

export interface ModelsOptions {
  storage: Pick<Storage, 'vault' | 'unitOfWork'>
  config: Pick<Config, 'model' | 'modelsDir' | 'egressAllow' | 'embeddings' | 'embedder'> & Partial<Pick<Config, 'modelWait'>>
  /** Whether the caller is the person whose account was the first here. */
  ownsInstance(ctx: Context): Promise<boolean>
  deadlines?: Deadlines
  /** In the transaction in which a workspace chose its embedder. */
  embedderChosen(tx: Context): Promise<void>
}

/** All of this package, put together. */
export interface Models {
  languageModels: LanguageModels
  embedders: EmbedderRegistry
  ladder: EmbedderLadder
  skills: Skill[]
  jobs: JobHandler[]
  /** Ends the embedders' threads. Must be awaited before `process.exit`. */
  close(): Promise<void>
}

export function createModels({ storage, config, ownsInstance, deadlines, embedderChosen }: ModelsOptions): Models {
  const languageModels = createLanguageModels({
    vault: storage.vault,
    unitOfWork: storage.unitOfWork,
    config,
    ...(deadlines ? { deadlines } : {}),
  })
  const embedders = new EmbedderRegistry(config.modelsDir)
  const ladder = new EmbedderLadder({ registry: embedders, vault: storage.vault, config })
  return {
    languageModels,
    embedders,
    ladder,
    skills: [
      ...modelSkills({ models: languageModels, vault: storage.vault, config, ownsInstance }),
      listEmbedders(ladder),
      chooseEmbedder({ ladder, config, ownsInstance, chosen: embedderChosen }),
      tryEmbedder({ ladder, config, ownsInstance }),
      fetchEmbedder({ registry: embedders, modelsDir: config.modelsDir, ownsInstance }),
    ],
    jobs: config.modelsDir ? [fetchJob(embedders, config.modelsDir)] : [],
    close: () => embedders.close(),
  }
}
