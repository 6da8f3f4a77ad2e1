import type { Context, Source, SourceItem } from '@atom/kernel'
import type { AtomEvent } from './event-bus.ts'
import { eventsSince } from './events-after.ts'

/** Records of ATOM's own that can be read as documents. */
export interface RecordsToRead extends Pick<Source, 'fetch' | 'permissions'> {
  /** Stable; also how the events of their changes begin: `note.created`. */
  kind: string
  /** Which record an event is about. */
  idOf(event: AtomEvent): string
  /** Ids after this one in their order, a page of them; none where there are no more. */
  idsAfter(ctx: Context, last: string): Promise<string[]>
  /** Those of these ids that are there. */
  itemsOf(ctx: Context, ids: string[]): Promise<SourceItem[]>
}

/** Milliseconds: what was changed in them may have become durable after the page was read. */
const overlap = 60_000

/**
 * Records as a source. A checkpoint is a moment (UTC ISO 8601): what changed after it is told by the events of that time, so that a write pays
 * nothing for it.
 */
export function sourceByEvents({ kind, idOf, idsAfter, itemsOf, fetch, permissions }: RecordsToRead): Source {
  async function* pages(ctx: Context, last = ''): AsyncGenerator<string[]> {
    for (let ids = await idsAfter(ctx, last); ids.length > 0; ids = await idsAfter(ctx, ids.at(-1) as string)) yield ids
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
        const ids = [...new Set(events.filter(event => event.name.startsWith(`${kind}.`)).map(idOf))]
        const items = await itemsOf(ctx, ids)
        const there = new Set(items.map(item => item.id))
        const last = events.at(-1)?.at
        const more = events.length >= 500 && last !== undefined && last > from
        yield { items, deleted: ids.filter(id => !there.has(id)), failures: [], checkpoint: more ? (last as string) : next }
        if (!more) return
        from = last as string
      }
    },
    fetch,
    ...(permissions ? { permissions } : {}),
  }
}
