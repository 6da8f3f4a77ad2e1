import { EmbedderEntry, EmbedderTrial, pageOf, pageRequest } from '@atom/contracts'
import { AtomError, type Context, defineSkill } from '@atom/kernel'
import { pageAmong } from '@atom/storage'
import { z } from 'zod'
import type { EmbedderLadder } from '../embedder/embedder-ladder.ts'
import type { EmbedderRegistry } from '../embedder/embedder-registry.ts'
import { fetchJobKind } from '../embedder/fetch-job.ts'
import { modelFileNames } from '../embedder/fetch-model.ts'
import { modelErrors } from '../errors.ts'
import type { ModelSkillDeps } from './deps.ts'
import * as fields from './fields.ts'
import { privateOriginOf } from './private-origin-of.ts'

export const listEmbedders = (ladder: EmbedderLadder) =>
  defineSkill({
    id: 'embedders.list',
    title: 'List embedding models',
    description:
      'The embedding models there are: the carried one, those in ATOM_MODELS_DIR, and servers; and which one this workspace uses.',
    effect: 'read',
    input: z.object(pageRequest),
    output: pageOf(EmbedderEntry),
    examples: [],
    route: 'GET /api/embedders',
    internal: true,
    role: 'admin',
    run: async (ctx, page) => pageAmong(await ladder.list(ctx), page),
  })

interface ChooseDeps extends Pick<ModelSkillDeps, 'config' | 'ownsInstance'> {
  ladder: EmbedderLadder
  /** In the same transaction: what was read before is to be embedded anew. */
  chosen(tx: Context): Promise<void>
}

const address = {
  baseUrl: fields.baseUrl.describe('OpenAI-compatible, such as http://localhost:8080/v1, or of Ollama, such as http://localhost:11434.'),
  model: fields.model.describe('The embedding model’s name there, such as text-embedding-3-small or bge-m3.'),
  apiKey: fields.apiKey.optional(),
}

export const chooseEmbedder = ({ ladder, config, ownsInstance, chosen }: ChooseDeps) =>
  defineSkill({
    id: 'embedders.choose',
    title: 'Choose the embedding model',
    description:
      'Chooses what this workspace’s texts are embedded with: a model by its id, or a server by address and model; its key is kept in the vault. What was read before is embedded anew in the background, and found as before until then.',
    effect: 'write',
    input: z.object({
      id: z.string().min(1).max(800).optional(),
      baseUrl: address.baseUrl.optional(),
      model: address.model.optional(),
      apiKey: address.apiKey,
    }),
    output: EmbedderEntry,
    examples: [],
    route: 'PUT /api/embedders/chosen',
    internal: true,
    role: 'admin',
    async run(ctx, { id, baseUrl, model, apiKey }) {
      const byAddress = baseUrl !== undefined && model !== undefined
      if ((id === undefined) !== byAddress || (!byAddress && (baseUrl ?? model ?? apiKey) !== undefined))
        throw modelErrors.bad_embedder_choice()
      let taken = id
      if (byAddress) {
        const origin = await privateOriginOf({ config, ownsInstance }, ctx, baseUrl)
        taken = await ladder.chooseAddress(ctx, { baseUrl, model, apiKey }, origin)
      } else await ladder.choose(ctx, id as string)
      await chosen(ctx)
      await ctx.events.publish(ctx, { name: 'embedder.chosen', data: {} })
      return (await ladder.list(ctx)).find(entry => entry.id === taken) as EmbedderEntry
    },
  })

export const tryEmbedder = ({ ladder, config, ownsInstance }: Omit<ChooseDeps, 'chosen'>) =>
  defineSkill({
    id: 'embedders.test',
    title: 'Test a server that embeds',
    description: 'Has a server embed one sentence and says how large its vectors are and how long it took, or what is wrong.',
    effect: 'read',
    unsafeRead: 'A server is asked by POST; it changes nothing there or here.',
    input: z.object(address),
    output: EmbedderTrial,
    examples: [],
    route: 'POST /api/embedders/test',
    internal: true,
    role: 'admin',
    timeout: 300_000,
    async run(ctx, { baseUrl, model, apiKey }) {
      const origin = await privateOriginOf({ config, ownsInstance }, ctx, baseUrl)
      const started = performance.now()
      try {
        const dimension = await ladder.try({ baseUrl, model, apiKey }, origin ?? undefined, ctx.signal)
        return { ok: true, dimension, latencyMs: Math.round(performance.now() - started) }
      } catch (error) {
        if (!AtomError.is(error) || ctx.signal.aborted) throw error
        return { ok: false, problem: error.message }
      }
    },
  })

const Files = z
  .array(z.object({ name: z.enum(modelFileNames), url: z.url(), sha256: z.string().regex(/^[0-9a-f]{64}$/i) }).strict())
  .min(3)
  .max(modelFileNames.length)

/** A signed address or a password in one would lie readable in the job's payload. */
const mayHoldSecret = (address: string): boolean => {
  const { username, password, search, hash } = new URL(address)
  return username + password + search + hash !== ''
}

interface FetchDeps extends Pick<ModelSkillDeps, 'ownsInstance'> {
  registry: EmbedderRegistry
  modelsDir: string | undefined
}

/** Only where the operator named a folder for it, and for the owner of the installation: the files are its own, not one workspace's. */
export const fetchEmbedder = ({ registry, modelsDir, ownsInstance }: FetchDeps) =>
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
      if (!(await ownsInstance(ctx))) throw modelErrors.fetch_is_for_owner()
      if (!modelsDir) throw modelErrors.no_models_dir()
      const secret = files.find(file => mayHoldSecret(file.url))
      if (secret) throw modelErrors.fetch_url_secret({ file: secret.name })
      if (registry.list().some(entry => entry.id === id)) throw modelErrors.embedder_exists({ id })
      return { jobId: await ctx.jobs.enqueue(ctx, { kind: fetchJobKind, payload: { id, files }, key: `${fetchJobKind}:${id}` }) }
    },
  })
