import { Workflow } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import type { SkillDeps } from '../skills/deps.ts'
import { publishVersion } from '../skills/publish-workflow.ts'
import { store } from '../store.ts'
import { findWorkflow, workflowOf } from '../workflow-record.ts'
import { versionGraph } from './version-graph.ts'

/** Publishes an old version as a new one. Fires `workflow.published`. */
export const rollBackWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.roll-back',
    title: 'Roll back an automation',
    description:
      'Publishes an old version as a new one; its runs act as you. A draft without changes of its own follows, one with changes stays.',
    effect: 'write',
    input: z.object({ id: ref('workflow'), version: z.number().int().min(1), note: z.string().max(500).optional() }),
    output: Workflow,
    examples: [],
    route: 'POST /api/workflows/{id}/roll-back',
    internal: true,
    async run(ctx, { id, version, note }) {
      const row = await findWorkflow(ctx, id)
      if (row.version === null) throw workflowErrors.not_published()
      const graph = await versionGraph(ctx, id, version)
      const unchanged = row.graph === (await versionGraph(ctx, id, row.version))
      await publishVersion(ctx, deps, { id, graph, note: note ?? `Version ${version} again` })
      if (unchanged)
        await store
          .update(ctx, 'workflow')
          .set({ graph, complete: 1, revision: row.revision + 1 })
          .where('id', '=', id)
          .execute()
      return workflowOf(ctx, deps, await findWorkflow(ctx, id))
    },
  })
