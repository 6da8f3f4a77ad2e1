import type { Context } from '@atom/kernel'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import type { EventRow } from './record.ts'

/** The dates a series leaves out, from now on. */
export async function setExceptions(ctx: Context, row: EventRow, except: string[]): Promise<void> {
  await store
    .update(ctx, 'calendar_event')
    .set({ except: JSON.stringify([...new Set(except)]), updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', row.id)
    .execute()
  await announce(ctx, 'calendar_event', 'updated', row.id, { title: row.title, changed: ['dates'] })
}
