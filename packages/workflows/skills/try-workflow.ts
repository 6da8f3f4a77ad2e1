import { type Context, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { compileGraph } from '../graph/compile.ts'
import { store } from '../store.ts'
import { keepVersion } from '../versions/keep-version.ts'
import { findWorkflow } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** Runs the draft once, as whoever asks, without making it live. */
export const tryWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.try',
    title: 'Try an automation',
    description: 'Runs the draft once with an event of your own, as you. It is real unless “dry” is set; nothing is published.',
    effect: 'write',
    input: z.object({
      id: ref('workflow'),
      event: z.record(z.string(), z.unknown()).optional().describe('What “event” stands for.'),
      dry: z.boolean().optional().describe('What would change anything gives a placeholder.'),
    }),
    output: z.object({ runId: z.string() }),
    examples: [],
    route: 'POST /api/workflows/{id}/try',
    internal: true,
    target: ({ runId }) => runId,
    async run(ctx, { id, event, dry }) {
      const { graph } = await findWorkflow(ctx, id)
      compileGraph(JSON.parse(graph), await deps.compile(ctx))
      const version = await trialOf(ctx, id, graph)
      const runId = await deps.engine.start(ctx, await deps.plans.get(ctx, id, version), {
        workflowId: id,
        version,
        personId: ctx.person.id,
        trigger: 'manual',
        event: event ?? {},
        ...(dry ? { dry } : {}),
      })
      if (!runId) throw workflowErrors.skipped()
      return { runId }
    },
  })

/** The draft kept as a version below zero; the last one again where nothing has changed since. */
async function trialOf(ctx: Context, id: string, graph: string): Promise<number> {
  const last = await store
    .from(ctx, 'workflow_version')
    .select(['version', 'graph', 'published_by'])
    .where('workflow_id', '=', id)
    .where('version', '<', 0)
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  if (last?.graph === graph && last.published_by === ctx.person.id) return last.version
  const version = (last?.version ?? 0) - 1
  await keepVersion(ctx, { workflowId: id, version, graph })
  return version
}
