import type { JobHandler } from '@atom/jobs'
import type { EmbedderRegistry } from './embedder-registry.ts'
import { fetchModel, type ModelFile } from './fetch-model.ts'

export const fetchJobKind = 'embedder.fetch'

/** Fetches an embedding model with progress in bytes. A second run after it arrived does nothing. */
export const fetchJob = (registry: EmbedderRegistry, modelsDir: string): JobHandler => ({
  kind: fetchJobKind,
  attempts: 3,
  async run(ctx, payload, job) {
    const { id, files } = payload as { id: string; files: ModelFile[] }
    if (registry.list().some(entry => entry.id === id)) return
    for await (const { file, done, total } of fetchModel(ctx.http, modelsDir, id, files, ctx.signal))
      await job.progress({ done, ...(total === undefined ? {} : { total }), note: file })
  },
})
