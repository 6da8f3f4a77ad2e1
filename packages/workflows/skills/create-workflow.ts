import { GraphJson, Workflow } from '@atom/contracts'
import { defineSkill, newId, title } from '@atom/kernel'
import { z } from 'zod'
import { invalidGraph } from '../graph/compile.ts'
import { readDraft } from '../graph/read-draft.ts'
import { store } from '../store.ts'
import { sealSecret } from '../triggers/secret.ts'
import { findWorkflow, workflowOf } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** Adds an automation as a draft. Fires `workflow.created`. */
export const createWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.create',
    title: 'Create an automation',
    description: 'Adds an automation from a graph, as a draft. It runs once it is published with workflows.publish.',
    effect: 'write',
    input: z.object({
      name: title(),
      graph: GraphJson,
      draft: z.boolean().optional().describe('Keep a graph that cannot run yet.'),
    }),
    output: Workflow,
    examples: [],
    route: 'POST /api/workflows',
    status: 201,
    internal: true,
    undo: ({ id, name, graph }) => ({
      skill: 'workflows.delete',
      input: { id },
      ifStill: { skill: 'workflows.get', input: { id }, fields: { name, graph } },
    }),
    async run(ctx, { name, graph, draft }) {
      const { text, problems, warnings } = readDraft(await sealSecret(ctx, deps.vault, graph), await deps.draftDeps(ctx))
      if (problems.length > 0 && !draft) throw invalidGraph(problems)
      const now = ctx.clock.now().toISOString()
      const id = newId()
      await store
        .insert(ctx, 'workflow', {
          id,
          name,
          graph: text,
          revision: 1,
          complete: problems.length === 0 ? 1 : 0,
          version: null,
          enabled: 0,
          created_by: ctx.person.id,
          created_at: now,
          updated_at: now,
          deleted_at: null,
        })
        .execute()
      await ctx.events.publish(ctx, { name: 'workflow.created', data: { id } })
      return workflowOf(ctx, deps, await findWorkflow(ctx, id), { problems, warnings })
    },
  })
