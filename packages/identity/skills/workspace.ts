import { Workspace } from '@atom/contracts'
import { type Context, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { identityErrors } from '../errors.ts'
import { store } from '../store.ts'

async function readWorkspace(ctx: Context): Promise<Workspace> {
  const row = await store.db(ctx).selectFrom('workspace').selectAll().where('id', '=', ctx.workspaceId).executeTakeFirst()
  if (!row) throw identityErrors.no_such_workspace({ workspace: ctx.workspaceId })
  return { id: row.id, name: row.name, createdAt: row.created_at }
}

export const getWorkspace = defineSkill({
  id: 'workspace.get',
  title: 'Show the workspace',
  description: 'The workspace the caller works in.',
  effect: 'read',
  input: z.object({}),
  output: Workspace,
  examples: [],
  route: 'GET /api/workspace',
  internal: true,
  run: readWorkspace,
})

export const updateWorkspace = defineSkill({
  id: 'workspace.update',
  title: 'Rename the workspace',
  description: 'Gives the workspace another name.',
  effect: 'write',
  input: z.object({ name: z.string().trim().min(1).max(200) }),
  output: Workspace,
  examples: [],
  route: 'PATCH /api/workspace',
  internal: true,
  role: 'admin',
  before: readWorkspace,
  undo: ({ name }, _input, before: Workspace) => ({
    skill: 'workspace.update',
    input: { name: before.name },
    ifStill: { skill: 'workspace.get', input: {}, fields: { name } },
  }),
  async run(ctx, { name }) {
    await store
      .db(ctx)
      .updateTable('workspace')
      .set({ name, updated_at: ctx.clock.now().toISOString() })
      .where('id', '=', ctx.workspaceId)
      .execute()
    await ctx.events.publish(ctx, { name: 'workspace.updated', data: { id: ctx.workspaceId, name } })
    return readWorkspace(ctx)
  },
})
