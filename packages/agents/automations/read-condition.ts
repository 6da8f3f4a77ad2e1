import { stem } from '../understanding/text/words.ts'
import type { Reader } from './reader.ts'
import type { Subject } from './types.ts'
import type { Family } from './vocabulary.ts'

/** What holds of the subject, as an expression without its braces; `not`: it is the other way round. */
export interface Condition {
  expression: string
  not?: boolean
}

/** Reads “it is urgent”, “there are more than 5”, “its title contains invoice”, “it has no due date”. */
export async function readCondition(reader: Reader, said: string, subjects: readonly Subject[]): Promise<Condition | undefined> {
  const text = said
    .trim()
    .replace(/[\s.,;!?]+$/, '')
    .replace(/’/g, "'")
  for (const part of [/^(.+?),? and (?:if )?(.+)$/i, /^(.+?),? or (?:if )?(.+)$/i]) {
    const both = part.exec(text)
    if (!both) continue
    const whole = await single(reader, text, subjects)
    if (whole) return whole
    const [a, b] = [await single(reader, both[1] as string, subjects), await single(reader, both[2] as string, subjects)]
    if (a && b) return { expression: `${plainOf(a)} ${/ or /i.test(text) ? 'or' : 'and'} ${plainOf(b)}` }
  }
  return single(reader, text, subjects)
}

const plainOf = ({ expression, not }: Condition) => (not ? `$not(${expression})` : expression)

async function single(reader: Reader, text: string, subjects: readonly Subject[]): Promise<Condition | undefined> {
  const list = subjects.find(subject => subject.many)
  const counted = list && readCount(reader, text, list)
  if (counted) return counted
  const one = subjects.find(subject => !subject.many)
  return one && readField(reader, text, one)
}

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
/** @returns below 0 where it is no number */
export const numberOf = (word: string): number =>
  /^\d+$/.test(word) ? Number(word) : word === 'a' || word === 'an' ? 1 : numbers.indexOf(word)

const countSigns: Record<string, string> = {
  'more than': '>',
  over: '>',
  above: '>',
  'at least': '>=',
  'fewer than': '<',
  'less than': '<',
  under: '<',
  exactly: '=',
  'at most': '<=',
  'no more than': '<=',
}
/** “more than” as it stands in an expression. */
export const signOf = (words: string): string | undefined => countSigns[words.toLowerCase()]

/** How many there are of what was listed. */
function readCount(reader: Reader, text: string, list: Subject): Condition | undefined {
  const family = list.family === undefined ? undefined : reader.vocabulary.families.get(list.family)
  const nouns = [...(family?.nouns ?? [])].filter(noun => /^[a-z-]+$/.test(noun)).join('|') || 'item'
  // What the list was not asked for is a condition of its own: “more than 2 urgent ones” of the overdue.
  const said = (list.said ?? '').toLowerCase().match(/\p{L}+/gu) ?? []
  const kind = ['such', 'matching', ...said].join('|')
  const thing = `(?:of them|of these|of those|(?:(?:${kind}) )*(?:${nouns}|item|thing|result|entry|entrie|one)(?:e?s)?)`
  const tail = `(?: (?:there|found|left|on it|in it|on the list|in the list|listed|(?:(?:is |are |that are )?(?:${kind}))))*$`
  const count = `$count(${list.path})`
  const lead = `(?:(?:there(?:'s| is| are| were| was)?|it (?:has|finds|found|is|lists|holds)|the list (?:has|is|holds)|we (?:have|find)|i have|you find|they are|that finds?)\\s+)?`
  const matches = (pattern: string) => new RegExp(`^${lead}${pattern}`, 'iu').exec(text)
  const more = matches(
    `(more than|over|above|at least|fewer than|less than|under|exactly|at most|no more than)\\s+(\\p{L}+|\\d+)(?: ${thing})?${tail}`,
  )
  const number = more ? numberOf((more[2] as string).toLowerCase()) : -1
  if (more && number >= 0) {
    return { expression: `${count} ${signOf(more[1] as string)} ${number}` }
  }
  const orMore = matches(`(\\d+|\\p{L}+) or more(?: ${thing})?${tail}`)
  if (orMore && numberOf((orMore[1] as string).toLowerCase()) >= 0)
    return { expression: `${count} >= ${numberOf((orMore[1] as string).toLowerCase())}` }
  if (matches(`(?:not empty|isn't empty|non-empty)$`) || /^(?:the list|it) (?:is not|isn't) empty$/i.test(text))
    return { expression: `${count} > 0` }
  if (matches(`(?:none|nothing|no(?:t any)? ${thing}|not any|empty|no one|zero)(?: ${thing})?(?: is| are)?${tail}`))
    return { expression: `${count} = 0` }
  if (matches(`(?:any(?:thing)?|some(?:thing)?|at least one|one|one or more)(?: ${thing})?(?: is| are)?${tail}`))
    return { expression: `${count} > 0` }
  return undefined
}

/** Something that one record is or has. */
async function readField(reader: Reader, said: string, subject: Subject): Promise<Condition | undefined> {
  const family = subject.family === undefined ? undefined : reader.vocabulary.families.get(subject.family)
  const nouns = [...(family?.nouns ?? [])].filter(noun => /^[a-z-]+$/.test(noun)).join('|')
  const subjectWords = new RegExp(
    `^(?:(?:it|they|he|she|this|that)(?:'s| is| are| was| has been| gets)?|(?:the|that|this)(?: new)? (?:${nouns || 'record'})(?:'s| is| was)?|whose|which(?: is| are)?|that(?: is| are)?)(?=\\s|$)\\s*`,
    'iu',
  )
  const negated = /\b(?:is not|isn't|are not|aren't|not|does not|doesn't)\b/i
  let text = said.trim()
  text = text.replace(/ (?:still|already|yet|now)(?= |$)/gi, '')
  const nobody = readNobody(text, subject, family)
  if (nobody) return nobody
  const not = negated.test(text)
  if (not) text = text.replace(negated, 'is').replace(/^(it|they) is is\b/i, '$1 is')
  const texts = readText(text, subject, family)
  if (texts) return { ...texts, ...(not ? { not } : {}) }
  const compared = readComparison(text, subject, family)
  if (compared) return { ...compared, ...(not ? { not } : {}) }
  const has = readPresence(text, subject, family)
  if (has) return not ? { expression: has.expression, not: !has.not } : has
  const rest = text
    .replace(subjectWords, '')
    .replace(/^(?:is|are|was|has been|gets?)\s+/i, '')
    .trim()
  if (!family || rest === '') return undefined
  const expression = await describedBy(reader, rest, subject, family)
  return expression === undefined ? undefined : { expression, ...(not ? { not } : {}) }
}

/** “nobody is assigned”, “nobody has it yet”, “it is unassigned”. */
function readNobody(text: string, { path }: Subject, family: Family | undefined): Condition | undefined {
  const person = family?.profiles
    .flatMap(profile => profile.fields)
    .find(({ name, meaning }) => meaning.to === 'person' && family.fields[name])
  if (!person || family?.fields[person.name]?.type === 'array') return undefined
  const expression = `$exists(${path}.${person.name})`
  const none =
    /^(?:nobody|no one|no-one|none)(?: (?:is|was|has been|'s))? ?(?:assigned|has it|has taken it|owns it|is on it)?(?: to it)?$|^(?:it |the \p{L}+ )?(?:is |'s |are )?(?:unassigned|not assigned|isn't assigned|hasn't been assigned|has not been assigned|isn't taken|not taken|has nobody|has no one)(?: to (?:anyone|anybody|somebody|someone))?(?: on it)?$/iu
  if (none.test(text)) return { expression, not: true }
  const some =
    /^(?:somebody|someone|anybody|anyone) (?:is assigned|has it|has taken it|is on it)(?: to it)?$|^(?:it |the \p{L}+ )?(?:is |has been )?assigned(?: to (?:anyone|anybody|somebody|someone))?$/iu
  return some.test(text) ? { expression } : undefined
}

const quotedText = (text: string) =>
  text
    .trim()
    .replace(/ (?:in|somewhere in) (?:it|there|its \p{L}+|the \p{L}+)$/iu, '')
    .replace(/^["'“‘]|["'”’]$/g, '')
    .replace(/^the words? /i, '')
    .replace(/^["'“‘]|["'”’]$/g, '')
const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** A field of the record by its name or by the words of its skills' fields: “due date”, “e-mail”. */
export function fieldCalled(words: string, family: Family | undefined): string | undefined {
  if (!family) return undefined
  const wanted = words
    .toLowerCase()
    .replace(/[^\p{L} ]/gu, '')
    .replace(/^(?:its|a|an|the|any|no|their|his|her) /, '')
    .trim()
  if (wanted === '') return undefined
  const alike = (name: string) => stem(name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`).trim())
  const names = Object.keys(family.fields)
  const exact = names.find(
    name => alike(name) === stem(wanted) || alike(name) === stem(wanted.replace(/ (?:date|day|address|number|time|name)$/, '')),
  )
  if (exact) return exact
  for (const { fields } of family.profiles)
    for (const { name, meaning } of fields)
      if (names.includes(name) && (meaning.cues ?? []).some(cue => cue.toLowerCase() === wanted)) return name
  return wanted === 'deadline' || wanted === 'date' ? names.find(name => name === 'due' || name === 'start') : undefined
}

/** “its title contains invoice”, “mentions invoice”, “starts with RE”. */
function readText(said: string, { path, family: id, inside }: Subject, family: Family | undefined): Condition | undefined {
  const text = said.replace(/^(?:that|which|who) (?=\p{L})/iu, 'it ')
  const whole =
    inside &&
    /^(?:it|(?:the|its) (?:answer|response|body|page|result|site|website|text|content))(?: body)? (?:contains?|includes?|says?|mentions?|has) (.+)$/i.exec(
      text,
    )
  if (whole)
    return { expression: `$contains($lowercase($string(${path}.${inside})), ${literal(quotedText(whole[1] as string).toLowerCase())})` }
  const called = /^(?:it(?:'s| is) )?(?:called|named|titled) (.+)$/i.exec(text)
  if (called && family) return { expression: `${path}.${family.display} = ${literal(quotedText(called[1] as string))}` }
  const found =
    /^(?:its |whose |the |their |his |her |it(?:'s)? |that |which |with )?(?:(.*?) )??(contains?|containing|includes?|including|mentions?|mentioning|has the words?|says?|saying|starts? with|starting with|begins? with|beginning with|ends? with|ending (?:in|with))\s+(.+)$/i.exec(
      text,
    )
  if (!found) return undefined
  const named = (found[1] ?? '')
    .replace(/^(?:a|an|the|its)\b ?/i, '')
    .replace(/^(?:it|they|is|of it)$/i, '')
    .trim()
  const field = named === '' ? family?.display : (fieldCalled(named, family) ?? (id === undefined ? named.replaceAll(' ', '') : undefined))
  if (field === undefined) return undefined
  const wanted = literal(quotedText(found[3] as string).toLowerCase())
  const value = `$lowercase(${path}.${field})`
  if (/^(start|begin)/i.test(found[2] as string))
    return { expression: `$substring(${value}, 0, ${quotedText(found[3] as string).length}) = ${wanted}` }
  if (/^end/i.test(found[2] as string)) return { expression: `$substring(${value}, -${quotedText(found[3] as string).length}) = ${wanted}` }
  return { expression: `$contains(${value}, ${wanted})` }
}

const signs: [RegExp, string][] = [
  [/^(?:more|greater|larger|bigger|higher) than|^over|^above|^exceeds|^>(?!=)/i, '>'],
  [/^at least|^>=/i, '>='],
  [/^(?:less|smaller|lower|fewer) than|^under|^below|^<(?!=)/i, '<'],
  [/^at most|^up to|^<=/i, '<='],
]

/** “the amount is over 100”. */
function readComparison(text: string, { path, family: id, fields, inside }: Subject, family: Family | undefined): Condition | undefined {
  const known = (name: string) => (fields === undefined || fields.includes(name) ? name : inside && `${inside}.${name}`)
  const found =
    /^(?:its |the |their )?([\p{L} ]+?) (?:is |are )?((?:more|greater|larger|bigger|higher|less|smaller|lower|fewer) than|over|above|under|below|at least|at most|up to|exceeds|[<>]=?)\s+[€$£]?(\d+(?:\.\d+)?)[€$£]?$/iu.exec(
      text,
    )
  if (found) {
    const sign = signs.find(([pattern]) => pattern.test(found[2] as string))?.[1]
    const field =
      fieldCalled(found[1] as string, family) ?? (id === undefined ? known((found[1] as string).trim().replaceAll(' ', '')) : undefined)
    return field && sign ? { expression: `${path}.${field} ${sign} ${found[3]}` } : undefined
  }
  if (id !== undefined) return undefined
  const equal =
    /^(?:its |the )?(?!(?:it|this|that|there|he|she|they|who|which|nobody|nothing|one) )(\p{L}+) (?:is|equals|=) ["'“]?(.+?)["'”]?$/iu.exec(
      text,
    )
  const name = equal && known(equal[1] as string)
  if (!equal || !name) return undefined
  const value = /^\d+(\.\d+)?$/.test(equal[2] as string) ? equal[2] : literal(equal[2] as string)
  return { expression: `${path}.${name} = ${value}` }
}

/** “it has no due date”, “there is an e-mail”, “without a project”. */
function readPresence(text: string, { path }: Subject, family: Family | undefined): Condition | undefined {
  const found =
    /^(?:it |they |he |she |that |which |who |there |the \p{L}+ )?(?:already |still )?(has no|have no|has not got|hasn't got|has got|has|have|is no|is|comes with|comes without|without|with|is missing|lacks|misses|is lacking)(?: (?:a|an|any|some|no|its|their))? ([\p{L} -]+?)(?: (?:set|yet|given|at all|already))*$/iu.exec(
      text,
    )
  if (!found) return undefined
  const field = fieldCalled(found[2] as string, family)
  if (!field || !family) return undefined
  const list = family.fields[field]?.type === 'array'
  const expression = list ? `$count(${path}.${field}) > 0` : `$exists(${path}.${field})`
  const no = /\bno\b|without|missing|lack|miss|n't|\bnot\b/i.test(text.replace(found[2] as string, ''))
  return { expression, ...(no ? { not: true } : {}) }
}

/**
 * What a record is described by, found with the filters of the skill that lists such records: whatever may be asked for in a list may be
 * a condition. @returns the expression, or nothing where the filters cannot say it
 */
export async function describedBy(reader: Reader, words: string, subject: Subject, family: Family): Promise<string | undefined> {
  // A description has no second thing to do in it: “urgent, also assign it to Dana”.
  if (/\b(?:it|them|him|also|then|please)\b/i.test(words)) return undefined
  const { lister } = family
  const labels = family.profiles
    .flatMap(profile => profile.fields)
    .find(({ name, meaning }) => meaning.kind === 'labels' && family.fields[name]?.type === 'array')
  const tagged =
    labels &&
    /^(?:that (?:is|are) |with )?(?:(?:an?|the) )?(?:tag|tags|label|labels|tagged|labelled|labeled)(?: (?:as|with))? ["'“]?([^\s"'“”]+)["'”]?$/i.exec(
      words,
    )
  if (tagged) return `${literal(tagged[1] as string)} in ${subject.path}.${labels.name}`
  if (!lister) return undefined
  const noun = pluralOf(family)
  const tries = [`show all ${noun} ${words}`, `show all ${words} ${noun}`, `show all ${noun} with ${words}`]
  for (const [at, text] of tries.entries()) {
    const plain =
      words.split(' ').length === 1 && at === 0
        ? (tries[1] as string)
        : words.split(' ').length === 1 && at === 1
          ? (tries[0] as string)
          : text
    const { requests, ask } = await reader.hear(plain)
    const [request] = requests
    if (ask || requests.length !== 1 || request?.skill !== lister.id) continue
    const parts = Object.entries(request.input).map(([name, value]) => partOf(name, value, subject, family))
    if (parts.length > 0 && parts.every(part => part !== undefined)) return parts.join(' and ')
  }
  return undefined
}

function partOf(name: string, value: unknown, { path }: Subject, family: Family): string | undefined {
  const field = family.fields[name]
  if (!field) return statusOf(value, path, family)
  if (field.type === 'array')
    return Array.isArray(value) ? value.map(one => `${literal(String(one))} in ${path}.${name}`).join(' and ') : undefined
  return typeof value === 'string' ? `${path}.${name} = ${literal(value)}` : undefined
}

/** A filter such as “done” that is the value of one of the record's own fields. */
function statusOf(value: unknown, path: string, family: Family): string | undefined {
  const own = Object.entries(family.fields).find(([, { enum: values }]) => values?.includes(value))
  return own && typeof value === 'string' ? `${path}.${own[0]} = ${literal(value)}` : undefined
}

/** What several of these records are called. */
export function pluralOf(family: Family): string {
  const declared = [...(family.lister?.declared ?? [])].find(word => /s$/.test(word) && family.nouns.has(stem(word)))
  return declared ?? `${family.id.replace(/s$/, '')}s`
}
