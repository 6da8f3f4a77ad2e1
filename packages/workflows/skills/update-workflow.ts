import { GraphJson, Workflow } from '@atom/contracts'
import { defineSkill, ref, title } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { invalidGraph } from '../graph/compile.ts'
import { readDraft } from '../graph/read-draft.ts'
import { refuseWithoutNeeded } from '../skill/users-of.ts'
import { store, type WorkflowTable } from '../store.ts'
import { sealSecret } from '../triggers/secret.ts'
import { versionGraph } from '../versions/version-graph.ts'
import { findWorkflow, workflowOf } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'
import { goLive, stop } from './publish-workflow.ts'

/** Changes the draft or the name, pauses or enables. Fires `workflow.updated`. */
export const updateWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.update',
    title: 'Change an automation',
    description: 'Changes its name or draft, or pauses and enables it with “enabled”. A changed draft is live only once it is published.',
    effect: 'write',
    input: z.object({
      id: ref('workflow'),
      name: title().optional(),
      graph: GraphJson.optional(),
      enabled: z.boolean().optional(),
      draft: z.boolean().optional().describe('Keep a graph that cannot run yet.'),
      revision: z.number().int().min(1).optional().describe('Refused when somebody changed the draft since this one.'),
    }),
    output: Workflow,
    examples: [],
    route: 'PATCH /api/workflows/{id}',
    internal: true,
    before: (ctx, { id }) => findWorkflow(ctx, id),
    undo: (now, input, before: WorkflowTable) => ({
      skill: 'workflows.update',
      input: {
        id: input.id,
        ...(input.name === undefined ? {} : { name: before.name }),
        ...(input.graph === undefined ? {} : { graph: JSON.parse(before.graph) as Record<string, unknown>, draft: true }),
        ...(input.enabled === undefined ? {} : { enabled: before.enabled === 1 }),
      },
      ifStill: {
        skill: 'workflows.get',
        input: { id: input.id },
        fields: {
          ...(input.name === undefined ? {} : { name: now.name }),
          ...(input.graph === undefined ? {} : { graph: now.graph }),
          ...(input.enabled === undefined ? {} : { enabled: now.enabled }),
        },
      },
    }),
    async run(ctx, { id, name, graph, enabled, draft, revision }) {
      const row = await findWorkflow(ctx, id)
      if (revision !== undefined && revision !== row.revision) throw workflowErrors.draft_changed()
      const read =
        graph === undefined ? undefined : readDraft(await sealSecret(ctx, deps.vault, graph, row.graph), await deps.draftDeps(ctx))
      if (read && read.problems.length > 0 && !draft) throw invalidGraph(read.problems)
      if (enabled === true && row.version === null) throw workflowErrors.not_published()
      await store
        .update(ctx, 'workflow')
        .set({
          ...(name === undefined ? {} : { name }),
          ...(read ? { graph: read.text, complete: read.problems.length === 0 ? 1 : 0, revision: row.revision + 1 } : {}),
          ...(enabled === undefined ? {} : { enabled: enabled ? 1 : 0 }),
          updated_at: ctx.clock.now().toISOString(),
        })
        .where('id', '=', id)
        .execute()
      if (enabled === false) await stop(ctx, deps, id)
      if (enabled === true && row.enabled === 0) {
        await refuseWithoutNeeded(ctx, name ?? row.name, JSON.parse(await versionGraph(ctx, id, row.version as number)))
        await goLive(ctx, deps, id, row.version as number)
      }
      await ctx.events.publish(ctx, { name: 'workflow.updated', data: { id } })
      return workflowOf(ctx, deps, await findWorkflow(ctx, id), read)
    },
  })
