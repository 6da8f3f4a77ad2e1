import type { ChatCallPart, ChatMessage } from '@atom/contracts'
import type { Context, RefResolver, UnitOfWork } from '@atom/kernel'
import type { Call, Understanding } from '../understanding/index.ts'
import type { Understand, Understood } from './offline.ts'

type HistoryTurn = NonNullable<Parameters<Understanding['understand']>[0]['history']>[number]

/** Messages before this one that a sentence may refer to. */
const remembered = 8

/**
 * Characters. Reading takes up to half a millisecond for each, and nobody else is served meanwhile; nobody says what is to be done in more.
 * Earlier messages that are longer are passed over.
 */
const longest = 2000
const tooLong = 'That is more than I can read at once without a language model. Say in a few sentences what I should do.'

export interface ReaderDeps {
  understanding: Understanding
  unitOfWork: UnitOfWork
  /** The names that exist here, so that they are recognised in lower case too. */
  refs: ReadonlyMap<string, RefResolver>
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
  ({ understanding, unitOfWork, refs }: ReaderDeps): UnderstandText =>
  async (ctx, { text, now, timeZone, history }) => {
    if (text.length > longest) return { requests: [], ask: tooLong }
    const { requests, ask } = await understanding.understand({
      text,
      now: now ?? ctx.clock.now(),
      timeZone: timeZone ?? ctx.person.timeZone,
      locale: ctx.person.locale,
      history: short(history ?? []),
      ...(await namesIn(unitOfWork.reading(ctx), refs)),
    })
    return { requests: requests.map(({ timeOnly: _, ...request }) => request), ...(ask ? { ask } : {}) }
  }

/** Reads a message of a stored chat. */
export const createReader =
  ({ understanding, unitOfWork, refs }: ReaderDeps): Understand =>
  async (ctx, { text, history }): Promise<Understood> => {
    if (text.length > longest) return { requests: [], ask: tooLong }
    return understanding.understand({
      text,
      now: ctx.clock.now(),
      timeZone: ctx.person.timeZone,
      locale: ctx.person.locale,
      history: short(turnsOf(history.slice(-remembered))),
      ...(await namesIn(unitOfWork.reading(ctx), refs)),
    })
  }

const short = (history: HistoryTurn[]): HistoryTurn[] => history.filter(turn => turn.text.length <= longest)

async function namesIn(ctx: Context, refs: ReadonlyMap<string, RefResolver>) {
  const named = async (kind: string) => ((await refs.get(kind)?.suggest(ctx, '')) ?? []).map(({ title }) => title)
  const [people, projects] = await Promise.all([named('person'), named('project')])
  return { names: { person: people, project: projects } }
}

/** The calls of an answer belong to the sentence that asked for them. A last sentence without any is open: it is read again with its answer. */
export function turnsOf(messages: ChatMessage[]): HistoryTurn[] {
  const lastAsked = messages.findLastIndex(message => message.role === 'user')
  return messages.map((message, index) => {
    const text = message.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n')
    if (message.role === 'assistant') return { role: 'assistant', text }
    const answer = messages[index + 1]
    const calls = answer?.role === 'assistant' ? answer.parts.filter(part => part.type === 'call').map(callOf) : []
    return { role: 'user', text, ...(calls.length || index !== lastAsked ? { calls } : {}) }
  })
}

function callOf({ skill, input, output, status }: ChatCallPart): Call {
  const items = (output as { items?: unknown } | undefined)?.items
  const record = recordOf(output)
  return {
    skill,
    input,
    ...(Array.isArray(items) ? { listed: items.map(item => recordOf(item) ?? {}) } : record ? { record } : {}),
    ...(status === 'done' ? {} : { open: true }),
  }
}

function recordOf(value: unknown): { id?: string; title?: string } | undefined {
  if (!value || typeof value !== 'object') return undefined
  const { id, title, name } = value as Record<string, unknown>
  const words = typeof title === 'string' ? title : typeof name === 'string' ? name : undefined
  if (typeof id !== 'string' && words === undefined) return undefined
  return { ...(typeof id === 'string' ? { id } : {}), ...(words === undefined ? {} : { title: words }) }
}
