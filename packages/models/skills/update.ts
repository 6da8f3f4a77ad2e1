import { LanguageModelEntry } from '@atom/contracts'
import { type Context, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { modelErrors } from '../errors.ts'
import { kinds, type Provider } from '../providers/provider.ts'
import { store } from '../store.ts'
import { find, type ModelSkillDeps } from './deps.ts'
import { entryOf } from './entry.ts'
import * as fields from './fields.ts'
import { privateOriginOf } from './private-origin-of.ts'

export const updateModel = (deps: ModelSkillDeps) =>
  defineSkill({
    id: 'models.update',
    title: 'Change a language model',
    description:
      'Changes a language model’s name, address, key or place, or turns it off. With a new address it forgets the key for the old one.',
    effect: 'write',
    input: z.object({
      id: fields.id,
      name: fields.name.optional(),
      model: fields.model.optional(),
      baseUrl: fields.baseUrl.nullable().optional().describe('Null: the vendor’s own address.'),
      apiKey: fields.apiKey.nullable().optional().describe('Null forgets the key.'),
      enabled: z.boolean().optional(),
      position: z.number().int().min(0).max(1000).optional().describe('0 is tried first.'),
    }),
    output: LanguageModelEntry,
    examples: [],
    route: 'PATCH /api/models/{id}',
    internal: true,
    role: 'admin',
    async run(ctx, { id, name, model, baseUrl, apiKey, enabled, position }) {
      const known = await find(deps, ctx, id)
      const address = baseUrl === undefined ? known.baseUrl : (baseUrl ?? undefined)
      if (known.kind === 'openai-compatible' && !address) throw modelErrors.base_url_needed()
      const allowed = await privateOriginOf(deps, ctx, address, known)
      const secretId = await changeKey(deps, ctx, known, address, apiKey)
      if (known.kind !== 'openai-compatible' && !secretId) throw modelErrors.key_needed({ kind: kinds[known.kind].title })
      await store
        .update(ctx, 'model_provider')
        .set({
          name: name ?? known.name,
          model: model ?? known.model,
          base_url: address ?? null,
          private_origin: allowed,
          secret_id: secretId ?? null,
          enabled: (enabled ?? known.enabled) ? 1 : 0,
          updated_at: ctx.clock.now().toISOString(),
        })
        .where('id', '=', id)
        .execute()
      if (position !== undefined) await move(ctx, id, position)
      await ctx.events.publish(ctx, { name: 'model.updated', data: { id } })
      return entryOf(await find(deps, ctx, id), deps.config)
    },
  })

/** A key is for one host. Sent to another it would be given away to whoever set that address. */
async function changeKey(
  deps: ModelSkillDeps,
  ctx: Context,
  known: Provider,
  address: string | undefined,
  apiKey: string | null | undefined,
) {
  const hostOf = (url = kinds[known.kind].baseUrl) => url && new URL(url).origin
  const keeps = apiKey === undefined && hostOf(address) === hostOf(known.baseUrl)
  if (keeps) return known.secretId
  if (known.secretId) await deps.vault.drop(ctx, known.secretId)
  return apiKey ? deps.vault.seal(ctx, apiKey) : undefined
}

/** Puts one at a place and closes the ranks. */
export async function move(ctx: Context, id: string | undefined, position: number): Promise<void> {
  const rows = await store.from(ctx, 'model_provider').select(['id', 'position']).orderBy('position').orderBy('id').execute()
  const order = rows.map(row => row.id).filter(other => other !== id)
  if (id !== undefined) order.splice(position, 0, id)
  const changed = order.flatMap((own, place) => (rows.find(row => row.id === own)?.position === place ? [] : [{ own, place }]))
  for (const { own, place } of changed) await store.update(ctx, 'model_provider').set({ position: place }).where('id', '=', own).execute()
}
