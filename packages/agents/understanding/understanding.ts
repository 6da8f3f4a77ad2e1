import type { Skills } from '@atom/kernel'
import type { Outcome } from './dialogue/act.ts'
import { adding } from './dialogue/adding.ts'
import { allSorts } from './dialogue/all-sorts.ts'
import { instead } from './dialogue/instead.ts'
import { interpret } from './dialogue/interpret.ts'
import { answered, called, emptyState, heard, type Pending, type State } from './dialogue/state.ts'
import type { Surroundings } from './found/extraction.ts'
import { type Built, build } from './model/build.ts'
import { type Desk, deskFor } from './model/ready.ts'
import { corrected, trimmed } from './text/clause.ts'
import type { Token } from './text/token.ts'
import { questionWords, stem } from './text/words.ts'
import { wallOf } from './time/civil.ts'
import { reconsidered } from './time/reconsidered.ts'
import type { Message, Turn, Understanding, UnderstandingOptions, Understood } from './types.ts'

/** Earlier messages that are looked at. */
const reach = 16

/**
 * Understands what a person writes without a language model. Everything it knows of skills comes from their declarations; it is built
 * again when they change, and for a workspace with skills of its own apart from all others. It writes nothing and asks nobody.
 */
export function createUnderstanding({ registry }: UnderstandingOptions): Understanding {
  const known = new WeakMap<Skills, Built>()
  const ready = (skills: Skills) => {
    let learned = known.get(skills)
    if (!learned) {
      learned = build(skills)
      known.set(skills, learned)
    }
    return learned
  }
  let line: Promise<void> = Promise.resolve()
  /** Many who ask at once stand in line, and between two of them everybody else is served. */
  const inTurn = (): Promise<void> => {
    line = line.then(() => new Promise(resolve => setImmediate(resolve)))
    return line
  }
  return {
    async understand(message: Message): Promise<Understood> {
      await inTurn()
      const model = ready(message.skills ?? registry.shared)
      const around = surroundings(model, message)
      const state = await replay(model, around, message.history ?? [])
      const [desk, tokens] = reading(model, around, message.text)
      const outcome = interpreted(desk, tokens, state)
      const { requests, ask, say } = message.allSorts ? allSorts(desk, tokens, state, outcome) : outcome
      return { requests, ...(ask ? { ask } : {}), ...(!ask && say ? { say } : {}) }
    },
  }
}

function surroundings(model: Built, { now, timeZone, locale, names = {} }: Message): Surroundings {
  return {
    now: wallOf(new Date(now), timeZone, locale),
    names: new Map(
      Object.entries(names).map(([kind, list]) => {
        const whole = list.map(name => name.toLowerCase())
        return [kind, new Set(kind === 'person' ? [...whole, ...firstNames(whole, model.familiar)] : whole)]
      }),
    ),
    familiar: model.familiar,
  }
}

/** "dana" for Dana Fox. Who is called like another word is meant only by the whole name. */
const firstNames = (names: readonly string[], familiar: (word: string) => boolean): string[] =>
  names.flatMap(name => {
    const [first = '', ...more] = name.split(/\s+/)
    return more.length > 0 && first.length > 2 && !familiar(first) ? [first] : []
  })

const reading = (model: Built, around: Surroundings, text: string): [Desk, ReturnType<typeof corrected>] => {
  const tokens = reconsidered(corrected(text, model.spelling, around.names.get('person') ?? new Set()), around.now)
  return [deskFor(model, text, around), trimmed(owned(model, around, tokens), around.now).tokens]
}

const interpreted = (desk: Desk, tokens: Token[], state: State): Outcome =>
  instead(desk.find, adding(desk.text, desk.find, state, interpret(desk, tokens, state)))

/** "whats danas number": the apostrophe that a hurried person leaves out, of a known name, or in a question about somebody's number or address. */
function owned(model: Built, around: Surroundings, tokens: Token[]): Token[] {
  const people = around.names.get('person')
  return tokens.flatMap((token, at) => {
    const name = token.lower.slice(0, -1)
    const next = stem(tokens[at + 1]?.lower ?? '')
    const plural = token.kind === 'word' && token.lower === token.text.toLowerCase() && /[^s']s$/.test(token.lower) && name.length > 2
    if (!plural || around.familiar(token.lower) || !model.addresses.has(next)) return [token]
    if (!people?.has(name) && !(questionWords.has(tokens[0]?.lower ?? '') && !around.familiar(name))) return [token]
    const end = token.end - 1
    return [
      { ...token, text: token.text.slice(0, -1), lower: name, end },
      { ...token, text: token.text.slice(-1), lower: "'s", start: end },
    ]
  })
}

/** The family whose word heads a list: "3 jobs:". */
function familyOf(model: Built, text: string): string | undefined {
  const word = /^\s*(?:\d+|no) ([\p{L}-]+)/iu.exec(text)?.[1]?.toLowerCase()
  return word
    ? model.profiles.find(profile => profile.key && profile.nouns.some(noun => noun.length === 1 && noun[0] === stem(word)))?.family
    : undefined
}

/** What a question of ATOM's proposes: "Delete the list “Alarms”?" or "Delete lists: “Alarms”. Shall I?" is read as the request it is. */
function proposed(model: Built, around: Surroundings, text: string): Pending | undefined {
  if (!text.includes('?') || text.includes('\n')) return undefined
  const first = (/^(.*?)(?:\.\s|\?)/.exec(text)?.[1] ?? text)
    .replace(/\*\*([^*]+)\*\*/g, '“$1”')
    .replace(/^(shall i|should i|do you (really )?want (me )?to|are you sure you want to|ok to|may i)\s+/i, '')
  const [desk, tokens] = reading(model, around, first)
  const { requests } = interpreted(desk, tokens, emptyState())
  const [request] = requests
  return requests.length === 1 && request?.confirm
    ? { skill: request.skill, input: request.input, missing: [], kind: 'confirm' }
    : undefined
}

/** What the conversation so far leaves to refer to. A message that cannot be read leaves nothing, so that one bad reading spoils no later one. */
async function replay(model: Built, around: Surroundings, history: readonly Turn[]): Promise<State> {
  let state = emptyState()
  let before: Turn | undefined
  for (const turn of history.slice(-reach)) {
    // Others are served between two messages that are read again.
    if (turn.role === 'user' && !turn.calls) await new Promise(resolve => setImmediate(resolve))
    try {
      state = after(model, around, state, turn, before)
    } catch {
      // It was told when it was said.
    }
    before = turn
  }
  return state
}

function after(model: Built, around: Surroundings, before: State, turn: Turn, asked: Turn | undefined): State {
  const find = (id: string) => model.profiles.find(profile => profile.id === id)
  let state = turn.calls ? called(before, turn, find) : before
  if (turn.role === 'assistant') {
    state = answered(state, turn.text, find, text => familyOf(model, text), asked?.calls)
    const offered = proposed(model, around, turn.text)
    if (offered && (!state.pending || state.pending.kind === 'more')) state = { ...state, pending: offered }
  }
  if (turn.role === 'user' && !turn.calls) {
    const [desk, tokens] = reading(model, around, turn.text)
    const { requests, pending } = interpreted(desk, tokens, state)
    state = heard(state, requests, pending, desk.find)
  }
  return state
}
