import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { formInput } from '../triggers/form-input.ts'
import { liveVersion } from '../workflow-record.ts'
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
      const live = await liveVersion(ctx, id)
      const graph = await deps.plans.get(ctx, id, live.version)
      const { trigger } = graph.graph
      const given = formInput(trigger.type === 'manual' ? trigger.form : undefined, input ?? {})
      const runId = await deps.engine.start(ctx, graph, {
        ...live,
        trigger: 'manual',
        event: { ...given, input: given },
        ...(dry ? { dry } : {}),
      })
      if (!runId) throw workflowErrors.skipped()
      return { runId }
    },
  })
