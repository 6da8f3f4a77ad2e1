import { eventsSince } from '@atom/events'
import type { Context, Source, SourceItem } from '@atom/kernel'
import { getEvent } from './calendar/record.ts'
import { getContact } from './contacts/record.ts'
import { getNote } from './notes/record.ts'
import type { Table } from './record-store.ts'
import { contactText, eventText, noteText, type RecordText, reminderText, taskText } from './record-texts.ts'
import { getReminder } from './reminders/record.ts'
import { store } from './store.ts'
import { getTask } from './tasks/record.ts'

/** The records of one kind as a source of documents. */
export interface RecordSource {
  /** Stable; also how its events begin: `note.created`. */
  kind: string
  title: string
  source: Source
}

/** Records in one page. */
const pageSize = 200
/** Milliseconds: what was changed in them may have become durable after the page was read. */
const overlap = 60_000

interface Kind {
  kind: string
  title: string
  table: Table
  text(ctx: Context, id: string): Promise<RecordText>
}

const kinds: Kind[] = [
  { kind: 'note', title: 'Notes', table: 'note', text: async (ctx, id) => noteText(await getNote(ctx, id)) },
  { kind: 'task', title: 'Tasks', table: 'task', text: async (ctx, id) => taskText(await getTask(ctx, id)) },
  { kind: 'event', title: 'Calendar', table: 'calendar_event', text: async (ctx, id) => eventText(await getEvent(ctx, id)) },
  { kind: 'contact', title: 'Contacts', table: 'contact', text: async (ctx, id) => contactText(await getContact(ctx, id)) },
  { kind: 'reminder', title: 'Reminders', table: 'reminder', text: async (ctx, id) => reminderText(await getReminder(ctx, id)) },
]

/**
 * Tasks, meetings, notes, contacts and reminders as sources. A checkpoint is a moment (UTC ISO 8601): what changed after it is told by the
 * events of that time, so that a write pays nothing for it.
 */
export const recordSources: RecordSource[] = kinds.map(kind => ({ kind: kind.kind, title: kind.title, source: sourceOf(kind) }))

function sourceOf({ kind, table, text }: Kind): Source {
  /** Those of these ids that are there, as items. */
  async function itemsOf(ctx: Context, ids: string[]): Promise<SourceItem[]> {
    const items: SourceItem[] = []
    const rows =
      ids.length === 0
        ? []
        : await store.from(ctx, table).select(['id', 'updated_at']).where('id', 'in', ids).where('deleted_at', 'is', null).execute()
    for (const row of rows) {
      const { title, uri } = await text(ctx, row.id)
      items.push({ id: row.id, version: row.updated_at, updatedAt: row.updated_at, title, uri })
    }
    return items
  }

  async function* pages(ctx: Context, after = ''): AsyncGenerator<string[]> {
    let last = after
    for (;;) {
      const rows = await store
        .from(ctx, table)
        .select('id')
        .where('deleted_at', 'is', null)
        .where('id', '>', last)
        .orderBy('id')
        .limit(pageSize)
        .execute()
      if (rows.length === 0) return
      yield rows.map(row => row.id)
      last = rows.at(-1)?.id as string
    }
  }

  const checkpointNow = (ctx: Context): string => new Date(ctx.clock.now().getTime() - overlap).toISOString()

  return {
    id: kind,
    // A checkpoint on the way is when the list was begun and the last id; that of the last page the time alone.
    async *list(ctx, checkpoint) {
      const [began = checkpointNow(ctx), after] = checkpoint?.split(' ') ?? []
      for await (const ids of pages(ctx, after))
        yield { items: await itemsOf(ctx, ids), failures: [], checkpoint: `${began} ${ids.at(-1)}` }
      yield { items: [], failures: [], checkpoint: began }
    },
    ids: ctx => pages(ctx),
    async *changesSince(ctx, checkpoint) {
      const next = checkpointNow(ctx)
      let from = checkpoint
      for (;;) {
        const events = await eventsSince(ctx, from)
        const ids = [...new Set(events.filter(event => event.name.startsWith(`${kind}.`)).map(event => String(event.data.id)))]
        const items = await itemsOf(ctx, ids)
        const there = new Set(items.map(item => item.id))
        const last = events.at(-1)?.at
        const more = events.length >= 500 && last !== undefined && last > from
        yield { items, deleted: ids.filter(id => !there.has(id)), failures: [], checkpoint: more ? (last as string) : next }
        if (!more) return
        from = last as string
      }
    },
    async fetch(ctx, id) {
      const { text: written } = await text(ctx, id)
      return { content: new TextEncoder().encode(written), mediaType: kind === 'note' ? 'text/markdown' : 'text/plain' }
    },
  }
}
