import { GraphProblem, type Workflow } from '@atom/contracts'
import { type Context, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import type { CompileDeps } from '../graph/compile.ts'
import type { Graph } from '../graph/schema.ts'
import type { SkillDeps } from '../skills/deps.ts'
import { findWorkflow } from '../workflow-record.ts'
import { exported } from './export.ts'
import { readFile } from './file.ts'
import { namesOf, settle } from './portable.ts'

const File = z.strictObject({
  text: z.string().min(1).max(2_000_000).describe('YAML, as the export gives it.'),
  id: z.string().max(100).optional().describe('The automation it replaces; found by its name unless told.'),
  expect: z.string().max(64).optional().describe('Hash of the export it was made from: refused when that is no longer what is here.'),
})
const Item = z.object({
  name: z.string(),
  id: z.string(),
  status: z
    .enum(['created', 'changed', 'same', 'clash', 'conflict'])
    .describe('“clash”: one of that name is here, and “replace” is not set. “conflict”: it was changed here. Both change nothing.'),
  hash: z.string().describe('Of its export now.'),
  problems: z.array(GraphProblem).describe('What keeps it from being published.'),
  secrets: z.array(z.string()).describe('Secrets that a file does not hold and that are to be set by hand.'),
})

/** Takes automations from files, as drafts. */
export const importWorkflows = ({ compile: compileFor }: SkillDeps) =>
  defineSkill({
    id: 'workflows.import',
    title: 'Import automations',
    description:
      'Takes automations from exported files, as drafts or published at once. One with the same name is replaced only when told.',
    effect: 'write',
    input: z.object({
      files: z.array(File).min(1).max(200),
      replace: z.boolean().optional(),
      publish: z.boolean().optional().describe('Publish those that can be.'),
    }),
    output: z.object({ items: z.array(Item) }),
    examples: [],
    route: 'POST /api/workflows/import',
    internal: true,
    async run(ctx, { files, replace = false, publish = false }) {
      const compile = await compileFor(ctx)
      const read = files.map(file => ({ ...file, ...readFile(file.text) }))
      const items: z.infer<typeof Item>[] = []
      const taken: { at: number; id: string; graph: Graph; before: Graph | undefined }[] = []
      for (const { name, graph, id: given, expect, text } of read) {
        const here = [...(await namesOf(ctx))].filter(([, known]) => known === name).map(([id]) => id)
        const id = given ?? here[0]
        const item = { name, id: id ?? '', hash: '', problems: [], secrets: [] }
        if (id === undefined) {
          const made = (await ctx.invoke('workflows.create', { name, graph: bare, draft: true })) as Workflow
          taken.push({ at: items.length, id: made.id, graph: graph as unknown as Graph, before: undefined })
          items.push({ ...item, id: made.id, status: 'created' })
          continue
        }
        const now = await exported(ctx, compile, id)
        if (now.text === text) items.push({ ...item, status: 'same', hash: now.hash })
        else if (expect !== undefined && expect !== now.hash) items.push({ ...item, status: 'conflict', hash: now.hash })
        else if (given === undefined && (!replace || here.length > 1)) items.push({ ...item, status: 'clash', hash: now.hash })
        else {
          const before = JSON.parse((await findWorkflow(ctx, id)).graph) as Graph
          taken.push({ at: items.length, id, graph: graph as unknown as Graph, before })
          items.push({ ...item, status: 'changed' })
        }
      }
      // Every one is here now, so each can name the others.
      for (const { at, ...one } of taken)
        Object.assign(items[at] as object, await take(ctx, compile, one, (items[at] as { name: string }).name, publish))
      return { items }
    },
  })

/** Puts a graph in the place of a draft. @returns what is to be said of it */
async function take(
  ctx: Context,
  compile: CompileDeps,
  { id, graph, before }: { id: string; graph: Graph; before: Graph | undefined },
  name: string,
  publish: boolean,
): Promise<Pick<z.infer<typeof Item>, 'hash' | 'problems' | 'secrets'>> {
  const settled = settle(graph, before, await namesOf(ctx), compile)
  const saved = (await ctx.invoke('workflows.update', { id, name, graph: settled.graph, draft: true })) as Workflow
  const unknown = settled.unknown.map(other => ({ message: `It names the automation “${other}”, which is not here, or more than once.` }))
  const problems = [...saved.problems, ...unknown]
  if (publish && problems.length === 0) await ctx.invoke('workflows.publish', { id, note: 'From a file' })
  return { problems, secrets: settled.secrets, hash: (await exported(ctx, compile, id)).hash }
}

const bare = { trigger: { type: 'manual' }, nodes: [], edges: [] }
