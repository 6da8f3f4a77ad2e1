import { sayDate, sayRecurrence, saySpan } from '@atom/contracts'
import type { Context } from '@atom/kernel'

/** How this reader is told a date: “tomorrow at 15:00”. */
const reader = (ctx: Context) => ({ timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() })

export const date = (ctx: Context, value: string): string => sayDate(value, reader(ctx))
export const span = (ctx: Context, start: string, end: string): string => saySpan(start, end, reader(ctx))
export const repeats = (rrule: string | undefined): string => (rrule ? `, ${sayRecurrence(rrule)}` : '')

/** Text of a record inside Markdown: signs that would format it are taken literally, and it stays on one line. */
export const plain = (text: string, longest = 200): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  const cut = line.length > longest ? `${line.slice(0, longest - 1)}…` : line
  return cut.replace(/[\\`*_[\]<>|~#]/g, sign => `\\${sign}`)
}

/** The end of a sentence, unless the text ends one itself. */
export const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** What a list was asked for. */
interface Asked {
  query?: string | undefined
  filter?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/**
 * That there is nothing, in the words of what was asked: “You have no notes.”, “No overdue tasks.”, “No events tomorrow.”, “I found no contacts for Kim.”
 * @param all the filter that leaves nothing out
 */
export function sayNone(ctx: Context, noun: string, { query, filter, from, to }: Asked, all = 'all'): string {
  if (query !== undefined) return `I found no ${noun}s for ${plain(query, 60)}.`
  const sort = filter === undefined || filter === all ? '' : `${filter} `
  if (from === undefined && to === undefined) return sort ? `No ${sort}${noun}s.` : `You have no ${noun}s.`
  const first = from === undefined ? undefined : date(ctx, from)
  const last = to === undefined ? undefined : date(ctx, to)
  const on = (day: string) => (/^(today|tomorrow|yesterday)$/.test(day) ? day : `on ${day}`)
  const when =
    first === undefined
      ? `until ${last}`
      : last === undefined
        ? `from ${first} on`
        : first === last
          ? on(first)
          : `from ${first} to ${last}`
  return `No ${sort}${noun}s ${when}.`
}

const shown = 10

/** A short list: “3 tasks:” and a line for each; the first ten, and whether there are more. */
export function bullets<T>(page: { items: T[]; nextCursor: string | null }, noun: string, none: string, line: (item: T) => string): string {
  const { items, nextCursor } = page
  if (items.length === 0) return none
  const count = nextCursor === null ? `${items.length}` : `More than ${items.length}`
  const rest = items.length - shown
  return [
    `${count} ${noun}${items.length === 1 && nextCursor === null ? '' : 's'}:`,
    '',
    ...items.slice(0, shown).map(item => `- ${line(item)}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ].join('\n')
}
