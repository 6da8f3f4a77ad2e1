import type { Deleted, Project } from '@atom/contracts'
import { type Context, inZone, newId } from '@atom/kernel'
import { type Page, paginate } from '@atom/storage'
import { productivityErrors } from '../errors.ts'
import { announce, missing, restore, retract, softDelete } from '../record-store.ts'
import { searchText } from '../search.ts'
import { type RowOf, store } from '../store.ts'
import { undelete } from '../undelete.ts'

const projectRows = (ctx: Context) => store.from(ctx, 'project').selectAll().where('deleted_at', 'is', null)

function projectOf(ctx: Context, row: RowOf<'project'>): Project {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    name: row.name,
    notes: row.notes ?? undefined,
    createdAt: inZone(row.created_at, zone),
    updatedAt: inZone(row.updated_at, zone),
  }
}

const nameKey = (name: string): string => name.trim().toLowerCase()

const columns = (name: string, notes: string | null) => ({ name, name_key: nameKey(name), notes, search_text: searchText(name, notes) })

/** @throws kernel.not_found */
async function projectRow(ctx: Context, id: string): Promise<RowOf<'project'>> {
  const row = await projectRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing('project', id)
  return row
}

export const projectNamed = (ctx: Context, name: string): Promise<RowOf<'project'> | undefined> =>
  projectRows(ctx).where('name_key', '=', nameKey(name)).executeTakeFirst()

/** @throws productivity.name_taken */
export async function insertProject(ctx: Context, { name, notes }: { name: string; notes?: string }): Promise<Project> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  const result = await store
    .insert(ctx, 'project', {
      id,
      ...columns(name, notes ?? null),
      created_by: ctx.person.id,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    // Two people may name the same new project at once.
    .onConflict(conflict => conflict.columns(['workspace_id', 'name_key']).where('deleted_at', 'is', null).doNothing())
    .executeTakeFirst()
  if (result.numInsertedOrUpdatedRows === 0n) throw productivityErrors.name_taken({ name })
  await announce(ctx, 'project', 'created', id, { name })
  return projectOf(ctx, await projectRow(ctx, id))
}

export async function pageOfProjects(ctx: Context, input: { limit?: number; cursor?: string }): Promise<Page<Project>> {
  const { items, nextCursor } = await paginate(projectRows(ctx), input, [
    { column: 'name_key', order: 'asc' },
    { column: 'id', order: 'asc' },
  ])
  return { items: items.map(row => projectOf(ctx, row)), nextCursor }
}

/** @throws kernel.not_found */
export const getProject = async (ctx: Context, { id }: { id: string }): Promise<Project> => projectOf(ctx, await projectRow(ctx, id))

export async function projectBefore(ctx: Context, { id }: { id: string }): Promise<Record<string, unknown>> {
  const { name, notes } = await projectRow(ctx, id)
  return { name, notes }
}

/** @throws productivity.name_taken */
export async function changeProject(ctx: Context, input: { id: string; name?: string; notes?: string | null }): Promise<Project> {
  if (Object.keys(input).length < 2) throw productivityErrors.no_change()
  const row = await projectRow(ctx, input.id)
  const name = input.name ?? row.name
  const other = await projectNamed(ctx, name)
  if (other && other.id !== row.id) throw productivityErrors.name_taken({ name })
  const change = columns(name, input.notes === undefined ? row.notes : input.notes)
  await store
    .update(ctx, 'project')
    .set({ ...change, updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', input.id)
    .execute()
  await announce(ctx, 'project', 'updated', input.id, { name })
  return projectOf(ctx, await projectRow(ctx, input.id))
}

export async function removeProject(ctx: Context, { id }: { id: string }): Promise<Deleted> {
  const { name } = await projectRow(ctx, id)
  return { id, title: name, deleted: 1, ids: await softDelete(ctx, 'project', [id]) }
}

/** @throws productivity.name_taken */
export async function restoreProjects(ctx: Context, ids: string[]): Promise<string[]> {
  for (const id of ids) {
    const row = await store.from(ctx, 'project').selectAll().where('id', '=', id).where('deleted_at', 'is not', null).executeTakeFirst()
    if (row && (await projectNamed(ctx, row.name))) throw productivityErrors.name_taken({ name: row.name })
  }
  return restore(ctx, 'project', ids)
}

export const undeleteProjects = undelete({
  domain: 'projects',
  noun: 'project',
  restore: restoreProjects,
  retract: async (ctx, id) => void (await retract(ctx, 'project', id)),
})
