import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { store } from '../store.ts'
import { find, type ModelSkillDeps } from './deps.ts'
import * as fields from './fields.ts'
import { move } from './update.ts'

export const removeModel = (deps: ModelSkillDeps) =>
  defineSkill({
    id: 'models.remove',
    title: 'Remove a language model',
    description: 'Removes a language model and its key from this workspace. What it used stays in the record of usage.',
    effect: 'destructive',
    input: z.object({ id: fields.id }),
    output: z.object({ id: z.string() }),
    examples: [],
    route: 'DELETE /api/models/{id}',
    internal: true,
    role: 'admin',
    async run(ctx, { id }) {
      const { secretId } = await find(deps, ctx, id)
      await store.remove(ctx, 'model_provider').where('id', '=', id).execute()
      if (secretId) await deps.vault.drop(ctx, secretId)
      await move(ctx, undefined, 0)
      await ctx.events.publish(ctx, { name: 'model.removed', data: { id } })
      return { id }
    },
  })
