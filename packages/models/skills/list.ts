import { LanguageModelEntry, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { pageAmong } from '@atom/storage'
import { z } from 'zod'
import type { ModelSkillDeps } from './deps.ts'
import { entryOf } from './entry.ts'

export const listModels = ({ models, config }: ModelSkillDeps) =>
  defineSkill({
    id: 'models.list',
    title: 'List language models',
    description: 'The language models of this workspace in the order they are tried, never their keys.',
    effect: 'read',
    input: z.object(pageRequest),
    output: pageOf(LanguageModelEntry),
    examples: [],
    route: 'GET /api/models',
    internal: true,
    run: async (ctx, page) =>
      pageAmong(
        (await models.providers(ctx)).map(provider => entryOf(provider, config)),
        page,
      ),
  })
