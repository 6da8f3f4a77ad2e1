import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { store } from '../store.ts'
import { findWorkflow } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** Starts a run by hand. */
export const runWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.run',
    title: 'Run an automation',
    description: 'Starts the published version now, whatever its trigger is.',
    effect: 'write',
    input: z.object({
      id: ref('workflow'),
      input: z.record(z.string(), z.unknown()).optional().describe('What the run is given: event.input, and its fields under event.'),
      dry: z.boolean().optional().describe('A trial: what would change anything gives a placeholder.'),
    }),
    output: z.object({ runId: z.string() }),
    examples: [],
    route: 'POST /api/workflows/{id}/run',
    internal: true,
    target: ({ runId }) => runId,
    async run(ctx, { id, input, dry }) {
      const row = await findWorkflow(ctx, id)
      if (row.version === null) throw workflowErrors.not_published()
      const { published_by } = await store
        .from(ctx, 'workflow_version')
        .select('published_by')
        .where('workflow_id', '=', id)
        .where('version', '=', row.version)
        .executeTakeFirstOrThrow()
      const graph = await deps.plans.get(ctx, id, row.version)
      const runId = await deps.engine.start(ctx, graph, {
        workflowId: id,
        version: row.version,
        personId: published_by,
        trigger: 'manual',
        event: { ...input, input: input ?? {} },
        ...(dry ? { dry } : {}),
      })
      if (!runId) throw workflowErrors.skipped()
      return { runId }
    },
  })
