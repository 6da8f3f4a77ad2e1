import { Notification, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { identityErrors } from '../errors.ts'
import { notificationOf } from '../notify.ts'
import { store } from '../store.ts'

export const listNotifications = defineSkill({
  id: 'notifications.list',
  title: 'List notifications',
  description: 'The caller’s notifications, newest first.',
  effect: 'read',
  input: z.object({ unread: z.boolean().describe('Only those not read yet.').optional(), ...pageRequest }),
  output: pageOf(Notification),
  examples: [],
  route: 'GET /api/notifications',
  internal: true,
  async run(ctx, { unread, ...page }) {
    let query = store.from(ctx, 'notification').selectAll().where('person_id', '=', ctx.person.id)
    if (unread) query = query.where('read_at', 'is', null)
    const { items, nextCursor } = await paginate(query, page, [{ column: 'id', order: 'desc' }])
    return { items: items.map(notificationOf), nextCursor }
  },
})

export const readNotification = defineSkill({
  id: 'notifications.read',
  title: 'Mark a notification as read',
  description: 'Marks one of the caller’s notifications as read or unread.',
  effect: 'write',
  input: z.object({ id: z.string().min(1).max(100), read: z.boolean() }),
  output: Notification,
  examples: [],
  route: 'PATCH /api/notifications/{id}',
  internal: true,
  role: 'viewer',
  async run(ctx, { id, read }) {
    const own = store.from(ctx, 'notification').selectAll().where('id', '=', id).where('person_id', '=', ctx.person.id)
    const row = await own.executeTakeFirst()
    if (!row) throw identityErrors.notification_not_found()
    const read_at = read ? (row.read_at ?? ctx.clock.now().toISOString()) : null
    if (read_at === row.read_at) return notificationOf(row)
    await store.update(ctx, 'notification').set({ read_at }).where('id', '=', id).execute()
    await ctx.events.publish(ctx, { name: read ? 'notification.read' : 'notification.unread', data: { personId: ctx.person.id, id } })
    return notificationOf({ ...row, read_at })
  },
})

export const readAllNotifications = defineSkill({
  id: 'notifications.read-all',
  title: 'Mark all notifications as read',
  description: 'Marks every notification of the caller as read.',
  effect: 'write',
  input: z.object({}),
  output: z.object({ read: z.number().int() }),
  examples: [],
  route: 'POST /api/notifications/read',
  internal: true,
  role: 'viewer',
  async run(ctx) {
    const done = await store
      .update(ctx, 'notification')
      .set({ read_at: ctx.clock.now().toISOString() })
      .where('person_id', '=', ctx.person.id)
      .where('read_at', 'is', null)
      .executeTakeFirst()
    const read = Number(done.numUpdatedRows)
    // One event, however many there were.
    if (read > 0) await ctx.events.publish(ctx, { name: 'notification.all-read', data: { personId: ctx.person.id, read } })
    return { read }
  },
})
