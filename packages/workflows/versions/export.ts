import { type Context, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import type { CompileDeps } from '../graph/compile.ts'
import type { SkillDeps } from '../skills/deps.ts'
import { findWorkflow } from '../workflow-record.ts'
import { fileOf, hashOf, slugOf } from './file.ts'
import { addressesOf, namesOf, portable } from './portable.ts'

const Exported = z.object({
  name: z.string(),
  file: z.string().describe('A name for the file.'),
  text: z.string().describe('YAML.'),
  hash: z.string().describe('SHA-256 of the text, in hex.'),
})

/** The draft as a file for git. */
export const exportWorkflow = ({ compile }: SkillDeps) =>
  defineSkill({
    id: 'workflows.export',
    title: 'Export an automation',
    description: 'The draft as a text made for git: no secrets, no ids of people, other automations by name.',
    effect: 'read',
    input: z.object({ id: ref('workflow') }),
    output: Exported,
    examples: [],
    route: 'GET /api/workflows/{id}/export',
    internal: true,
    run: async (ctx, { id }) => exported(ctx, await compile(ctx), id),
  })

/** @throws workflow.not_found */
export async function exported(ctx: Context, compile: CompileDeps, id: string): Promise<z.infer<typeof Exported>> {
  const { name, graph } = await findWorkflow(ctx, id)
  const text = fileOf(name, portable(JSON.parse(graph), await namesOf(ctx), await addressesOf(ctx), compile))
  return { name, file: `${slugOf(name)}.yaml`, text, hash: hashOf(text) }
}
