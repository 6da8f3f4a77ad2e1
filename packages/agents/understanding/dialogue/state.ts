import type { Field, Profile } from '../model/profile.ts'
import type { CalledRecord, Request, Turn } from '../types.ts'

/** A record that was spoken of. */
export interface Spoken {
  family: string
  id?: string
  name: string
  /** Its fields, as far as they are known; moments on the person's wall clock. */
  fields?: Record<string, unknown>
  /** Those are all it has. */
  whole?: boolean
  /** What they were before the last call. */
  was?: Record<string, unknown>
}

/** A request that waits for an answer. */
export interface Pending {
  skill: string
  input: Record<string, unknown>
  missing: Field[]
  kind: 'missing' | 'confirm' | 'which' | 'more'
}

/** What the conversation so far leaves to refer to. */
export interface State {
  /** Newest first. */
  spoken: Spoken[]
  /** What was listed last, in order. */
  listed: Spoken[]
  last: Request[]
  /** What was made last, with what was changed on it since. */
  made?: Request
  /** Records made one after the other, without anything listed between them. */
  row: Spoken[]
  pending?: Pending
}

export const emptyState = (): State => ({ spoken: [], listed: [], last: [], row: [] })

const nameFields = ['title', 'name']

/** The record a request makes or works on. */
function recordOf(state: State, request: Pick<Request, 'input' | 'skill'>, profile: Profile | undefined): Spoken | undefined {
  if (!profile) return undefined
  const { family } = profile
  const key = profile.key ? request.input[profile.key.name] : undefined
  const renamed = nameFields.map(field => request.input[field]).find(value => typeof value === 'string') as string | undefined
  const main = profile.main && !profile.reads ? request.input[profile.main.name] : undefined
  const name = (profile.key ? (renamed ?? key) : (renamed ?? main)) as string | undefined
  if (typeof name !== 'string') return undefined
  if (!profile.key) return { family, name, ...(profile.reads ? {} : { fields: request.input, whole: true }) }
  const { [profile.key.name]: _, ...changes } = request.input
  const known = [...state.spoken, ...state.listed].find(each => each.family === family && (each.id === key || each.name === key))
  return {
    family,
    ...known,
    name: renamed ?? known?.name ?? name,
    ...(profile.reads ? {} : { fields: { ...known?.fields, ...changes } }),
  }
}

/** Remembers what the person asked for. */
export function heard(state: State, requests: Request[], pending: Pending | undefined, find: (id: string) => Profile | undefined): State {
  const records = requests.flatMap(request => recordOf(state, request, find(request.skill)) ?? []).reverse()
  const made = madeOf(state, requests, find)
  return {
    ...(made ? { made } : {}),
    row: requests.some(request => find(request.skill)?.reads) ? [] : state.row,
    spoken: [...records, ...state.spoken].slice(0, 20),
    // Several that were made at once can be pointed into like a list.
    listed:
      requests.length > 0 && find(requests[0]?.skill as string)?.reads && !find(requests[0]?.skill as string)?.key
        ? []
        : records.length > 1 && !records.every(record => isListed(state, record))
          ? [...records].reverse()
          : state.listed,
    last: requests.length > 0 ? requests : state.last,
    ...(pending ? { pending } : {}),
  }
}

/** Several of a list stay in their places there. */
const isListed = ({ listed }: State, { family, id, name }: Spoken): boolean =>
  listed.some(each => each.family === family && (id === undefined ? each.name === name : each.id === id))

const makes = (profile: Profile | undefined): boolean =>
  profile !== undefined && !profile.key && !profile.reads && profile.main !== undefined

/** The request that made what was spoken of last, as if it had been said with what was changed since. */
function madeOf({ made, spoken }: State, requests: readonly Request[], find: (id: string) => Profile | undefined): Request | undefined {
  let now = made
  for (const request of requests) {
    const profile = find(request.skill)
    const maker = now && find(now.skill)
    if (makes(profile)) now = request
    else if (now && maker && profile?.key && !profile.reads && !profile.destructive && profile.family === maker.family) {
      const key = request.input[profile.key.name]
      const it = spoken[0]
      if (key !== it?.id && key !== it?.name) continue
      const { [profile.key.name]: _, ...changes } = request.input
      const kept = Object.entries({ ...now.input, ...changes }).filter(
        ([name, value]) => value !== null && maker.fields.some(field => field.name === name),
      )
      now = { ...now, input: Object.fromEntries(kept) }
    }
  }
  return now
}

const listLine = /^\s*(?:\d+[.)]|[-*•])\s+(.+)$/
/** Not all of a list was shown. */
const more = /^\s*[-*•]\s+and \d+ more$/
const timed = /(?:^|[:,;]|\band\b)\s*([^,:;]+?)\s+(?:at|from)\s+\d{1,2}(?::\d{2})?/g

/** Of several lists below each other, each headed by how many of what it holds, the one that can be pointed into. */
function lastList(text: string): string {
  const head = [...text.matchAll(/^\s*\d+ [\p{L}-]+[^\n]*:[ \t]*$/gimu)].at(-1)
  return head ? text.slice(head.index) : text
}

/** The names an answer lists, one a line, or "Stand-up at 09:30, Dentist at 14:00". */
function namesListed(text: string): string[] {
  const lines = text.split('\n').flatMap(line => listLine.exec(line)?.[1] ?? [])
  if (lines.length > 0) return lines.map(cleaned)
  return [...text.matchAll(timed)].map(match => cleaned((match[1] as string).replace(/^(and|you have)\s+/i, '')))
}

const cleaned = (line: string): string =>
  line
    .replace(/[*_`]/g, '')
    .replace(/^["“„]([^"“”]+)["”“].*$/, '$1')
    .replace(/\s+(?:[—–·-]|\(|\|)\s*.*$/, '')
    .replace(/,\s+(due|on|at|open|today|tomorrow|by)\b.*$/i, '')
    .replace(/[:.]$/, '')
    .trim()

/** Names in quotation marks or bold. */
function marked(text: string): string[] {
  // What is to be said is no name: “Say “undo” …”.
  const found = [...text.replace(/\bsay\s+[“"][^”"]*[”"]/gi, '').matchAll(/“([^”]+)”|"([^"]+)"|\*\*([^*]+)\*\*/g)].map(
    match => (match[1] ?? match[2] ?? match[3]) as string,
  )
  // A bold time is no name.
  return found.filter(name => !/^(today|tomorrow|yesterday|(mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}( |:|\.|$))/i.test(name))
}

/**
 * Takes in what ATOM answered: a question keeps the request open, a list can be pointed into, a quoted name is the record's own. `calls`: what was
 * done for this answer, where that is known.
 */
export function answered(
  state: State,
  text: string,
  find: (id: string) => Profile | undefined,
  headed: (text: string) => string | undefined,
  calls?: Turn['calls'],
): State {
  // Where the records are known, or there are none, quotes are words to say or parts of them: “Say “help” …”.
  const told = calls?.every(call => call.record !== undefined || call.listed !== undefined) === true
  const known = told && calls.length > 0
  const asked = /\?/.test(
    text
      .split('\n')
      .filter(line => !listLine.test(line))
      .join('\n')
      .replace(/["“][^"”]*["”]/g, ''),
  )
  const shownLast = lastList(text)
  const names = namesListed(shownLast)
  const quoted = told || names.length > 0 ? [] : marked(text)
  const last = state.last[0]
  const family =
    headed(shownLast) ?? (last ? find(last.skill)?.family : undefined) ?? (state.pending ? find(state.pending.skill)?.family : undefined)
  const next: State = { ...state }
  // Where the records themselves are known, the text only tells how many of them were shown.
  if (known) {
    const shown = text.split('\n').filter(line => listLine.test(line) && !more.test(line)).length
    if (text.split('\n').some(line => more.test(line))) next.listed = state.listed.slice(0, shown)
  } else if (family && names.length > 0) next.listed = names.map(name => ({ family, name }))
  const profile = find(state.pending?.skill ?? last?.skill ?? '')
  if (quoted.length === 1 && family && (profile?.key || !asked)) {
    const name = quoted[0] as string
    const [first] = state.spoken
    const told = first?.family === family && !profile?.reads ? first : undefined
    next.spoken = [{ ...told, family, name }, ...state.spoken.slice(told ? 1 : 0)]
  }
  if (!asked) {
    delete next.pending
    return next
  }
  const base =
    state.pending ??
    (last && profile && (!profile.reads || (profile.key && names.length > 1))
      ? { skill: last.skill, input: last.input, missing: [], kind: 'more' as const }
      : undefined)
  if (!base) return next
  const kind =
    names.length > 1 && profile?.key
      ? 'which'
      : base.missing.length > 0
        ? 'missing'
        : profile?.destructive || last?.confirm
          ? 'confirm'
          : 'more'
  const key = profile?.key
  next.pending = {
    ...base,
    kind,
    input:
      kind === 'confirm' && key && quoted.length === 1 && base.input[key.name] !== undefined
        ? { ...base.input, [key.name]: quoted[0] }
        : base.input,
  }
  return next
}

/** Takes in calls that the coordinator knows were made. */
export function called(state: State, turn: Turn, find: (id: string) => Profile | undefined): State {
  const calls = turn.calls ?? []
  if (calls.length === 0) return state
  const requests: Request[] = calls.map(({ skill, input }) => ({ skill, input, confidence: 1 }))
  let next = heard(state, requests, undefined, find)
  const made: Spoken[] = []
  for (const call of calls) {
    const family = find(call.skill)?.family
    if (!family) continue
    const before = (id: string | undefined) =>
      state.spoken.find(each => each.family === family && each.id !== undefined && each.id === id)?.fields
    const spoken = ({ id, title, fields }: CalledRecord): Spoken => ({
      ...next.spoken.find(each => each.family === family && each.name === title && (each.id ?? id) === id),
      family,
      name: title ?? id ?? '',
      ...(id ? { id } : {}),
      ...(fields ? { fields, whole: true } : {}),
      ...(fields && before(id) ? { was: before(id) } : {}),
    })
    // Of several lists the last that holds something can be pointed into.
    if (call.listed && (call.listed.length > 0 || calls.length === 1)) next = { ...next, listed: call.listed.map(spoken) }
    // What was deleted is there no more.
    if (call.record && find(call.skill)?.destructive && !call.open) {
      const { id } = call.record
      const stays = (each: Spoken) => id === undefined || (each.id !== id && each.name !== id)
      next = { ...next, spoken: next.spoken.filter(stays), listed: next.listed.filter(stays) }
      continue
    }
    if (call.record) made.push(spoken(call.record))
    if (call.record) next = { ...next, spoken: [spoken(call.record), ...next.spoken.filter(each => each.name !== call.record?.title)] }
    if (call.open)
      next = {
        ...next,
        pending: { skill: call.skill, input: call.input, missing: [], kind: find(call.skill)?.destructive ? 'confirm' : 'more' },
      }
  }
  if (made.length === 0 || made.length < calls.length) return next
  if (!calls.every(call => makes(find(call.skill)) && !call.open))
    return made.length > 1 && !made.every(record => isListed(state, record)) ? { ...next, listed: made } : next
  const row = [...next.row.filter(each => each.family === made[0]?.family), ...made]
  return { ...next, row, ...(row.length > 1 ? { listed: row } : {}) }
}
