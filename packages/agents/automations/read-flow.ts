import { stem } from '../understanding/text/words.ts'
import { approvals, courtesies, eachWords, ifWords, joints, otherwiseWords, trailingApprovals, trailingIf, unlessWords } from './lexicon.ts'
import { type Place, readAction } from './read-action.ts'
import { type Condition, readCondition } from './read-condition.ts'
import { readDelay } from './read-delay.ts'
import { readListedCondition } from './read-listed-condition.ts'
import { readMoment } from './read-moment.ts'
import { isNotice } from './read-notice.ts'
import type { Reader } from './reader.ts'
import type { Statement, Subject } from './types.ts'
import { replaceNamed, textOf } from './words-for.ts'

export type Flow = { statements: Statement[] } | { ask: string }

const deepest = 8

/** Reads what is to be done, in order: actions, conditions, waits, questions and loops. */
export async function readFlow(reader: Reader, said: string, place: Place, depth = 0): Promise<Flow> {
  const text = asIf(begun(said))
  if (text === '') return { statements: [] }
  if (depth > deepest || reader.tired) return { ask: 'That is more than I can read at once. Please say it in fewer words.' }
  const step: Step = (rest, subjects = place.subjects, occasion = place.occasion) =>
    readFlow(reader, rest, { ...place, subjects, ...(occasion === undefined ? {} : { occasion }) }, depth + 1)
  return (
    (await readApproval(reader, text, place, step)) ??
    (await readWait(reader, text, place, step)) ??
    (await readIf(reader, text, place, step)) ??
    (await readEach(reader, text, place, step)) ??
    (await readTrailing(reader, text, place, step)) ??
    readActions(reader, text, place, step)
  )
}

type Step = (rest: string, subjects?: Subject[], occasion?: string) => Promise<Flow>

/** “check if …, and if so …” is an if. */
function asIf(text: string): string {
  const asked = /^(?:check|see|look|verify|find out|test)(?: to see)? (?:if|whether)\s+(.+)$/i.exec(text)?.[1]
  return asked === undefined
    ? text
    : `if ${asked.replace(/[\s,;.]+(?:and )?(?:if so|if yes|if it is|if there (?:are|is)|if that is the case|in that case)[\s,:]+(?:then )?/i, ', ')}`
}

function begun(said: string): string {
  let text = said.trim()
  for (let round = 0; round < 6; round++) {
    const next = text
      .replace(joints, '')
      .replace(courtesies, '')
      .replace(/^(?:i want (?:you )?to|you (?:should|must|can)|to(?= \p{L}))\s+/iu, '')
    if (next === text) break
    text = next
  }
  return text
}

/** “wait 2 days, then …”, “after an hour …”, “two days later …”, “wait until 9 tomorrow, then …”. */
async function readWait(reader: Reader, text: string, place: Place, step: Step): Promise<Flow | undefined> {
  const lead =
    /^(?:(?:please )?(?:then )?(?:wait(?: for)?|pause(?: for)?|hold(?: on)?(?: for)?|sleep(?: for)?|do nothing(?: for)?|give it|let it rest(?: for)?|delay(?: for| by)?)|after|in)\s+(?:another |about |exactly |for )*/i.exec(
      text,
    )
  const rest = lead ? text.slice(lead[0].length) : text
  const delay = readDelay(rest)
  if (delay) {
    const later = /^\s+(?:later|afterwards|after that|after this|from then)\b/i.exec(delay.rest)
    // “remind me in 10 minutes …” is no wait; “in 10 minutes, …” at the beginning is one.
    if (!lead && !later) return undefined
    const inner = await step(delay.rest.slice(later?.[0].length ?? 0), waited(place.subjects))
    if ('ask' in inner) return inner
    const { said, duration } = delay
    return { statements: [{ kind: 'wait', id: reader.idFor('wait'), title: `Wait ${said}`, duration }, ...inner.statements] }
  }
  const until = /^(?:then )?(?:wait|pause|hold(?: on)?) (?:until|till|til)\s+/i.exec(text)
  if (!until) return undefined
  const moment = readMoment(reader, text.slice(until[0].length), place.now)
  if (!moment) return { ask: `Until when should it wait? I did not understand “${text.slice(until[0].length)}”.` }
  const inner = await step(moment.rest, waited(place.subjects))
  if ('ask' in inner) return inner
  return {
    statements: [{ kind: 'wait', id: reader.idFor('wait'), title: `Wait until ${moment.said}`, until: moment.value }, ...inner.statements],
  }
}

/** What is known of records may not hold any more. */
const waited = (subjects: Subject[]): Subject[] =>
  subjects.map(subject => (subject.many || subject.family === undefined ? subject : { ...subject, stale: true }))

const self = /^(?:i|me|my|us|we|our|you|your|it)$/i
const notAPerson = /^(?:everything|something|anything|nothing|there|that|this|the|they|task|all|any|a|an)$/i

function assigneesOf(groups: Record<string, string | undefined> | undefined): string[] | undefined | false {
  const who = (groups?.who ?? groups?.from)?.replace(/['’]s?$/, '')
  if (who === undefined || self.test(who)) return undefined
  return notAPerson.test(who) ? false : [who]
}

/** “ask me before …”, “if Sam agrees, …”. */
async function readApproval(reader: Reader, text: string, place: Place, step: Step): Promise<Flow | undefined> {
  for (const pattern of approvals) {
    const found = pattern.exec(text)
    const assignees = found ? assigneesOf(found.groups) : false
    if (!found || assignees === false) continue
    const rest = text.slice(found[0].length)
    const cut = otherwiseWords.exec(rest)
    const inner = await step(cut ? rest.slice(0, cut.index) : rest)
    if ('ask' in inner) return inner
    if (inner.statements.length === 0) return undefined
    const denied = cut ? await step(rest.slice(cut.index + cut[0].length)) : { statements: [] }
    if ('ask' in denied) return denied
    return {
      statements: [
        { ...asking(reader, cut ? rest.slice(0, cut.index) : rest, assignees, place), denied: denied.statements },
        ...inner.statements,
      ],
    }
  }
  return undefined
}

/** Who is asked elsewhere, and later, must read what “it” is. */
function named(reader: Reader, question: string, subjects: readonly Subject[]): string {
  // “them” are those that were listed, which stand beneath the question.
  if (subjects[0]?.many && /\b(?:them|each|all)\b/i.test(question)) return question
  const one = subjects.find(subject => !subject.many && subject.family !== undefined)
  return one ? replaceNamed(reader, question, one, words => `“${words}”`) : question
}

/** What was listed, beneath the question. */
function detailsOf(reader: Reader, subjects: readonly Subject[]): { message?: string } {
  const list = subjects[0]
  return list?.many ? { message: textOf(reader, list) } : {}
}

/** The id is given when the graph is written: nothing refers to a question. */
const asking = (
  reader: Reader,
  about: string,
  assignees: string[] | undefined,
  { subjects }: Place,
): Extract<Statement, { kind: 'ask' }> => ({
  kind: 'ask',
  id: 'ask',
  question: named(reader, `${capital(begun(about).replace(/[\s.,;!?]+$/, '')).slice(0, 200)}?`, subjects),
  ...detailsOf(reader, subjects),
  ...(assignees ? { assignees } : {}),
  denied: [],
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** “if it is urgent …, otherwise …”, “unless it has a due date …”. */
async function readIf(reader: Reader, text: string, place: Place, step: Step): Promise<Flow | undefined> {
  const unless = unlessWords.exec(text)
  const lead = unless ?? ifWords.exec(text)
  if (!lead) return undefined
  const rest = text.slice(lead[0].length)
  let problem: Flow | undefined
  let unread = rest.replace(/[,;.].*$/, '')
  for (const [said, after] of boundaries(reader, rest)) {
    if (said.length < unread.length) unread = said
    const condition = said.replace(/(?:[\s,]+(?:and|also|then|just|please|automatically|always))+\s*$/i, '')
    const found = await conditionIn(reader, condition, place)
    if (!found) continue
    const flow = await branches(reader, condition, found, Boolean(unless), after, place, step)
    if (!('ask' in flow)) return flow
    problem ??= flow
  }
  return (
    problem ?? {
      ask: `I do not know how to check “${unread.trim()}”. Say it with a field, such as “if it is urgent” or “if its title contains invoice”.`,
    }
  )
}

interface Checked {
  /** What must be read first. */
  statements: Statement[]
  /** Without its braces. */
  expression: string
  subjects: Subject[]
}

const plainOf = ({ expression, not }: Condition) => (not ? `$not(${expression})` : expression)

/** A condition with what must be read before it: a list it counts, or a record that may have changed meanwhile. */
async function conditionIn(reader: Reader, said: string, place: Place): Promise<Checked | undefined> {
  const found = await readCondition(reader, said, place.subjects)
  if (!found) {
    const listed = await readListedCondition(reader, said, place)
    return listed && { statements: listed.statements, expression: listed.expression, subjects: [listed.subject, ...place.subjects] }
  }
  const expression = plainOf(found)
  const stale = place.subjects.find(subject => subject.stale && expression.includes(`${subject.path}.`))
  const family = stale?.family === undefined ? undefined : reader.vocabulary.families.get(stale.family)
  if (!stale || !family?.getter) return { statements: [], expression, subjects: place.subjects }
  const { id: skill, key } = family.getter
  const id = reader.idFor(skill)
  const path = `steps.${id}.output`
  const { stale: _, ...fresh } = stale
  return {
    statements: [
      { kind: 'do', id, title: `Look at the ${family.id.replace(/s$/, '')} again`, skill, input: { [key]: `{{ ${stale.id} }}` } },
    ],
    expression: expression.replaceAll(`${stale.path}.`, `${path}.`),
    subjects: place.subjects.map(subject => (subject === stale ? { ...fresh, path } : subject)),
  }
}

async function branches(
  reader: Reader,
  said: string,
  checked: Checked,
  swapped: boolean,
  after: string,
  { occasion }: Place,
  step: Step,
): Promise<Flow> {
  const cut = otherwiseWords.exec(after)
  const id = reader.idFor('check')
  const holds = `${capital(said.trim())}`
  const yes = await step(cut ? after.slice(0, cut.index) : after, checked.subjects, occasion ?? (swapped ? undefined : holds))
  if ('ask' in yes) return yes
  if (yes.statements.length === 0 && !cut) return { ask: `What should happen if ${said.trim()}?` }
  const no = cut ? await step(after.slice(cut.index + cut[0].length), checked.subjects, occasion) : { statements: [] }
  if ('ask' in no) return no
  if (yes.statements.length + no.statements.length === 0) return { ask: `What should happen if ${said.trim()}?` }
  const branch = swapped ? { yes: no.statements, no: yes.statements } : { yes: yes.statements, no: no.statements }
  return {
    statements: [...checked.statements, { kind: 'if', id, title: `${holds}?`, condition: `{{ ${checked.expression} }}`, ...branch }],
  }
}

/** What is to be done where a condition that was told with the happening holds, and “otherwise” what where it does not. */
export function readBranches(reader: Reader, said: string, expression: string, todo: string, place: Place): Promise<Flow> {
  const step: Step = (rest, subjects = place.subjects, occasion = place.occasion) =>
    readFlow(reader, rest, { ...place, subjects, ...(occasion === undefined ? {} : { occasion }) }, 1)
  return branches(reader, said, { statements: [], expression, subjects: place.subjects }, false, todo, place, step)
}

/** Does “otherwise” belong to what was told before this text? */
export function otherwiseOutside(todo: string): boolean {
  const cut = otherwiseWords.exec(todo)
  if (!cut || insideQuotes(todo, cut.index)) return false
  return !/\b(?:if|unless|ask|approv\w*|agree\w*|okays?|provided|once|let|check with)\b/i.test(todo.slice(0, cut.index))
}

/** Where a condition or a happening may end and what is to be done may begin: at a break, or before a word that begins a request; the nearest first. */
export function boundaries(reader: Reader, text: string): [string, string][] {
  const found: [string, string][] = []
  for (const match of text.matchAll(/(?:,|;|:(?=\s)|\s[–—-]\s|\bthen\b)\s*/giu)) {
    const at = match.index
    if (at > 0 && !insideQuotes(text, at)) found.push([text.slice(0, at), text.slice(at + match[0].length)])
  }
  const words = [...text.matchAll(/\S+/g)]
  for (const word of words.slice(1)) {
    const plain = word[0].toLowerCase().replace(/[^\p{L}'-]/gu, '')
    const request = reader.vocabulary.commands.has(stem(plain)) && !/(?:ed|done|made|gone|sent)$/.test(plain)
    if (
      request ||
      /^(wait|ask|for|if|let|tell|notify|alert|inform|ping|call|fetch|post|check|please|automatically|always|just)$/.test(plain)
    )
      found.push([text.slice(0, word.index), text.slice(word.index)])
  }
  return found.filter(([before, after]) => before.trim() !== '' && after.trim() !== '').sort(([a], [b]) => a.length - b.length)
}

function insideQuotes(text: string, at: number): boolean {
  const before = text.slice(0, at)
  return (before.match(/"/g) ?? []).length % 2 === 1 || (before.match(/“/g) ?? []).length > (before.match(/”/g) ?? []).length
}

/** “for each of them, …”. */
async function readEach(reader: Reader, text: string, place: Place, step: Step): Promise<Flow | undefined> {
  const list = place.subjects.find(subject => subject.many)
  const lead = list && eachWords.exec(text)
  if (lead) {
    const id = reader.idFor('each')
    const item: Subject = { family: list.family, path: 'item', id: 'item.id' }
    const rest = text
      .slice(lead[0].length)
      .replace(/^(?:that|which|who) /i, 'if it ')
      .replace(/^if it it(?='s| )/i, 'if it')
    const inner = await step(rest, [item])
    if ('ask' in inner) return inner
    return inner.statements.length === 0 ? undefined : { statements: [each(id, list, inner.statements)] }
  }
  // “for each overdue one, …”: they are listed first.
  const unlisted = /^(?:for|with) (?:each|every|all)(?: of)?(?: the| my| our)? /i.exec(text)
  if (!unlisted) return undefined
  for (const [described, todo] of boundaries(reader, text.slice(unlisted[0].length))) {
    const ids = reader.ids()
    const many = described.trim().replace(/(?<!s)$/, 's')
    const listed = await readAction(reader, `show all ${many}`, { ...place, subjects: [] })
    const made = 'ask' in listed ? undefined : listed.subject
    if ('ask' in listed || !made?.many) {
      ids.restore()
      continue
    }
    const id = reader.idFor('each')
    const inner = await step(todo, [{ family: made.family, path: 'item', id: 'item.id' }])
    if ('ask' in inner) return inner
    return { statements: [...listed.statements, each(id, made, inner.statements)] }
  }
  return undefined
}

const each = (id: string, list: Subject, body: Statement[]): Statement => ({
  kind: 'each',
  id,
  title: 'For each of them',
  items: `{{ ${list.path} }}`,
  body,
})

/** What is said after that on which it hangs: “…, but ask me first”, “… unless it has a due date”, “… if there are any”. */
async function readTrailing(reader: Reader, text: string, place: Place, step: Step): Promise<Flow | undefined> {
  for (const pattern of trailingApprovals) {
    const found = pattern.exec(text)
    const assignees = found ? assigneesOf(found.groups) : false
    if (!found || assignees === false || found.index === 0) continue
    const inner = await step(text.slice(0, found.index))
    if ('ask' in inner) return inner
    const first = inner.statements.findIndex(statement => !isRead(reader, statement))
    if (first < 0) continue
    const guarded = inner.statements[first]
    const about = firstTitle(guarded) ?? text.slice(0, found.index)
    return { statements: [...inner.statements.slice(0, first), asking(reader, about, assignees, place), ...inner.statements.slice(first)] }
  }
  for (const match of [...text.matchAll(trailingIf)].reverse()) {
    const condition = text.slice(match.index + match[0].length)
    // Only the last part of the sentence, and only where nothing more is to be done in it.
    if (otherwiseWords.test(condition) || insideQuotes(text, match.index)) continue
    const guarded = text.slice(0, match.index)
    const found = await conditionIn(reader, namingOne(reader, condition, guarded, place), place)
    const unless = /unless|except|not if/i.test(match[0])
    if (!found) {
      const listing = await overListed(reader, guarded, condition, unless, step)
      if (listing) return listing
      continue
    }
    const holds = capital(condition.replace(/[\s.,;!?]+$/, ''))
    const inner = await step(guarded, found.subjects, place.occasion ?? (unless ? undefined : holds))
    if ('ask' in inner || inner.statements.length === 0) continue
    const branch = { yes: unless ? [] : inner.statements, no: unless ? inner.statements : [] }
    return {
      statements: [
        ...found.statements,
        {
          kind: 'if',
          id: reader.idFor('check'),
          title: `${holds}?`,
          condition: `{{ ${found.expression} }}`,
          ...branch,
        },
      ],
    }
  }
  return undefined
}

/** “make a note of my overdue tasks, unless there are none”: about what the part before it lists by itself. */
async function overListed(reader: Reader, guarded: string, condition: string, unless: boolean, step: Step): Promise<Flow | undefined> {
  const ids = reader.ids()
  const inner = await step(guarded)
  const [list, ...rest] = 'ask' in inner ? [] : inner.statements
  const family = list?.kind === 'do' ? [...reader.vocabulary.families.values()].find(({ lister }) => lister?.id === list.skill) : undefined
  const subject: Subject | undefined =
    family && list?.kind === 'do'
      ? { family: family.id, path: `steps.${list.id}.output.items`, id: `steps.${list.id}.output.id`, many: true, said: list.title }
      : undefined
  const found = subject && rest.length > 0 ? await readCondition(reader, condition, [subject]) : undefined
  if (!list || !found) {
    ids.restore()
    return undefined
  }
  const id = reader.idFor('check')
  const title = `${capital(condition.replace(/[\s.,;!?]+$/, ''))}?`
  const branch = { yes: unless ? [] : rest, no: unless ? rest : [] }
  return { statements: [list, { kind: 'if', id, title, condition: `{{ ${plainOf(found)} }}`, ...branch }] }
}

/** What is asked about: the first thing that would be done. */
const firstTitle = (statement: Statement | undefined): string | undefined =>
  statement?.kind === 'do'
    ? statement.title
    : statement?.kind === 'each'
      ? statement.body.map(firstTitle).find(title => title !== undefined)
      : statement?.kind === 'if'
        ? [...statement.yes, ...statement.no].map(firstTitle).find(title => title !== undefined)
        : undefined

/** “… unless it has one”: the field that was spoken of before. */
function namingOne(reader: Reader, condition: string, guarded: string, { subjects }: Place): string {
  const one = /\b(has|have|had|got)( already| no)? one\b/i.exec(condition)
  const family = subjects.find(subject => !subject.many)?.family
  const fields = family === undefined ? {} : (reader.vocabulary.families.get(family)?.fields ?? {})
  const said = /\b(?:its|the|an?) (due date|e-?mail(?: address)?|phone(?: number)?|\p{L}+)\b/giu
  if (!one) return condition
  const field = [...guarded.matchAll(said)]
    .map(match => match[1] as string)
    .find(words => /^(?:due date|e-?mail|phone)/i.test(words) || words.toLowerCase() in fields)
  return field === undefined ? condition : condition.replace(one[0], `${one[1]}${one[2] ?? ''} a ${field}`)
}

const isRead = (reader: Reader, statement: Statement): boolean =>
  statement.kind === 'do' && reader.vocabulary.skill(statement.skill)?.effect === 'read'

const control =
  /^(?:if|unless|wait|pause|ask|for each|for every|for all|with each|otherwise|after (?:an?|\d|two|three|four|five)|only if|(?:once|after|when) (?:i|we|\p{L}+) (?:have |has )?(?:approve|agree|confirm|say|said|sign|ok|give)\p{L}*|(?:with|after|upon) (?:my|our|\p{L}+['’]s) (?:approval|permission|ok|okay|consent)|let \p{L}+ (?:approve|confirm|decide|ok|check|sign)|check with|get (?:my|approval))\b/iu

/** One thing after another, cut where the next request begins. */
async function readActions(reader: Reader, text: string, place: Place, step: Step): Promise<Flow> {
  let problem: Flow | undefined
  for (const match of text.matchAll(
    /(?:[,;.]\s+|\s+)(?:and then|then|and also|and next|and|after that|afterwards|but|plus|finally)[,\s]\s*|[,;.]\s+next[,\s]\s*|[,;.]\s+|\s+(?=(?:if|unless|wait|otherwise)\s)/giu,
  )) {
    if (insideQuotes(text, match.index)) continue
    const left = text.slice(0, match.index)
    let right = text.slice(match.index + match[0].length)
    if (left.trim() === '' || right.trim() === '') continue
    const strong = /then|after|finally|next|;/i.test(match[0]) || control.test(begun(right))
    const first = stem(begun(right).split(/\s+/)[0]?.toLowerCase() ?? '')
    const another = /^(?:another|one more|a second|also an?|one)(?: \p{L}+)? (?=to |for |called |saying )/iu.exec(right)
    const verb = another && /^(\p{L}+ an? \p{L}+) /iu.exec(begun(left))?.[1]
    if (another && verb) right = `${verb} ${right.slice(another[0].length)}`
    else if (
      !strong &&
      !reader.vocabulary.commands.has(first) &&
      !isNotice(begun(right).replace(/[,;.].*$/, '')) &&
      !/^(?:call|fetch|post|send)$/.test(first)
    )
      continue
    const ids = reader.ids()
    const action = await readAction(reader, left, place)
    if ('ask' in action) {
      ids.restore()
      problem ??= action
      continue
    }
    const rest = await step(right, after(place.subjects, action.subject), place.occasion)
    if ('ask' in rest) {
      ids.restore()
      problem ??= rest
      continue
    }
    return { statements: [...action.statements, ...rest.statements] }
  }
  const whole = await readAction(reader, text, place)
  return 'ask' in whole ? (problem ?? whole) : { statements: whole.statements }
}

/** What started it stays what “it” means; a list that was made is what “them” means. */
function after(subjects: Subject[], made: Subject | undefined): Subject[] {
  if (!made) return subjects
  const [first, ...rest] = subjects
  if (made.many || !first || first.path.startsWith('steps.')) return [made, ...subjects]
  return [first, made, ...rest]
}
