import { GraphJson } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { store } from '../store.ts'

/** One version with its graph, also of an automation that was deleted: its runs are still looked at. */
export const getVersion = () =>
  defineSkill({
    id: 'workflows.version',
    title: 'Look at a version of an automation',
    description: 'The graph of one version. Below zero are drafts that were tried out.',
    effect: 'read',
    input: z.object({ id: z.string().min(1).max(100), version: z.coerce.number().int() }),
    output: z.object({ version: z.number().int(), graph: GraphJson, publishedBy: z.string(), publishedAt: z.string() }),
    examples: [],
    route: 'GET /api/workflows/{id}/versions/{version}',
    internal: true,
    async run(ctx, { id, version }) {
      const row = await store
        .from(ctx, 'workflow_version')
        .selectAll()
        .where('workflow_id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      if (!row) throw workflowErrors.version_not_found({ version: String(version) })
      return { version: row.version, graph: JSON.parse(row.graph), publishedBy: row.published_by, publishedAt: row.published_at }
    },
  })
