import { ModelTrial } from '@atom/contracts'
import { AtomError, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { fallbackModel } from '../providers/fallback-model.ts'
import type { ModelSkillDeps } from './deps.ts'
import * as fields from './fields.ts'

/** OpenAI's Responses API refuses fewer. */
const fewestTokens = 16

export const tryModel = ({ models }: ModelSkillDeps) =>
  defineSkill({
    id: 'models.test',
    title: 'Test a language model',
    description: 'Asks a language model for one word and says how long it took, or what is wrong.',
    effect: 'read',
    unsafeRead: 'A model is asked by POST; it changes nothing there or here.',
    input: z.object({ id: fields.id }),
    output: ModelTrial,
    examples: [],
    route: 'POST /api/models/{id}/test',
    internal: true,
    role: 'admin',
    // Above the longest ATOM_MODEL_WAIT.
    timeout: 3_660_000,
    async run(ctx, { id }) {
      const started = performance.now()
      try {
        const model = fallbackModel([await models.modelOf(ctx, id)])
        const { stream } = await model.doStream({
          prompt: [{ role: 'user', content: [{ type: 'text', text: 'Reply with the word OK.' }] }],
          maxOutputTokens: fewestTokens,
          abortSignal: ctx.signal,
        })
        const latencyMs = Math.round(performance.now() - started)
        await stream.cancel()
        return { ok: true, latencyMs }
      } catch (error) {
        if (!AtomError.is(error) || error.code === 'models.unknown_provider' || ctx.signal.aborted) throw error
        return { ok: false, problem: error.message }
      }
    },
  })
