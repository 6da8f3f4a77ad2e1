import { EmbedderEntry } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import type { EmbedderRegistry } from '../embedder/embedder-registry.ts'
import { fetchJobKind } from '../embedder/fetch-job.ts'
import { modelFileNames } from '../embedder/fetch-model.ts'
import { modelErrors } from '../errors.ts'

export const listEmbedders = (registry: EmbedderRegistry) =>
  defineSkill({
    id: 'embedders.list',
    title: 'List embedding models',
    description: 'The embedding models of this installation: the carried one and those in ATOM_MODELS_DIR.',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(EmbedderEntry), nextCursor: z.null() }),
    examples: [],
    route: 'GET /api/embedders',
    internal: true,
    role: 'admin',
    run: async () => ({ items: registry.list(), nextCursor: null }),
  })

const Files = z
  .array(z.object({ name: z.enum(modelFileNames), url: z.url(), sha256: z.string().regex(/^[0-9a-f]{64}$/i) }).strict())
  .min(3)
  .max(modelFileNames.length)

/** Only where the operator named a folder for it: the files are the whole installation's, not one workspace's. */
export const fetchEmbedder = (registry: EmbedderRegistry, modelsDir: string | undefined) =>
  defineSkill({
    id: 'embedders.fetch',
    title: 'Fetch an embedding model',
    description: 'Fetches the files of an embedding model once into ATOM_MODELS_DIR, in the background, and checks each SHA-256.',
    effect: 'write',
    input: z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i), files: Files }),
    output: z.object({ jobId: z.string() }),
    examples: [],
    route: 'POST /api/embedders',
    status: 201,
    internal: true,
    role: 'owner',
    async run(ctx, { id, files }) {
      if (!modelsDir) throw modelErrors.no_models_dir()
      if (registry.list().some(entry => entry.id === id)) throw modelErrors.embedder_exists({ id })
      return { jobId: await ctx.jobs.enqueue(ctx, { kind: fetchJobKind, payload: { id, files }, key: `${fetchJobKind}:${id}` }) }
    },
  })
