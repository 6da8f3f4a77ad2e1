import type { Notification } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { type NotificationTable, store } from './store.ts'

export interface NewNotification {
  personId: string
  /** What it is about, such as `reminder`. */
  kind: string
  title: string
  body?: string
  /** A path of the web app, such as `/tasks?id=…`. */
  link?: string
}

export type Notify = (ctx: Context, notification: NewNotification) => Promise<Notification>

/** Writes a notification in the caller's transaction; open pages hear of it by the event `notification.created` after commit. */
export const notify: Notify = async (ctx, { personId, kind, title, body, link }) => {
  const row = {
    id: newId(),
    person_id: personId,
    kind,
    title,
    body: body ?? null,
    link: link ?? null,
    created_at: ctx.clock.now().toISOString(),
    read_at: null,
  }
  await store.insert(ctx, 'notification', row).execute()
  const notification = notificationOf(row)
  await ctx.events.publish(ctx, { name: 'notification.created', data: { personId, ...notification } })
  return notification
}

/** In the caller's transaction: what stands at this address needs the person no more, and `outcome` says in a sentence what came of it. */
export async function settleNotifications(
  ctx: Context,
  { personId, link, outcome }: { personId: string; link: string; outcome: string },
): Promise<void> {
  const now = ctx.clock.now().toISOString()
  const settled = await store
    .update(ctx, 'notification')
    .set(eb => ({ body: outcome, read_at: eb.fn.coalesce('read_at', eb.val(now)) }))
    .where('person_id', '=', personId)
    .where('link', '=', link)
    .returning('id')
    .execute()
  for (const { id } of settled) await ctx.events.publish(ctx, { name: 'notification.read', data: { personId, id } })
}

export const notificationOf = (row: Omit<NotificationTable, 'workspace_id'>): Notification => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  ...(row.body === null ? {} : { body: row.body }),
  ...(row.link === null ? {} : { link: row.link }),
  createdAt: row.created_at,
  ...(row.read_at === null ? {} : { readAt: row.read_at }),
})
