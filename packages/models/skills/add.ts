import { LanguageModelEntry, modelKinds } from '@atom/contracts'
import { choice, defineSkill, newId } from '@atom/kernel'
import { z } from 'zod'
import { modelErrors } from '../errors.ts'
import { kinds } from '../providers/provider.ts'
import { store } from '../store.ts'
import { find, type ModelSkillDeps } from './deps.ts'
import { entryOf } from './entry.ts'
import * as fields from './fields.ts'
import { privateOriginOf } from './private-origin-of.ts'

export const addModel = (deps: ModelSkillDeps) =>
  defineSkill({
    id: 'models.add',
    title: 'Add a language model',
    description:
      'Adds a language model, tried after those there are. Its key is kept in the vault. An address on this machine or in its network is for the owner of the installation.',
    effect: 'write',
    input: z.object({
      kind: choice(modelKinds),
      name: fields.name.optional(),
      model: fields.model,
      baseUrl: fields.baseUrl.optional(),
      apiKey: fields.apiKey.optional(),
    }),
    output: LanguageModelEntry,
    examples: [],
    route: 'POST /api/models',
    status: 201,
    internal: true,
    role: 'admin',
    async run(ctx, { kind, name, model, baseUrl, apiKey }) {
      if (kind === 'openai-compatible' && !baseUrl) throw modelErrors.base_url_needed()
      if (kind !== 'openai-compatible' && !apiKey) throw modelErrors.key_needed({ kind: kinds[kind].title })
      const now = ctx.clock.now().toISOString()
      const rows = await store.from(ctx, 'model_provider').select('position').execute()
      const id = newId()
      const row = {
        id,
        kind,
        name: name ?? `${baseUrl ? new URL(baseUrl).host : kinds[kind].title} ${model}`.slice(0, 100),
        base_url: baseUrl ?? null,
        private_origin: await privateOriginOf(deps, ctx, baseUrl),
        model,
        secret_id: apiKey ? await deps.vault.seal(ctx, apiKey) : null,
        position: rows.length,
        enabled: 1,
        created_at: now,
        updated_at: now,
      }
      await store.insert(ctx, 'model_provider', row).execute()
      await ctx.events.publish(ctx, { name: 'model.created', data: { id } })
      return entryOf(await find(deps, ctx, id), deps.config)
    },
  })
