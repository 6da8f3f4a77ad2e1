import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { liveGraph } from '../skill/live-graph.ts'
import { refuseWhileUsed } from '../skill/users-of.ts'
import { store } from '../store.ts'
import { findWorkflow } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'
import { goLive, stop } from './publish-workflow.ts'

/** Removes an automation that no other needs; its runs under way end by themselves. Fires `workflow.deleted`. @throws workflow.in_use */
export const deleteWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.delete',
    title: 'Delete an automation',
    description: 'Removes an automation. Nothing starts it any more; what its runs did stays.',
    effect: 'destructive',
    input: z.object({ id: ref('workflow') }),
    output: z.object({ id: z.string() }),
    examples: [
      { say: 'delete the automation weekly report', input: { id: 'weekly report' } },
      { say: 'remove the weekly report automation', input: { id: 'weekly report' } },
      { say: 'get rid of the workflow morning agenda', input: { id: 'morning agenda' } },
      { say: 'throw away the automation weekly report', input: { id: 'weekly report' } },
    ],
    synonyms: {
      verbs: ['delete', 'remove', 'get rid of', 'throw away', 'drop'],
      nouns: ['automation', 'workflow', 'automations', 'workflows'],
    },
    route: 'DELETE /api/workflows/{id}',
    tell: () => 'The automation is deleted. Nothing starts it any more.',
    undo: ({ id }) => ({ skill: 'workflows.restore', input: { id } }),
    async run(ctx, { id }) {
      const { name } = await findWorkflow(ctx, id)
      await refuseWhileUsed(ctx, { id, name, skill: (await liveGraph(ctx, id))?.settings?.skill?.id })
      await store.update(ctx, 'workflow').set({ deleted_at: ctx.clock.now().toISOString() }).where('id', '=', id).execute()
      await stop(ctx, deps, id)
      await ctx.events.publish(ctx, { name: 'workflow.deleted', data: { id } })
      return { id }
    },
  })

/** Brings a deleted automation back, enabled if it was. */
export const restoreWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.restore',
    title: 'Restore an automation',
    description: 'Brings back an automation that was deleted.',
    effect: 'write',
    input: z.object({ id: z.string().max(100) }),
    output: z.object({ id: z.string() }),
    examples: [],
    internal: true,
    async run(ctx, { id }) {
      const row = await store.from(ctx, 'workflow').selectAll().where('id', '=', id).where('deleted_at', 'is not', null).executeTakeFirst()
      if (!row) throw workflowErrors.not_found()
      await store.update(ctx, 'workflow').set({ deleted_at: null }).where('id', '=', id).execute()
      if (row.enabled === 1 && row.version !== null) await goLive(ctx, deps, id, row.version)
      await ctx.events.publish(ctx, { name: 'workflow.created', data: { id } })
      return { id }
    },
  })
