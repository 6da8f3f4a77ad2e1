import { createHash } from 'node:crypto'
import { type Affected, type Context, isDay, takeTurns } from '@atom/kernel'
import { type Kind, titlesOf } from './refs.ts'
import { date } from './saying.ts'

interface Meant {
  ids: string[]
  /** A day or moment: only that date of it. */
  date?: string | undefined
  following?: boolean | undefined
}

/** What deleting these records takes away, in the order given. */
export async function affected(ctx: Context, kind: Kind, { ids, date: only, following }: Meant): Promise<Affected> {
  const known = new Map<string, { title: string; updated_at: string }>()
  for (let n = 0; n < ids.length; n += 500) {
    for (const row of await titlesOf(ctx, kind, ids.slice(n, n + 500))) known.set(row.id, row)
    if (n > 0) await takeTurns(ctx)
  }
  const there = ids.filter(id => known.has(id))
  const versions = there.map(id => `${id} ${known.get(id)?.updated_at}`).sort()
  return {
    noun: kind,
    titles: there.map(id => known.get(id)?.title ?? ''),
    version: createHash('sha256').update(versions.join('\n')).digest('hex'),
    ...(only === undefined ? {} : { part: partOf(ctx, only, following === true) }),
  }
}

function partOf(ctx: Context, only: string, following: boolean): string {
  const words = date(ctx, only)
  if (following) return `from ${words} on`
  return isDay(only) && /^(today|tomorrow|yesterday)$/.test(words) ? words : `on ${words}`
}
