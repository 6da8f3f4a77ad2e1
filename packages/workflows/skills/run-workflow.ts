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
    examples: [
      { say: 'run the automation weekly report', input: { id: 'weekly report' } },
      { say: 'run the weekly report automation now', input: { id: 'weekly report' } },
      { say: 'start the automation morning agenda', input: { id: 'morning agenda' } },
      { say: 'trigger the weekly report workflow', input: { id: 'weekly report' } },
      { say: 'execute the automation weekly report', input: { id: 'weekly report' } },
      { say: 'run the workflow weekly report right now', input: { id: 'weekly report' } },
    ],
    synonyms: { verbs: ['run', 'trigger', 'execute'], nouns: ['automation', 'workflow', 'automations', 'workflows'] },
    route: 'POST /api/workflows/{id}/run',
    tell: () => 'It is running. Ask me how it went in a moment.',
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
