import type { EventKind } from '@atom/kernel'
import { checkDraft, type Graph, type NodeTypes } from '@atom/workflows'
import type { Understanding } from '../understanding/index.ts'
import { everyNew } from './every-new.ts'
import { courtesies, trailingWhen, whenWords } from './lexicon.ts'
import { type Delay, readDelay } from './read-delay.ts'
import { type FoundEvent, readEvent } from './read-event.ts'
import { boundaries, type Flow, otherwiseOutside, readBranches, readFlow } from './read-flow.ts'
import { takeAnyStatus } from './read-request.ts'
import { readSchedule } from './read-schedule.ts'
import { Reader } from './reader.ts'
import type { Subject, Surroundings } from './types.ts'
import { whoIsMeant } from './who-is-meant.ts'
import { writeGraph } from './write-graph.ts'

export interface SentenceDeps {
  understanding: Understanding
  events(): readonly EventKind[]
  types: NodeTypes
}

/** What a sentence comes to. `started`: what starts it was understood, so that it is meant as an automation. */
export type Sentence = { graph: Graph; name: string } | { ask: string; started: boolean }

const notStarted = 'When should it run? Say “every weekday at 8 …” or “when a task is created, …”.'
/** More characters than these are no sentence. */
const longest = 1000

/** Reads “when …”, “every …” with what is to be done, without a model. It does nothing. */
export async function readSentence(deps: SentenceDeps, said: string, around: Surroundings): Promise<Sentence> {
  const text = said.trim().replace(/\s+/g, ' ')
  if (text.length > longest)
    return { ask: 'That is more than I can read at once without a language model. Please say it in fewer words.', started: false }
  const reader = new Reader(deps.understanding, around)
  let problem: string | undefined
  const meant = whoIsMeant(stripped(text), around.names?.person ?? [])
  for await (const start of starts(reader, deps.events(), meant)) {
    const subjects = start.subject ? [start.wait ? { ...start.subject, stale: true } : start.subject] : []
    const place = { subjects, now: start.firesAt ?? around.now, ...(start.occasion ? { occasion: start.occasion } : {}) }
    const flow: Flow = start.condition
      ? await readBranches(reader, start.condition.said, start.condition.expression, start.rest, place)
      : await readFlow(reader, start.rest, place)
    if ('ask' in flow) {
      problem ??= flow.ask
      continue
    }
    if (flow.statements.length === 0) continue
    const statements = start.wait
      ? [
          { kind: 'wait' as const, id: reader.idFor('wait'), title: `Wait ${start.wait.said}`, duration: start.wait.duration },
          ...flow.statements,
        ]
      : flow.statements
    takeAnyStatus(reader, statements)
    const graph = writeGraph(start.trigger, statements)
    const { problems } = checkDraft(graph, {
      types: deps.types,
      skill: id => around.skills.find(id),
      events: new Map(deps.events().map(kind => [kind.name, kind])),
      variables: { names: new Set(), secrets: new Set() },
      now: around.now,
      timeZone: around.timeZone,
    })
    if (problems.length === 0) return { graph, name: nameOf(text) }
    problem ??= problems.map(({ message }) => message).join(' ')
  }
  return problem === undefined ? { ask: notStarted, started: false } : { ask: problem, started: true }
}

function stripped(said: string): string {
  let text = said
  for (let round = 0; round < 4; round++) text = text.replace(courtesies, '')
  // “wait for a task to be completed and then …”
  text = text.replace(/^wait (?:for|until) (an? [^,;]+?) (?:to (?:be|get)|is|gets) (\p{L}+(?:ed|done|made))(?=[\s,])/iu, 'when $1 is $2')
  return text.replace(/\?$/, '')
}

/** What people will find it by. */
export function nameOf(text: string): string {
  const plain = stripped(text).replace(/[\s.,;!?]+$/, '')
  const name = plain.charAt(0).toUpperCase() + plain.slice(1)
  return name.length > 80 ? `${name.slice(0, 79).replace(/\s+\S*$/, '')}…` : name
}

interface Start {
  trigger: Graph['trigger']
  rest: string
  subject?: Subject
  firesAt?: Date
  wait?: { duration: string; said: string }
  occasion?: string
  /** What was told with the happening, where something else is to be done if it does not hold. */
  condition?: { said: string; expression: string }
}

/** The ways to take what starts it from the sentence, likeliest first. */
async function* starts(reader: Reader, events: readonly EventKind[], text: string): AsyncGenerator<Start> {
  const leading = readSchedule(reader, text)
  if (leading) yield { trigger: leading.trigger, rest: leading.rest, firesAt: leading.firesAt }
  const delay = delayed(text)
  const said = delay?.rest ?? text
  const when = whenWords.exec(said)
  if (when) {
    const rest = said.slice(when[0].length)
    const seen = new Set<string>()
    // What happens was told before the break: what comes after it is to be done.
    let told = false
    for (const [happening, todo] of boundaries(reader, rest)) {
      const key = happening.trim().toLowerCase()
      if (
        seen.has(key) ||
        happening.length > 200 ||
        /[;:]|,(?! (?:and|or|whose|which|that|with)\b)/.test(happening) ||
        (told && happening.includes(','))
      )
        continue
      seen.add(key)
      const split = await conditioned(reader, events, happening)
      if (split) told = true
      if (split)
        yield { ...split.found, rest: `if ${split.condition}, ${todo}`, ...occasionOf(split.found), ...(delay ? { wait: delay } : {}) }
      const found = await readEvent(reader, events, happening.replace(/[\s,]+(?:and|but)\s*$/i, ''))
      if (found) told = true
      if (found) yield { ...unfiltered(found, happening, todo), rest: todo, ...occasionOf(found), ...(delay ? { wait: delay } : {}) }
    }
  }
  const fresh = await everyNew(reader, events, text)
  if (fresh) yield { ...fresh.found, rest: fresh.rest, ...occasionOf(fresh.found) }
  for (const match of [...text.matchAll(trailingWhen)].reverse()) {
    if (match.index === 0) continue
    const found = await readEvent(reader, events, text.slice(match.index + match[0].length))
    if (found) yield { ...found, rest: text.slice(0, match.index), ...occasionOf(found) }
  }
  const trailing = readSchedule(reader, text, { where: 'trailing' })
  if (trailing) yield { trigger: trailing.trigger, rest: trailing.rest, firesAt: trailing.firesAt }
  const within = when ? undefined : readSchedule(reader, text, { where: 'within' })
  if (within) yield { trigger: within.trigger, rest: within.rest, firesAt: within.firesAt }
}

/** What a bare “tell me” tells: what happened, and of which record. */
const occasionOf = ({ trigger, title, subject }: FoundEvent): { occasion?: string } => {
  if (trigger.type === 'webhook') return { occasion: `Something was sent to “${trigger.path}”` }
  if (title === undefined) return {}
  return { occasion: subject.text === undefined ? title : `${title}: {{ ${subject.text} }}` }
}

/** “when a task tagged bug is created, …, otherwise …” starts with every task. */
function unfiltered(found: FoundEvent, said: string, todo: string): Pick<Start, 'trigger' | 'subject' | 'condition'> {
  const { trigger, subject } = found
  if (trigger.type !== 'event' || trigger.where === undefined || !otherwiseOutside(todo)) return { trigger, subject }
  return {
    trigger: { type: 'event', name: trigger.name },
    subject,
    condition: { said, expression: trigger.where.replace(/^\{\{ | \}\}$/g, '') },
  }
}

/** “three days after …”, “2 hours after …”. */
function delayed(text: string): Delay | undefined {
  const lead = /^wait (?:for )?/i.exec(text)?.[0] ?? ''
  const delay = readDelay(text.slice(lead.length))
  return delay && /^\s+after\b/i.test(delay.rest) ? { ...delay, rest: delay.rest.trimStart() } : undefined
}

/** “a contact is added and has no email”: what happens and a condition upon it. */
async function conditioned(reader: Reader, events: readonly EventKind[], happening: string) {
  for (const match of happening.matchAll(/[,\s]+(?:and|but|if|and if|only if)\s+/gi)) {
    const told = happening.slice(match.index + match[0].length).trim()
    if (told === '' || /^then\b/i.test(told)) continue
    const found = await readEvent(reader, events, happening.slice(0, match.index))
    const condition = told.replace(/^(?:if )?(?=has |is |isn't |does|contains|mentions|was |needs )/i, 'it ')
    if (found) return { found, condition }
  }
  return undefined
}
