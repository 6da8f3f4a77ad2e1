import type { Context } from '@atom/kernel'
import type {
  DeleteQueryBuilder,
  DeleteResult,
  Insertable,
  InsertQueryBuilder,
  InsertResult,
  Kysely,
  SelectQueryBuilder,
  UpdateQueryBuilder,
  UpdateResult,
} from 'kysely'
import { handleOf } from './handle.ts'

/** Rows as callers give them: the workspace comes from the context. */
type Row<T, K extends keyof T> = Omit<Insertable<T[K]>, 'workspace_id'>

export interface Tables<T> {
  /** The plain handle, for joins and aggregates; scope it yourself. Inside a transaction it is the transaction. */
  db(ctx: Context): Kysely<T>
  from<K extends keyof T & string>(ctx: Context, table: K): SelectQueryBuilder<T, K, object>
  insert<K extends keyof T & string>(ctx: Context, table: K, rows: Row<T, K> | Row<T, K>[]): InsertQueryBuilder<T, K, InsertResult>
  update<K extends keyof T & string>(ctx: Context, table: K): UpdateQueryBuilder<T, K, K, UpdateResult>
  remove<K extends keyof T & string>(ctx: Context, table: K): DeleteQueryBuilder<T, K, DeleteResult>
}

/** A package's own tables, every query scoped to the context's workspace. */
export function tablesOf<T>(): Tables<T> {
  // The scope is a column every table has; Kysely cannot know that of a table it is yet to be told of.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const db = (ctx: Context): Kysely<any> => {
    ctx.checkTime?.()
    return handleOf(ctx).kysely
  }
  const scoped = {
    db,
    from: (ctx: Context, table: string) => db(ctx).selectFrom(table).where(`${table}.workspace_id`, '=', ctx.workspaceId),
    insert: (ctx: Context, table: string, rows: object | object[]) =>
      db(ctx)
        .insertInto(table)
        .values(
          Array.isArray(rows) ? rows.map(row => ({ ...row, workspace_id: ctx.workspaceId })) : { ...rows, workspace_id: ctx.workspaceId },
        ),
    update: (ctx: Context, table: string) => db(ctx).updateTable(table).where(`${table}.workspace_id`, '=', ctx.workspaceId),
    remove: (ctx: Context, table: string) => db(ctx).deleteFrom(table).where(`${table}.workspace_id`, '=', ctx.workspaceId),
  }
  return scoped as unknown as Tables<T>
}
