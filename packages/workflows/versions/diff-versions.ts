import { WorkflowDiff } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { findWorkflow } from '../workflow-record.ts'
import { diffGraphs } from './diff.ts'
import { versionGraph } from './version-graph.ts'

export const diffVersions = () =>
  defineSkill({
    id: 'workflows.diff',
    title: 'Compare versions of an automation',
    description: 'What differs between two versions, or between a version and the draft: steps, their fields and the arrows.',
    effect: 'read',
    input: z.object({
      id: ref('workflow'),
      from: z.number().int().optional().describe('A version; the live one unless told.'),
      to: z.number().int().optional().describe('A version; the draft unless told.'),
    }),
    output: WorkflowDiff,
    examples: [],
    route: 'GET /api/workflows/{id}/diff',
    internal: true,
    async run(ctx, { id, from, to }) {
      const workflow = await findWorkflow(ctx, id)
      const old = from ?? workflow.version
      if (old === null) throw workflowErrors.not_published()
      const before = await versionGraph(ctx, id, old)
      const after = to === undefined ? workflow.graph : await versionGraph(ctx, id, to)
      return { from: old, to: to ?? null, ...diffGraphs(JSON.parse(before), JSON.parse(after)) }
    },
  })
