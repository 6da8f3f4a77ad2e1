export { addModel } from './embedder/add-model.ts'
export { isAddressId } from './embedder/address-embedder.ts'
export { checkModelsDir } from './embedder/check-models-dir.ts'
export { createEmbedder, type Embedder, type TextRole } from './embedder/embedder.ts'
export { EmbedderLadder, type EmbedderSpace } from './embedder/embedder-ladder.ts'
export { EmbedderRegistry } from './embedder/embedder-registry.ts'
export { type FetchProgress, fetchModel, type ModelFile } from './embedder/fetch-model.ts'
export type { ModelFiles } from './embedder/model-files.ts'
export type { WorkerOptions } from './embedder/worker-handle.ts'
export { modelErrors } from './errors.ts'
export { modelEvents } from './event-kinds.ts'
export { modelMigrations } from './migrations/index.ts'
export { createModels, type Models } from './models.ts'
export { type ChosenModel, fallbackModel } from './providers/fallback-model.ts'
export {
  createLanguageModels,
  type LanguageModels,
  type LanguageModelsOptions,
  type ModelUse,
  type Usage,
} from './providers/language-models.ts'
export type { Provider } from './providers/provider.ts'
export type { Deadlines } from './providers/provider-fetch.ts'
export type { ModelSkillDeps } from './skills/deps.ts'
export { modelSkills } from './skills/index.ts'
