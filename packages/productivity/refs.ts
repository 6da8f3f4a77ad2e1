import { type Context, type Effect, kernelErrors, type RefResolver } from '@atom/kernel'
import { type Kysely, sql } from 'kysely'
import { best, type Candidate, ranked, telling } from './best-match.ts'
import { rememberMade } from './projects/made-for.ts'
import { insertProject, projectNamed } from './projects/record.ts'
import { holds } from './search.ts'
import { type ProductivityTables, store } from './store.ts'

export type Kind = 'task' | 'event' | 'note' | 'contact' | 'reminder' | 'project'

interface Source {
  table: keyof ProductivityTables & string
  /** SQL for what a record is called; a note without a title goes by its text. */
  title: string
  /** SQL that is 1 for what people more likely mean, such as a task that is still open. */
  prefer: string
}

const sources: Record<Kind, Source> = {
  task: { table: 'task', title: 'title', prefer: 'is_open' },
  // One date of a series that was changed alone mostly has the name of its series, which is what people mean by it.
  event: { table: 'calendar_event', title: 'title', prefer: 'case when series_id is null then 1 else 0 end' },
  note: { table: 'note', title: "coalesce(title, '') || ' ' || substr(body, 1, 300)", prefer: '1' },
  contact: { table: 'contact', title: 'name', prefer: '1' },
  reminder: { table: 'reminder', title: 'title', prefer: "case when status = 'scheduled' then 1 else 0 end" },
  project: { table: 'project', title: 'name', prefer: '1' },
}

type AnyRecord = Kysely<
  Record<string, { workspace_id: string; id: string; search_text: string; updated_at: string; deleted_at: string | null }>
>

const isId = (words: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(words)
/** More would be no help to a person, and the words are too common then. */
const mostCandidates = 300

interface Found extends Candidate {
  prefer: number
}

const rows = (ctx: Context, { table, title, prefer }: Source) =>
  (store.db(ctx) as unknown as AnyRecord)
    .selectFrom(table)
    .select(['id', sql<string>`${sql.raw(title)}`.as('title'), sql<number>`${sql.raw(prefer)}`.as('prefer')])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('deleted_at', 'is', null)

/** What records are called, and when each was changed last; those that are deleted are left out. */
export const titlesOf = async (ctx: Context, kind: Kind, ids: string[]): Promise<{ id: string; title: string; updated_at: string }[]> => {
  const found = ids.length === 0 ? [] : await rows(ctx, sources[kind]).select('updated_at').where('id', 'in', ids).execute()
  return found.map(({ id, title, updated_at }) => ({ id, title: short(title.trim()), updated_at }))
}

/** Records whose words fit this condition, those with the shortest title first, since they say least besides. */
async function search(ctx: Context, source: Source, every: 'all' | 'any', words: string[]): Promise<Found[]> {
  if (words.length === 0) return []
  const found = await rows(ctx, source)
    .where(eb => {
      const held = words.map(word => holds('search_text', word))
      return every === 'all' ? eb.and(held) : eb.or(held)
    })
    .orderBy(sql`length(${sql.raw(source.title)})`)
    .orderBy('id', 'desc')
    .limit(mostCandidates)
    .execute()
  return found.map(row => ({ id: row.id, title: row.title.trim(), prefer: Number(row.prefer) }))
}

/** Records that hold every telling word as it was said; where there is none, those that hold the beginning of any, so that the score can look past a typing error. */
async function candidates(ctx: Context, source: Source, words: string): Promise<Found[]> {
  const said = telling(words).slice(0, 12)
  const exact = await search(ctx, source, 'all', said)
  if (best(words, exact).length > 0) return exact
  const beginnings = said.filter(word => word.length > 2).map(word => word.slice(0, 3))
  return search(ctx, source, 'any', [...new Set(beginnings)])
}

const short = (title: string): string => (title.length > 80 ? `${title.slice(0, 79)}…` : title)

/** @throws kernel.ambiguous */
async function find(ctx: Context, kind: Kind, words: string): Promise<string | undefined> {
  const source = sources[kind]
  if (isId(words)) return (await rows(ctx, source).where('id', '=', words.toLowerCase()).executeTakeFirst())?.id
  const found = await candidates(ctx, source, words)
  const likely = found.filter(candidate => candidate.prefer === 1)
  let top = best(words, likely)
  if (top.length === 0) top = best(words, found)
  if (top.length < 2) return top[0]?.id
  throw kernelErrors.ambiguous(
    {
      what: kind,
      words,
      candidates: top
        .slice(0, 5)
        .map(candidate => `“${short(candidate.title)}”`)
        .join(', '),
    },
    { details: { candidates: top.slice(0, 20).map(({ id, title }) => ({ id, title: short(title) })) } },
  )
}

const suggest = async (ctx: Context, kind: Kind, words: string, most = 20): Promise<Candidate[]> => {
  const source = sources[kind]
  // What is named by its id already is shown by what people call it.
  if (isId(words)) {
    const known = await rows(ctx, source).where('id', '=', words.toLowerCase()).execute()
    return known.map(({ id, title }) => ({ id, title: short(title.trim()) }))
  }
  const found = words.trim()
    ? ranked(words, await candidates(ctx, source, words)).map(match => match.candidate)
    : await rows(ctx, source).orderBy('id', 'desc').limit(most).execute()
  return found.slice(0, most).map(({ id, title }) => ({ id, title: short(title.trim()) }))
}

const existing = (kind: Kind): RefResolver => ({
  to: kind,
  resolve: (ctx, words) => find(ctx, kind, words),
  suggest: (ctx, words, most) => suggest(ctx, kind, words, most),
})

/** A project that does not exist is made where something is written; a name near to another is a new name. */
const project: RefResolver = {
  ...existing('project'),
  async resolve(ctx, words, mode: { effect: Effect; unknown: 'refuse' | 'text' | 'create' }) {
    if (isId(words)) return find(ctx, 'project', words)
    const name = words.trim().replace(/^#+(?=.)/, '')
    if (name === '') return undefined
    const named = (await projectNamed(ctx, name)) ?? (await projectNamed(ctx, name.replace(/^the\s+|\s+(project|list)$/gi, '')))
    if (named) return named.id
    if (mode.unknown === 'create' && mode.effect !== 'read') {
      const { id } = await insertProject(ctx, { name })
      rememberMade(ctx, id)
      return id
    }
    return find(ctx, 'project', name)
  },
}

/** How words become the ids of this package's records. */
export const productivityRefs: RefResolver[] = [
  ...(['task', 'event', 'note', 'contact', 'reminder'] as const).map(kind => existing(kind)),
  project,
]
