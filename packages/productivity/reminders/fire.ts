import { firstOwner, type NewNotification } from '@atom/identity'
import type { JobHandler } from '@atom/jobs'
import type { Context, UnitOfWork } from '@atom/kernel'
import { peopleIn } from '../people.ts'
import { announce } from '../record-store.ts'
import { type RowOf, store } from '../store.ts'
import { fireJob, keepJob } from './schedule.ts'
import { moveOn } from './settle.ts'

export interface FireDeps {
  unitOfWork: UnitOfWork
  /** Writes a notification in the caller's transaction. */
  notify: (ctx: Context, notification: NewNotification) => Promise<unknown>
}

/**
 * Fires a reminder: a notification for its person, and its next date. All in one transaction, so that a second run after a crash
 * finds it either fired or not at all.
 */
export const fireReminder = ({ unitOfWork, notify }: FireDeps): JobHandler => ({
  kind: fireJob,
  run: (ctx, payload) =>
    unitOfWork.writing(ctx, async tx => {
      const id = String(payload.id)
      const row = await store.from(tx, 'reminder').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
      if (row?.status !== 'scheduled') return
      // It was moved after this job had been taken: the job for the new time may have been replaced by none.
      if (row.fire_at > tx.clock.now().toISOString()) return keepJob(tx, row)
      await notify(tx, await notification(tx, row))
      await moveOn(tx, id, 'fired')
      await announce(tx, 'reminder', 'fired', id, { title: row.title, due: row.due })
    }),
})

/** A member is told directly; for anybody else, who made the reminder is told whom it is for, and when they left, the workspace's first owner. */
async function notification(ctx: Context, row: RowOf<'reminder'>): Promise<NewNotification> {
  const about = { kind: 'reminder', title: row.title, link: `/reminders?id=${row.id}` }
  const people = await peopleIn(ctx, [row.person, row.created_by])
  const person = row.person ?? row.created_by
  if (people.member(person))
    return { personId: person, ...about, ...(row.person === null ? {} : { body: `From ${people.nameOf(row.created_by)}` }) }
  const personId = people.idOf(row.created_by) ?? (await firstOwner(ctx)) ?? row.created_by
  return { personId, ...about, title: `${people.nameOf(person)}: ${row.title}` }
}
