import type { EventKind } from '@atom/kernel'
import { stem } from '../understanding/text/words.ts'
import { fillers, somebody, tellings } from './lexicon.ts'
import { describedBy, fieldCalled, readCondition } from './read-condition.ts'
import type { Reader } from './reader.ts'
import { rootOf } from './root-of.ts'
import type { Subject } from './types.ts'
import type { Family } from './vocabulary.ts'

export interface FoundEvent {
  trigger: { type: 'event'; name: string; where?: string } | { type: 'webhook'; path: string }
  subject: Subject
  /** What happened, as the list of events says it. */
  title?: string
}

/** Reads what happens: “a task tagged urgent is created”, “I finish a task”, “a webhook comes in at orders”. */
export async function readEvent(reader: Reader, events: readonly EventKind[], said: string): Promise<FoundEvent | undefined> {
  const text = said
    .trim()
    .replace(/[\s.,;!?:]+$/, '')
    .replace(/’/g, "'")
  const hook = readWebhook(text)
  if (hook) return hook
  const changed = await readChange(reader, events, text)
  if (changed) return changed
  let best: { found: FoundEvent; left: number } | undefined
  for (const event of events) {
    const matched = matchEvent(reader, event, text)
    if (!matched) continue
    const where = matched.rest === '' ? '' : await whereOf(reader, matched)
    if (where === undefined) continue
    const { subject } = matched
    const found: FoundEvent = {
      trigger: { type: 'event', name: event.name, ...(where === '' ? {} : { where: `{{ ${where} }}` }) },
      subject,
      title: event.title,
    }
    if (!best || matched.weight > best.left) best = { found, left: matched.weight }
  }
  return best?.found
}

/** “a task's priority changes to urgent”, “the due date of a task is changed”: the change names the fields it was about. */
async function readChange(reader: Reader, events: readonly EventKind[], text: string): Promise<FoundEvent | undefined> {
  const found =
    /^(?:an?|the|any) (?<noun>\p{L}+)(?:['’]s)? (?<field>[\p{L}-]+(?: [\p{L}-]+)?) (?:(?:is|gets|was) )?(?:changes?|changed|set|moved|raised|lowered|updated|becomes|switche[sd]|turns)(?: (?:to|into))?(?: (?<value>\p{L}+))?$/iu.exec(
      text,
    )?.groups ??
    /^the (?<field>[\p{L}-]+(?: [\p{L}-]+)?) of (?:an?|the|any) (?<noun>\p{L}+) (?:(?:is|gets|was) )?(?:changes?|changed|set|moved|raised|lowered|updated|becomes)(?: (?:to|into))?(?: (?<value>\p{L}+))?$/iu.exec(
      text,
    )?.groups
  const given =
    /^(?:an?|the|any) (?:(?<sort>[\p{L}-]+) )?(?<noun>\p{L}+) (?:is|gets|was|has been) (?:re)?(?:assigned|given) to (?<person>\p{L}+)$/iu.exec(
      text,
    )?.groups
  const moved =
    /^(?:an?|the|any) (?<noun>\p{L}+) (?:is|gets|was|has been) moved (?:in)?to (?:the )?(?:project )?(?<place>[\p{L} ]+?)(?: project)?$/iu.exec(
      text,
    )?.groups
  if (given || moved)
    return whereNow(
      reader,
      events,
      (given ?? moved)?.noun as string,
      given?.person ?? moved?.place ?? '',
      given ? 'person' : 'project',
      given?.sort,
    )
  if (!found) return undefined
  for (const event of events) {
    const [noun, participle] = event.name.split('.') as [string, string]
    const family = reader.vocabulary.familyOf(noun)
    if (!family || participle !== 'updated' || !('changed' in event.example) || !family.nouns.has(stem(found.noun as string))) continue
    const field = fieldCalled(found.field as string, family)
    if (field === undefined) continue
    const kind = family.fields[field]
    const value = found.value?.toLowerCase()
    if (value !== undefined && !kind?.enum?.includes(value)) return undefined
    const where = `'${field}' in event.changed${value === undefined ? '' : ` and event.record.${field} = '${value}'`}`
    return { trigger: { type: 'event', name: event.name, where: `{{ ${where} }}` }, subject: subjectOf(event, family), title: event.title }
  }
  return undefined
}

/** A change of who or what a record belongs to, where such a one is known here. */
async function whereNow(
  reader: Reader,
  events: readonly EventKind[],
  said: string,
  named: string,
  to: string,
  sort: string | undefined,
): Promise<FoundEvent | undefined> {
  const name = /^me$/i.test(named) ? undefined : reader.around.names?.[to]?.find(each => each.toLowerCase() === named.toLowerCase())
  if (name === undefined) return undefined
  for (const event of events) {
    const [noun, participle] = event.name.split('.') as [string, string]
    const family = reader.vocabulary.familyOf(noun)
    if (!family?.nouns.has(stem(said))) continue
    // Where being given to somebody is told of by itself, it is told when the record is made as well.
    const toldOf = to === 'person' && events.some(({ name }) => name === `${noun}.assigned`)
    if (toldOf ? participle !== 'assigned' : participle !== 'updated' || !('changed' in event.example)) continue
    const field = family.profiles
      .flatMap(profile => profile.fields)
      .find(({ name, meaning }) => meaning.to === to && family.fields[name]?.type === 'string')?.name
    const subject = subjectOf(event, family)
    const sorted = sort === undefined ? '' : await describedBy(reader, sort, subject, family)
    if (field === undefined || sorted === undefined) continue
    const parts = [
      ...(toldOf ? [] : [`'${field}' in event.changed`]),
      `event.record.${field} = '${name}'`,
      ...(sorted === '' ? [] : [sorted]),
    ]
    const where = parts.join(' and ')
    return { trigger: { type: 'event', name: event.name, where: `{{ ${where} }}` }, subject, title: event.title }
  }
  return undefined
}

function readWebhook(text: string): FoundEvent | undefined {
  const found =
    /^(?:an?|the|some|any)? ?(?:web ?hook|http (?:call|request)|post request|request|call)s?(?: (?:is|gets|was))? ?(?:comes? in|arrives?|received|called|hits|posted|is called|triggered|sent|in)?(?: (?:at|on|to|for|under)(?: the)?(?: path| address)? ["'“/]?([A-Za-z0-9][A-Za-z0-9._~/-]*)["'”]?)(?: (?:comes in|arrives|is called|is received))?$/i.exec(
      text,
    )
  const via =
    /^(?:an?|the|some|any) [\p{L} ]+? (?:comes? in|arrives?|is (?:received|sent|posted))(?: via| through| by| from| on)?(?: an?| the)? web ?hook(?: (?:at|on|to|for|called))? ["'“/]?([A-Za-z0-9][A-Za-z0-9._~/-]*)["'”]?$/iu.exec(
      text,
    )
  const posted =
    /^(?:something|somebody|someone|data|json|an?y? \p{L}+)(?: is| gets)? (?:posts?|posted|sent|sends?)(?: something| data)? to ["'“/]([A-Za-z0-9][A-Za-z0-9._~/-]*)["'”]?$/iu.exec(
      text,
    )
  const path = (found?.[1] ?? via?.[1] ?? posted?.[1] ?? hooks.map(pattern => pattern.exec(text)?.groups?.path).find(Boolean))?.replace(
    /\/+$/,
    '',
  )
  if (!path) return undefined
  return { trigger: { type: 'webhook', path }, subject: { family: undefined, path: 'event.body', id: 'event.body' } }
}

const address = '["\'“/]*(?<path>[A-Za-z0-9][A-Za-z0-9._~/-]*)["\'”]?'
const sent =
  '(?:is |are |gets |has been )?(?:called|hit|hits|posted|posts|sent|sends|received|receives|triggered|fired|fires|comes? in|arrives?|used|requested|invoked)'
const thing = '(?:web ?hook|url|address|endpoint)'
/** The other ways to say that something comes to an address. */
const hooks: RegExp[] = [
  new RegExp(
    `^(?:an?|the|some|any) (?:web ?hook|(?:http |post |get )?(?:request|call)) (?:hits|reaches|calls|comes? in (?:at|on|to|for)|arrives? (?:at|on)|is (?:sent|posted|received|made) (?:at|on|to)) (?:the )?${address}$`,
    'iu',
  ),
  new RegExp(
    `^(?:something|anything|somebody|someone|data|json|an?y? \\p{L}+|the \\p{L}+)(?: \\p{L}+)? ${sent}(?: something| data| json)? (?:to|at|on|via|through|by) (?:the |my |our |an? )?${thing}(?: (?:at|called|named|on|for))? ${address}$`,
    'iu',
  ),
  new RegExp(
    `^(?:something|anything|somebody|someone|data|json|an?y? \\p{L}+|the \\p{L}+)(?: \\p{L}+)? ${sent}(?: something| data| json)? (?:to|at|on|via|through|by) (?:the |my |our |an? )?${address} ${thing}$`,
    'iu',
  ),
  new RegExp(`^(?:the|my|our|an?) ${address} ${thing} ${sent}(?: something| data| a (?:request|call|post))?$`, 'iu'),
  new RegExp(
    `^(?:the|my|our|an?) ${thing} (?:called |named |at |on |for )?${address} ${sent}(?: something| data| a (?:request|call|post))?$`,
    'iu',
  ),
  new RegExp(
    `^/(?<path>[A-Za-z0-9][A-Za-z0-9._~/-]*) (?:${sent}|gets)(?: something| data| an? (?:\\p{L}+ )?(?:request|call|post))?$`,
    'iu',
  ),
]

const changing =
  /^(?:updated?s?|changed?s?|edit(?:s|ed)?|modif(?:y|ies|ied)|(?:is|are|was|gets?|got|been|be) (?:updated|changed|edited|modified|a change)|changing|.*\bchange)$/

interface Matched {
  subject: Subject
  family: Family | undefined
  /** The words that say more of the record. */
  rest: string
  weight: number
}

/** Does the sentence tell this event? Its noun and one of its verbs must stand there; what is left describes the record. */
function matchEvent(reader: Reader, event: EventKind, text: string): Matched | undefined {
  const [noun, participle] = event.name.split('.') as [string, string]
  const family = reader.vocabulary.familyOf(noun)
  const nouns = new Set([stem(noun), ...(family?.nouns ?? []), ...(family ? [] : nounsOf(reader, event))])
  const verbs = verbsOf(participle, family)
  const words = text.split(/\s+/)
  const bare = words.map(word => word.toLowerCase().replace(/[^\p{L}'-]/gu, ''))
  const at = bare.findIndex(word => nouns.has(stem(word)) || nouns.has(stem(word.replace(/'s$/, ''))))
  if (at < 0) return undefined
  const verb = findVerb(bare, at, verbs, participle)
  if (!verb) return undefined
  // “assigned to …”, “moved to …” tell which change it was; “the tag …” is no change at all.
  if (participle === 'updated' && !changing.test(verb.places.map(place => bare[place]).join(' '))) return undefined
  // To whom is read as a change of it; somebody unknown here is asked about.
  if (participle === 'assigned' && /\bto\b/i.test(text)) return undefined
  const taken = new Set([at, ...verb.places])
  let rest = words.filter((_, place) => !taken.has(place)).join(' ')
  if (somebody.test(text) || (verb.places[0] as number) < at)
    rest = rest.replace(somebody, '').replace(/^(?:i|we|you|they|somebody|someone|anybody|anyone|people|\p{Lu}\p{L}+)\b\s*/u, '')
  rest = rest
    .replace(/\b(?:in|into|to|on|from) (?:the|my|our) (?:list|system|calendar|contacts|workspace|atom|inbox)\b/gi, '')
    .replace(/ when (?:it|they)(?:'s|'re| is| are| was| were| gets?)?(?= |$)/i, '')
    .replace(/\b(?:by (?:somebody|someone|anyone|me|anybody))\b/gi, '')
    .replace(/^(?:and|that|which|who) (?=is|has|was)/i, '')
  // Who did it stands in no record.
  if (/^(?:\S+ )*?by \p{L}+$/iu.test(rest) && !/\bdue by\b/i.test(rest)) return undefined
  const kept = /\b(?:whose|called|named|titled|has|have|with|without|contain|mention|title|name)/i.test(rest)
    ? rest.trim()
    : rest.replace(fillers, ' ').replace(/\s+/g, ' ').trim()
  return {
    subject: subjectOf(event, family),
    family: event.record === undefined ? undefined : family,
    rest: kept
      .replace(/^(?:(?:an?|the|any|new)\b ?)+/i, '')
      .replace(/^(?:is|gets?)\b ?/i, '')
      .replace(/ ?\b(?:is|are|was|gets?|got|has been)$/i, ''),
    weight: verb.weight,
  }
}

/** What “it” is in an automation that this event starts. Of an event without its record only what it tells itself can be named. */
function subjectOf({ record, example }: EventKind, family: Family | undefined): Subject {
  if (family && record !== undefined)
    return { family: family.id, path: 'event.record', id: 'event.id', text: `event.record.${family.display}` }
  const text =
    'title' in example ? 'event.title' : 'name' in example ? 'event.data.name' : 'error' in example ? 'event.error.message' : undefined
  return { family: undefined, path: 'event', id: 'event.id', ...(text === undefined ? {} : { text }) }
}

/** The words of its title, and those for the records that it names: a run is of an automation. */
const nounsOf = (reader: Reader, { title, example }: EventKind): string[] => [
  ...title
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(word => word.length > 2 && !/^(the|was|were|has|had|its)$/.test(word))
    .slice(0, -1)
    .map(stem),
  ...Object.keys(example).flatMap(name => [...(reader.vocabulary.familyOf(name)?.nouns ?? [])]),
]

/** The ways to tell an event, as stems: its participle, the verbs of the skill that does it, and what is said of any record. */
function verbsOf(participle: string, family: Family | undefined): string[][] {
  const plain = stem(participle)
  const doers = family?.profiles.filter(({ id, reads }) => !reads && alike(stem(id.split('.').at(-1) as string), plain)) ?? []
  const said = [...doers.flatMap(profile => profile.verbs), ...(tellings[participle] ?? []).map(text => text.split(' ').map(stem))]
  return [[plain], ...said].sort((a, b) => b.length - a.length)
}

const alike = (a: string, b: string) => a === b || rootOf(a) === rootOf(b)

function findVerb(words: string[], noun: number, verbs: string[][], participle: string): { places: number[]; weight: number } | undefined {
  for (const verb of verbs) {
    if (verb.length === 1 && verb[0] === 'new') continue
    for (let at = 0; at < words.length; at++) {
      if (
        at === noun ||
        !verb.every(
          (part, offset) =>
            alike(words[at + offset] ?? '', part) || (part === 'be' && /^(?:be|get)$/.test(rootOf(words[at + offset] ?? ''))),
        )
      )
        continue
      const places = verb.map((_, offset) => at + offset)
      // “there is a new task” tells of one that was made.
      if (places.includes(noun)) continue
      // “ticks a task off”: the second word may come later.
      return { places, weight: verb.length + (alike(words[at] ?? '', participle) ? 1 : 0) + places.length * 0.1 }
    }
    const [first, second] = verb
    if (verb.length === 2 && second) {
      const a = words.findIndex(word => alike(word, first as string))
      const b = words.findIndex((word, place) => place > a + 1 && word === second)
      if (a >= 0 && b > a && noun > a && noun < b) return { places: [a, b], weight: 2 }
    }
  }
  const fresh = words.indexOf('new')
  if (
    participle === 'created' &&
    fresh >= 0 &&
    fresh < noun &&
    words.every((word, at) => at >= fresh || /^(?:there|there's|is|i|we|get|gets|got|have|a|an)$/.test(word))
  )
    return { places: [fresh], weight: 1 }
  return undefined
}

/** The rest as an expression; nothing when it cannot be understood. */
async function whereOf(reader: Reader, { rest, subject, family }: Matched): Promise<string | undefined> {
  if (!family) {
    const own = await readCondition(reader, rest, [subject])
    return own && (own.not ? `$not(${own.expression})` : own.expression)
  }
  const described = await describedBy(reader, rest.replace(/^to (?=\p{L})/u, 'in '), subject, family)
  if (described !== undefined) return described
  const condition = await readCondition(
    reader,
    rest.replace(/^(?:with|and|where|that|which|who)\s+(?=its|the|has|no|a)/i, word => (/^with/i.test(word) ? 'it has ' : '')),
    [subject],
  )
  return condition && (condition.not ? `$not(${condition.expression})` : condition.expression)
}
