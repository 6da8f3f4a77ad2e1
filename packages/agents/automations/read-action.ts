import { meaningOf } from '@atom/kernel'
import type { z } from 'zod'
import type { Request } from '../understanding/index.ts'
import type { Profile } from '../understanding/model/profile.ts'
import { stem } from '../understanding/text/words.ts'
import { changedWhen, eachPhrase, listTold, lookUps, manyWords, nothingToDo, oneWords, rephrasings, structure } from './lexicon.ts'
import { pluralOf } from './read-condition.ts'
import { countOf, isNotice, linesOf, readNotice } from './read-notice.ts'
import { readRequest } from './read-request.ts'
import type { Reader } from './reader.ts'
import { countFromRun } from './relative-times.ts'
import { rootOf } from './root-of.ts'
import type { Statement, Subject } from './types.ts'
import { displayOf, nounPhrase, textOf } from './words-for.ts'

/** Below this it asks. */
const enough = 0.5
/** The same where “it” can only be what was spoken of: other skills that sound alike work on other records. */
const enoughPointed = 0.35
/** Stands for what was spoken of while a part is read: a quoted name, which the understanding leaves as it is. */
const mark = 'Reftoken'
const quoted = `“${mark}”`

export type Action = { statements: Statement[]; subject?: Subject } | { ask: string }

export interface Place {
  /** What “it” means, the nearest first. */
  subjects: Subject[]
  /** When the run happens, as far as it is known: what “at 9” counts from. */
  now: Date
  /** What there is to tell when somebody is to be told and nothing more is said. */
  occasion?: string
}

/** Understands one thing to do. */
export async function readAction(reader: Reader, said: string, place: Place): Promise<Action> {
  const text = asCommand(reader, said.trim().replace(/[\s.,;!?]+$/, ''))
  if (nothingToDo.test(text)) return { statements: [] }
  const list = place.subjects.find(subject => subject.many)
  const first = place.subjects[0]
  if (list && first?.many && eachPhrase.test(text)) return forEach(reader, text.replace(eachPhrase, 'it'), list, place)
  const left = isNotice(text) ? undefined : structure.exec(text.replace(/["“][^"“”]*["”]/g, '“”'))?.[0]
  if (left !== undefined)
    return {
      ask: `I did not understand what “${left.trim()}” means in “${text}”. Say that part as a sentence of its own, or put words that are only text in quotes.`,
    }
  const told = await listToTell(reader, text, place)
  if (told) return told
  const notice = await readNotice(reader, text, place)
  if (notice) return 'ask' in notice ? notice : { statements: [notice.statement] }
  const outside = readRequest(reader, text, place.subjects)
  if (outside) return 'ask' in outside ? outside : { statements: [outside.statement], subject: outside.subject }
  const past = lookUps.test(text) || /^(?:show|list)\b/i.test(text) ? changedWhen.exec(text)?.[0] : undefined
  if (past !== undefined) return { ask: `I can list by when things are due or happen, not by when they were ${past}.` }
  if (!begins(reader, text)) return { ask: notKnown(text) }
  const taken = await fromFields(reader, text, place)
  if (taken) return taken
  const nested = await listedWithin(reader, text, place)
  if (nested) return nested
  const read = await bestReading(reader, text, place)
  const best = read && verbFits(reader, read.request, text) ? read : undefined
  if (!best && list && first?.many && manyWords.test(text)) return forEach(reader, text.replace(manyWords, 'it'), list, place)
  if (!best) return { ask: read ? notKnown(text) : await questionFor(reader, text, place) }
  if (best.overList) return forEach(reader, text.replace(manyWords, 'it'), best.overList, place)
  const counted = await countFromRun(reader, best.request, async now => (await best.again(now))?.request, place.now)
  if ('unclear' in counted)
    return { ask: `I cannot count “${text}” from the time of a run. Say it with a day such as tomorrow or Friday, or with a date.` }
  const everyOne = await overAll(reader, best.request, text, place)
  if (everyOne) return everyOne
  const { request } = best
  const skill = reader.vocabulary.skill(request.skill)
  const id = reader.idFor(request.skill)
  const statement: Statement = { kind: 'do', id, title: capital(text.replace(/[“”]/g, '')), skill: request.skill, input: counted.input }
  const family = reader.vocabulary.families.get(request.skill.split('.')[0] as string)
  if (!family) return { statements: [statement] }
  const many = family.lister?.id === request.skill || (skill !== undefined && givesMany(skill.output))
  const path = `steps.${id}.output`
  return {
    statements: [statement],
    subject: { family: family.id, path: many ? `${path}.items` : path, id: `${path}.id`, ...(many ? { many: true, said: text } : {}) },
  }
}

/** “tell me which tasks are due today”: they are listed, then told. */
async function listToTell(reader: Reader, text: string, place: Place): Promise<Action | undefined> {
  const found = listTold.exec(text)?.groups
  if (!found) return undefined
  const lead = (found.lead as string).toLowerCase()
  const own = /^(?:today|tomorrow)/.test(lead) ? `${found.lead} ` : ''
  const what = (found.what as string)
    .replace(/^(?:is|are) /i, '')
    .replace(/ (?:are|is|do i have|i have|there are|we have)(?= |$)/i, '')
    .replace(/ still(?= |$)/i, '')
  const ids = reader.ids()
  const listed = await readAction(reader, `show all ${own}${what}`, { ...place, subjects: [] })
  const told =
    'ask' in listed || !listed.subject?.many
      ? undefined
      : await readNotice(reader, `${found.tell} about them`, { subjects: [listed.subject] })
  if ('ask' in listed || !listed.subject || !told || 'ask' in told || told.statement.kind !== 'do') {
    ids.restore()
    return undefined
  }
  const { subject } = listed
  const counted = /^(?:how many|the number of)$/.test(lead)
  const input = Object.fromEntries(
    Object.entries(told.statement.input).map(([name, value]) => [
      name,
      counted && value === linesOf(reader, subject) ? countOf(reader, subject) : value,
    ]),
  )
  return { statements: [...listed.statements, { ...told.statement, title: capital(text), input }], subject }
}

const notKnown = (text: string): string => `I do not know how to do “${text}”. Please say that part in other words.`

const firstWord = (text: string): string => /^[\p{L}'’-]+/u.exec(text)?.[0].toLowerCase() ?? ''

/** Does it begin as a request does? “for Sam” is a rest of something that was not understood. */
function begins(reader: Reader, text: string): boolean {
  const first = firstWord(text)
  return (
    (lookUps.test(text) || reader.vocabulary.commands.has(stem(first)) || reader.vocabulary.verbs.has(rootOf(first))) &&
    !/^(?:done|finished|completed)$/.test(first)
  )
}

/** What writes must be said with one of its own verbs: “list the done ones … delete them” is no deletion of everything. */
function verbFits(reader: Reader, request: Request, text: string): boolean {
  const { skill: id } = request
  const skill = reader.vocabulary.skill(id)
  const profile = [...reader.vocabulary.families.values()].flatMap(family => family.profiles).find(each => each.id === id)
  if (!profile || !skill || profile.reads) return true
  const first = rootOf(firstWord(text))
  const own = (each: Profile) => each.verbs.some(([verb]) => verb !== undefined && rootOf(verb) === first)
  if (rephrasings.some(([pattern]) => pattern.test(text))) return true
  if (!own(profile)) return false
  // “add …” is said of many things: which one must be said too.
  const families = [...reader.vocabulary.families.values()].filter(family => family.profiles.some(each => !each.reads && own(each)))
  const nouns = reader.vocabulary.families.get(profile.family)?.nouns
  return (
    families.length < 3 ||
    pointed(request) ||
    text
      .toLowerCase()
      .match(/[\p{L}-]+/gu)
      ?.some(word => nouns?.has(stem(word))) === true
  )
}

/** “adding a …” is “add a …”. */
function asCommand(reader: Reader, said: string): string {
  const text = said
    .replace(/^(?:leave|drop|write) (?:me|us) an? (?=\p{L}+)/iu, 'write a ')
    .replace(/^(write|note|put|jot) (it|them|this|that|those)(?: all)? down(?= |$)/i, '$1 $2')
  const first = /^\p{L}+ing(?= )/u.exec(text)?.[0].toLowerCase()
  const verb = first && reader.vocabulary.verbs.get(rootOf(first))
  return verb ? `${verb}${text.slice(first.length)}` : text
}

const givesMany = (schema: z.ZodType): boolean => 'items' in ((schema as unknown as { shape?: object }).shape ?? {})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Does it work on the very record that was spoken of? */
const pointed = ({ input }: Request): boolean =>
  Object.values(input).some(value => typeof value === 'string' && /^\{\{ [^}]*\bid \}\}$/.test(value))

interface Reading {
  request: Request
  again(now: Date): Promise<{ request: Request } | undefined>
  /** It is to be done with everything in this list. */
  overList?: Subject
}

/** Reads a part as it is, and with a mark in place of the pronoun; the surer one counts. */
async function bestReading(reader: Reader, text: string, place: Place): Promise<Reading | undefined> {
  const shown = lookUps.test(text) ? await asFilter(reader, text, undefined, place) : undefined
  if (shown) return shown
  const best = await surest(reader, attempts(reader, text, place), place)
  if (best) return (await asFilter(reader, text, best.request.skill, place)) ?? best
  // Without a time it is meant at once.
  const atOnce = text.replace(/^(remind (?:me|\p{Lu}[\p{L}-]*)) /u, '$1 in 0 minutes ')
  const reminded = atOnce === text ? undefined : await surest(reader, attempts(reader, atOnce, place), place)
  if (reminded) return reminded
  return surest(reader, completions(text, place), place)
}

async function surest(reader: Reader, tries: Attempt[], place: Place): Promise<Reading | undefined> {
  const found: Reading[] = []
  for (const attempt of tries) {
    const read = async (now: Date) => {
      const { requests, ask } = await reader.hear(attempt.text, { now, subject: attempt.subject })
      const [request] = requests
      if (!request || requests.length > 1 || ask || request.confidence < (pointed(request) ? enoughPointed : enough)) return undefined
      const input = attempt.into ? replaceMarks(reader, request, attempt.into) : { input: request.input }
      return input && { ...input, request: { ...request, input: input.input } }
    }
    const read1 = await read(place.now)
    if (!read1 || namesNobody(reader, read1.request) || ownsNothing(read1.request)) continue
    const loose = !attempt.into && looseWords(reader, read1.request)
    const meant = pointed(read1.request)
    found.push({
      request: { ...read1.request, confidence: read1.request.confidence - (loose ? 0.4 : 0) + (meant ? 0.4 : 0) },
      again: read,
      ...('overList' in read1 && read1.overList ? { overList: read1.overList } : {}),
    })
  }
  return found.sort((a, b) => b.request.confidence - a.request.confidence)[0]
}

/** “its name and email” is no name. */
const ownsNothing = ({ input }: Request): boolean =>
  Object.values(input).some(value => typeof value === 'string' && /^(?:its|their|his|her) /i.test(value))

/** “remind Sam tomorrow” reminds him of something, not of Sam. */
function namesNobody(reader: Reader, { skill, input }: Request): boolean {
  const shape = reader.vocabulary.skill(skill)?.input.shape as Record<string, z.ZodType> | undefined
  const people = reader.around.names?.person ?? []
  return Object.entries(input).some(
    ([name, value]) =>
      typeof value === 'string' && people.includes(value) && shape?.[name] !== undefined && meaningOf(shape[name])?.kind === 'title',
  )
}

/** What was left out because it is clear: “block an hour tomorrow” is for what started it, “invite Sam” to what was made last. */
function completions(text: string, { subjects }: Place): Attempt[] {
  const [root] = subjects
  if (!root || root.many || oneWords.test(text)) return []
  const made = subjects.filter(subject => !subject.many).reverse()
  return [
    ...made.map(subject => ({ text: `${text} to it`, subject })),
    { text: `${text} for ${quoted}`, into: root },
    { text: `${text} about ${quoted}`, into: root },
  ]
}

/** “find unassigned tasks” looks for a word, and means what the list can be filtered by. */
async function asFilter(reader: Reader, text: string, skill: string | undefined, place: Place): Promise<Reading | undefined> {
  const family = skill === undefined ? undefined : reader.vocabulary.families.get(skill.split('.')[0] as string)
  const lister = family?.lister?.id
  if (skill !== undefined && (!lister || lister === skill || !family?.profiles.find(profile => profile.id === skill)?.reads))
    return undefined
  const shown = text.replace(lookUps, 'show ')
  if (shown === text) return undefined
  const read = async (now: Date) => {
    const { requests, ask } = await reader.hear(shown, { now })
    const [found] = requests
    const lists = [...reader.vocabulary.families.values()].some(each => each.lister?.id === found?.skill)
    if (!found || requests.length !== 1 || ask || !lists || (lister && (lister !== found.skill || Object.keys(found.input).length === 0)))
      return undefined
    return { request: found }
  }
  const found = await read(place.now)
  return found && { ...found, again: read }
}

interface Attempt {
  text: string
  /** What the understanding is told was spoken of. */
  subject?: Subject
  /** What the mark stands for. */
  into?: Subject
}

function attempts(reader: Reader, text: string, { subjects }: Place): Attempt[] {
  // What has no name by itself, such as what came to an address, gives way to what was made of it.
  const near = subjects.find(({ family, text }) => family !== undefined || text !== undefined) ?? subjects[0]
  if (!near) return [{ text }]
  const one = subjects.find(subject => !subject.many)
  const found: Attempt[] = subjects.filter(subject => !subject.many).map(subject => ({ text, subject }))
  if (!one) found.push({ text })
  for (const [pattern, other] of rephrasings)
    if (pattern.test(text))
      for (const subject of subjects.filter(subject => !subject.many)) found.push({ text: text.replace(pattern, other), subject })
  const marked = (subject: Subject, words: RegExp) => {
    const place = words.exec(text)
    // Nothing that can be said of it is known.
    if (!place || (subject.family === undefined && subject.text === undefined)) return
    const rest = text.slice(place.index + place[0].length)
    const before = text.slice(0, place.index)
    // “make a … out of it”: what it is called.
    const made = /\s(?:out of|from|based on|using|with) $/i.exec(before)
    found.push({ text: made ? `${before.slice(0, made.index)}: ${quoted}${rest}` : `${before}${quoted}${rest}`, into: subject })
  }
  const noun = nounPhrase(reader, near)
  if (near.many) marked(near, noun ? new RegExp(`${noun.source}|${manyWords.source}`, 'iu') : manyWords)
  else marked(near, noun ? new RegExp(`${noun.source}|${oneWords.source}`, 'iu') : oneWords)
  if (near.many && one) marked(one, oneWords)
  return found
}

/** Fields of free text in which a pronoun was left as it was said. */
const looseWords = (reader: Reader, { skill, input }: Request): boolean => {
  const shape = reader.vocabulary.skill(skill)?.input.shape as Record<string, z.ZodType> | undefined
  return Object.entries(input).some(
    ([name, value]) =>
      typeof value === 'string' &&
      !value.includes('{{') &&
      oneWords.test(value) &&
      shape?.[name] !== undefined &&
      meaningOf(shape[name])?.kind !== 'ref',
  )
}

/** Puts what was spoken of in place of its mark: its id where a record is named, its name in a text, the lines of a list. */
function replaceMarks(
  reader: Reader,
  request: Request,
  subject: Subject,
): { input: Record<string, unknown>; overList?: Subject } | undefined {
  const shape = reader.vocabulary.skill(request.skill)?.input.shape as Record<string, z.ZodType> | undefined
  const input: Record<string, unknown> = {}
  let overList: Subject | undefined
  let used = false
  for (const [name, value] of Object.entries(request.input)) {
    if (!JSON.stringify(value).includes(mark)) {
      input[name] = value
      continue
    }
    if (typeof value !== 'string') return undefined
    used = true
    const meaning = shape?.[name] && meaningOf(shape[name])
    const family = meaning?.kind === 'ref' && meaning.to ? reader.vocabulary.familyOf(meaning.to) : undefined
    if (family && family.id === subject.family) {
      if (subject.many) overList = subject
      input[name] = `{{ ${subject.id} }}`
    } else if (meaning?.kind === 'ref' && meaning.to !== 'person') return undefined
    else
      input[name] = value.replace(
        new RegExp(`[“"]?${mark}[”"]?(['’]s?(?= )(?: ${displayOf(reader, subject)})?)?`, 'g'),
        subject.many && meaning?.kind === 'title' ? linesOf(reader, subject) : textOf(reader, subject),
      )
  }
  if (!used) return undefined
  return { input, ...(overList ? { overList } : {}) }
}

/** “create a contact with its name and email”: fields of what was sent, by their names. */
async function fromFields(reader: Reader, text: string, { subjects, now }: Place): Promise<Action | undefined> {
  const sent = subjects.find(subject => subject.family === undefined && subject.text === undefined)
  const said = sent && /^(\p{L}+ an? (?:[\p{L}-]+ ){0,2}?[\p{L}-]+),? (?:with|using|from|for) (?:its|the|their|his|her) (.+)$/iu.exec(text)
  if (!said) return undefined
  const names = (said[2] as string)
    .replace(/ (?:from|in|of) (?:it|the (?:request|body|payload|webhook|data|message))$/i, '')
    .split(/\s*,\s*(?:and )?|\s+and\s+/)
  const { requests, ask } = await reader.hear(`${said[1]} called ${quoted}`, { now })
  const [request] = requests
  const shape = request && (reader.vocabulary.skill(request.skill)?.input.shape as Record<string, z.ZodType> | undefined)
  if (!request || requests.length > 1 || ask || !shape) return undefined
  const input: Record<string, unknown> = { ...request.input }
  for (const each of names) {
    const name = each
      .trim()
      .toLowerCase()
      .replace(/^(?:its|the|their) /, '')
      .replace(/e-mail/, 'email')
      .replace(/ (?:address|number)$/, '')
    if (!(name in shape)) return { ask: `I do not know where to put “${each}” in “${text}”.` }
    input[name] = `{{ ${sent.path}.${name} }}`
  }
  // What it is called must be among them.
  if (Object.values(input).some(value => JSON.stringify(value).includes(mark))) return undefined
  const id = reader.idFor(request.skill)
  const family = request.skill.split('.')[0] as string
  return {
    statements: [{ kind: 'do', id, title: capital(text), skill: request.skill, input }],
    subject: { family, path: `steps.${id}.output`, id: `steps.${id}.output.id` },
  }
}

/** The same for every item. */
async function forEach(reader: Reader, text: string, list: Subject, place: Place): Promise<Action> {
  const id = reader.idFor('each')
  const item: Subject = { family: list.family, path: 'item', id: 'item.id' }
  const inner = await readAction(reader, text, { ...place, subjects: [item] })
  if ('ask' in inner) return inner
  return { statements: [{ kind: 'each', id, title: 'For each of them', items: `{{ ${list.path} }}`, body: inner.statements }] }
}

/** “complete all overdue ones”: they are listed first, and it is done for each. */
async function overAll(reader: Reader, request: Request, text: string, place: Place): Promise<Action | undefined> {
  const profile = [...reader.vocabulary.families.values()].flatMap(family => family.profiles).find(each => each.id === request.skill)
  const key = profile?.key
  const named = key ? request.input[key.name] : undefined
  if (!profile || !key || typeof named !== 'string' || !/^(?:all|every|each|any)\b/i.test(named)) return undefined
  const at = text.toLowerCase().indexOf(named.toLowerCase())
  const family = reader.vocabulary.families.get(profile.family)
  if (at < 0 || !family) return undefined
  const described = named.replace(/^(?:all|every|each|any)(?: (?:of )?(?:the|my|our))? ?/i, '')
  const ids = reader.ids()
  const listed = await readAction(reader, `show all ${described} ${pluralOf(family)}`, { ...place, subjects: [] })
  if ('ask' in listed || !listed.subject?.many) {
    ids.restore()
    return { ask: `I do not know how to find “${named}”. Say first what to list, then what to do with each of them.` }
  }
  const id = reader.idFor('each')
  const step = reader.idFor(request.skill)
  const input = { ...request.input, [key.name]: '{{ item.id }}' }
  const body: Statement[] = [{ kind: 'do', id: step, title: capital(text), skill: request.skill, input }]
  return {
    statements: [...listed.statements, { kind: 'each', id, title: 'For each of them', items: `{{ ${listed.subject.path} }}`, body }],
  }
}

/** “make a note of my tasks due today”: what is written down must be listed first. */
async function listedWithin(reader: Reader, text: string, place: Place): Promise<Action | undefined> {
  const nouns = new Set([...reader.vocabulary.families.values()].filter(family => family.lister).flatMap(family => [...family.nouns]))
  const within =
    /^(.*?\b(?:of|with|from|about|listing|containing|for each of|for every one of)) ((?:all )?(?:of )?(?:my|the|our|all|today['’]s|tomorrow['’]s|every)\b.+)$/iu.exec(
      text,
    )
  const words = (within?.[2] ?? '').toLowerCase().split(/[^\p{L}-]+/u)
  if (!within || !words.some(word => nouns.has(word.replace(/s$/, '')) && /s$/.test(word))) return undefined
  const ids = reader.ids()
  const listed = await readAction(reader, `show ${within[2]}`, { ...place, subjects: [] })
  if ('ask' in listed || !listed.subject?.many) {
    ids.restore()
    return undefined
  }
  const written = await readAction(reader, `${within[1]} them`, { ...place, subjects: [listed.subject] })
  if ('ask' in written) {
    ids.restore()
    return undefined
  }
  return { statements: [...listed.statements, ...written.statements], ...(written.subject ? { subject: written.subject } : {}) }
}

async function questionFor(reader: Reader, text: string, { subjects, now }: Place): Promise<string> {
  const one = subjects.find(subject => !subject.many)
  const { ask } = await reader.hear(text, { now, subject: one })
  // “Create a task …?” would be answered with a yes, which means nothing here.
  return ask && /^(?:what|when|which|for|who|until|at|how|where)\b/i.test(ask) ? `For “${text}”: ${ask}` : notKnown(text)
}
