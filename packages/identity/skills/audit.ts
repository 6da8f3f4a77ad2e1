import { AuditItem, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { namesOfActors } from '../names-of-actors.ts'
import { store } from '../store.ts'

export const listAudit = defineSkill({
  id: 'audit.list',
  title: 'Read the audit log',
  description: 'Who did what in this workspace, newest first: ids and names of fields, never values.',
  effect: 'read',
  input: z.object(pageRequest),
  output: pageOf(AuditItem),
  examples: [],
  route: 'GET /api/audit',
  internal: true,
  role: 'admin',
  async run(ctx, page) {
    const { items, nextCursor } = await paginate(store.from(ctx, 'audit').selectAll(), page, [{ column: 'id', order: 'desc' }])
    const names = await namesOfActors(
      ctx,
      items.map(item => item.actor),
    )
    return {
      items: items.map(({ workspace_id: _, target, fields, error, outcome, ...row }) => ({
        ...row,
        ...(names.has(row.actor) ? { who: names.get(row.actor) } : {}),
        ...(target === null ? {} : { target }),
        fields: JSON.parse(fields) as string[],
        outcome: outcome as AuditItem['outcome'],
        ...(error === null ? {} : { error }),
      })),
      nextCursor,
    }
  },
})
