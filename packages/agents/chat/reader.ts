import type { ChatCallPart, ChatMessage } from '@atom/contracts'
import { type Context, inZone, type RefResolver, type SkillRegistry, type Skills, type UnitOfWork } from '@atom/kernel'
import type { Automations } from '../automations/create-automations.ts'
import type { Call, CalledRecord, Message, Understanding } from '../understanding/index.ts'
import { asks } from './asks.ts'
import { namesIn } from './names-in.ts'
import type { Understand, Understood } from './offline.ts'

type HistoryTurn = NonNullable<Parameters<Understanding['understand']>[0]['history']>[number]

/** Messages before this one that a sentence may refer to. */
const remembered = 16

/**
 * Characters. Reading takes up to half a millisecond for each, and nobody else is served meanwhile; nobody says what is to be done in more.
 * Earlier messages that are longer are passed over.
 */
const longest = 1000
const tooLong = 'That is more than I can read at once without a language model. Say in a few sentences what I should do.'

export interface ReaderDeps {
  understanding: Understanding
  unitOfWork: UnitOfWork
  /** The names that exist here, so that they are recognised in lower case too. */
  refs: ReadonlyMap<string, RefResolver>
  registry: SkillRegistry
  automations?: Automations | undefined
}

/** What `POST /api/understand` takes. */
export interface UnderstandRequest {
  text: string
  /** ISO 8601; the server's time unless told. */
  now?: string | undefined
  /** IANA name; the person's zone unless told. */
  timeZone?: string | undefined
  history?: { role: 'user' | 'assistant'; text: string }[] | undefined
}

/** What `POST /api/understand` answers. */
export interface UnderstandAnswer {
  requests: { skill: string; input: Record<string, unknown>; confidence: number; confirm?: boolean }[]
  ask?: string
}

export type UnderstandText = (ctx: Context, request: UnderstandRequest) => Promise<UnderstandAnswer>

/** What the offline understanding would do; it does nothing. */
export const createUnderstandText =
  ({ understanding, unitOfWork, refs, registry, automations }: ReaderDeps): UnderstandText =>
  async (ctx, { text, now, timeZone, history }) => {
    if (text.length > longest) return { requests: [], ask: tooLong }
    const around = {
      now: new Date(now ?? ctx.clock.now()),
      timeZone: timeZone ?? ctx.person.timeZone,
      locale: ctx.person.locale,
      ...(await namesIn(unitOfWork.reading(ctx), refs)),
      skills: await registry.in(ctx),
    }
    const plain = await read(understanding, { text, ...around, history: short(history ?? []) })
    const { requests, ask } = (await automations?.heard(text, plain, around)) ?? plain
    return { requests: requests.map(({ timeOnly: _, weekday: __, ...request }) => request), ...(ask ? { ask } : {}) }
  }

/** Reads a message of a stored chat. */
export const createReader =
  ({ understanding, unitOfWork, refs, registry, automations }: ReaderDeps): Understand =>
  async (ctx, { text, history }): Promise<Understood> => {
    if (text.length > longest) return { requests: [], ask: tooLong }
    const around = {
      now: ctx.clock.now(),
      timeZone: ctx.person.timeZone,
      locale: ctx.person.locale,
      ...(await namesIn(unitOfWork.reading(ctx), refs)),
      skills: await registry.in(ctx),
    }
    const before = short(turnsOf(history.slice(-remembered), around))
    const plain = await read(understanding, { text, ...around, history: before, allSorts: true })
    return (await automations?.heard(text, plain, around)) ?? plain
  }

/** “change it to 9”: where a bare number is not understood, it is read as an hour. */
async function read(understanding: Understanding, message: Message): ReturnType<Understanding['understand']> {
  const plain = await understanding.understand(message)
  const hour =
    /^((?:change|move|reschedule|shift|push|set|make|switch)\b.*\b(?:to|at)|make it|set it) (\d{1,2})(?: o['’]?clock)?[.!?]*$/i.exec(
      message.text.trim(),
    )
  if (!hour || plain.requests.length > 0 || Number(hour[2]) > 24) return plain
  const timed = await understanding.understand({
    ...message,
    text: `${(hour[1] as string).replace(/^(make|set) it$/i, 'change it to')} ${hour[2]}:00`,
  })
  return timed.requests.length > 0 ? timed : plain
}

const short = (history: HistoryTurn[]): HistoryTurn[] => history.filter(turn => turn.text.length <= longest)

/**
 * The calls of an answer belong to the sentence that asked for them. What was asked back without any is open, as far back as one question led to the next: it
 * is read again.
 */
function turnsOf(messages: ChatMessage[], around: Around): HistoryTurn[] {
  const open = (index: number) =>
    messages
      .slice(index)
      .every(({ role, parts }, at, rest) => (role === 'user' ? asks(rest[at + 1]) : !parts.some(part => part.type === 'call')))
  return messages.map((message, index) => {
    const text = message.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n')
    if (message.role === 'assistant') return { role: 'assistant', text }
    const answer = messages[index + 1]
    const calls = answer?.role === 'assistant' ? answer.parts.filter(isTold).map(part => callOf(part, around)) : []
    return { role: 'user', text, ...(calls.length || !open(index) ? { calls } : {}) }
  })
}

/** What failed speaks of nothing that there is. */
const isTold = (part: ChatMessage['parts'][number]): part is ChatCallPart => part.type === 'call' && part.status !== 'failed'

/** Whose chat it is. */
interface Around {
  skills: Pick<Skills, 'find'>
  timeZone: string
}

/** What a call offers speaks of the same record: “change it to 9” after a proposal. What was taken back is as it was, and what had been made is gone. */
function callOf({ skill: called, input, output, status, named, undone }: ChatCallPart, around: Around): Call {
  const { skills, timeZone } = around
  const back = takenBack(output)
  if (status === 'done' && back && skills.find(back.skill))
    return { skill: back.skill, input: {}, ...recorded(isMaker(back.skill, around) ? undefined : recordOf(back.output, timeZone)) }
  const skill = (status === 'done' && skills.find(called)?.offers?.(output, input)?.skill) || called
  const items = (output as { items?: unknown } | undefined)?.items
  // What is still asked about has its record by its id, and what people call it beside.
  const record =
    recordOf(output, timeZone) ?? (status === 'asks' && named?.id ? recordOf({ id: input.id, title: named.id }, timeZone) : undefined)
  return {
    skill,
    input,
    ...(Array.isArray(items)
      ? { listed: items.map(item => withoutSeries(recordOf(item, timeZone))) }
      : recorded(undone && isMaker(skill, around) ? undefined : record)),
    ...(status === 'done' ? {} : { open: true }),
  }
}

const recorded = (record: CalledRecord | undefined) => (record ? { record } : {})

/** Does it make what its answer holds? */
const isMaker = (id: string, { skills }: Around): boolean => skills.find(id)?.status === 201

/** The call that this answer of “undo” says it took back, and the record as it is since. */
function takenBack(output: unknown): { skill: string; output: unknown } | undefined {
  const { undoId, skill, undone, output: now } = (output ?? {}) as Record<string, unknown>
  return typeof undoId === 'string' && typeof skill === 'string' && undone === true ? { skill, output: now } : undefined
}

/** One date of a series says nothing of when the series itself is. */
const withoutSeries = (record: CalledRecord = {}): CalledRecord => {
  const { fields, ...rest } = record
  return fields && typeof fields.rrule !== 'string' ? record : rest
}

function recordOf(value: unknown, timeZone: string): CalledRecord | undefined {
  if (!value || typeof value !== 'object') return undefined
  const { id, title, name } = value as Record<string, unknown>
  const words = typeof title === 'string' ? title : typeof name === 'string' ? name : undefined
  if (typeof id !== 'string' && words === undefined) return undefined
  const fields = Object.fromEntries(Object.entries(value).map(([field, each]) => [field, onWall(each, timeZone)]))
  return { ...(typeof id === 'string' ? { id } : {}), ...(words === undefined ? {} : { title: words }), fields }
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\S*(?:Z|[+-]\d{2}:\d{2})$/

/** A moment as the person's clock shows it, `2026-11-25T15:00`; anything else as it is. */
const onWall = (value: unknown, timeZone: string): unknown =>
  typeof value === 'string' && moment.test(value) ? inZone(value, timeZone).slice(0, 16) : value
