import { sourceByEvents } from '@atom/events'
import type { Context, Source, SourceItem } from '@atom/kernel'
import { getEvent } from './calendar/record.ts'
import { getContact } from './contacts/record.ts'
import { getNote } from './notes/record.ts'
import { peopleIn } from './people.ts'
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
/** Counted up where records are written out in another way, so that all are read anew. */
const writing = 2

interface Kind {
  kind: string
  title: string
  table: Table
  text(ctx: Context, id: string): Promise<RecordText>
}

const kinds: Kind[] = [
  { kind: 'note', title: 'Notes', table: 'note', text: async (ctx, id) => noteText(await getNote(ctx, id)) },
  { kind: 'task', title: 'Tasks', table: 'task', text: async (ctx, id) => taskText(await getTask(ctx, id), ctx.person.timeZone) },
  {
    kind: 'event',
    title: 'Calendar',
    table: 'calendar_event',
    text: async (ctx, id) => eventText(await getEvent(ctx, id), ctx.person.timeZone),
  },
  { kind: 'contact', title: 'Contacts', table: 'contact', text: async (ctx, id) => contactText(await getContact(ctx, id)) },
  {
    kind: 'reminder',
    title: 'Reminders',
    table: 'reminder',
    text: async (ctx, id) => reminderText(await getReminder(ctx, id), ctx.person.timeZone),
  },
]

/** Tasks, meetings, notes, contacts and reminders as sources. */
export const recordSources: RecordSource[] = kinds.map(kind => ({ kind: kind.kind, title: kind.title, source: sourceOf(kind) }))

function sourceOf({ kind, table, text }: Kind): Source {
  return sourceByEvents({
    kind,
    idOf: event => String(event.data.id),
    async idsAfter(ctx, last) {
      const rows = await store
        .from(ctx, table)
        .select('id')
        .where('deleted_at', 'is', null)
        .where('id', '>', last)
        .orderBy('id')
        .limit(pageSize)
        .execute()
      return rows.map(row => row.id)
    },
    async itemsOf(ctx, ids) {
      const items: SourceItem[] = []
      const rows =
        ids.length === 0
          ? []
          : await store.from(ctx, table).select(['id', 'updated_at']).where('id', 'in', ids).where('deleted_at', 'is', null).execute()
      for (const row of rows) {
        const { title, uri } = await text(ctx, row.id)
        items.push({ id: row.id, version: `${row.updated_at} ${writing}`, updatedAt: row.updated_at, title, uri })
      }
      return items
    },
    async fetch(ctx, id) {
      const { text: written } = await text(await asMaker(ctx, table, id), id)
      return { content: new TextEncoder().encode(written), mediaType: kind === 'note' ? 'text/markdown' : 'text/plain' }
    },
  })
}

/** The system reads records; their times are those of who made them. */
async function asMaker(ctx: Context, table: Table, id: string): Promise<Context> {
  const row = await store.from(ctx, table).select('created_by').where('id', '=', id).executeTakeFirst()
  const maker = row && (await peopleIn(ctx, [row.created_by])).member(row.created_by)
  return maker ? { ...ctx, person: { ...ctx.person, timeZone: maker.timeZone } } : ctx
}
