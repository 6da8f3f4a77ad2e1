import type { Extraction, Surroundings } from '../found/extraction.ts'
import type { Token } from '../text/token.ts'
import { articles, determiners, functionWords, prepositions, stem, verbStems } from '../text/words.ts'
import type { Alignment, Element, Frame } from './frame.ts'
import type { Profile } from './profile.ts'

/** One token of a clause that no value has claimed. */
export interface Cell {
  /** Its place among the clause's tokens. */
  at: number
  token: Token
  forms: readonly string[]
  /** Cost of leaving it unexplained. */
  skip: number
  soft?: { cells: number; field: string; value: unknown }
}

export interface Weights {
  verb(phrase: readonly string[]): number
  noun(phrase: readonly string[]): number
}

/** The unclaimed tokens of a clause, ready for laying frames over them. */
export function cellsOf(tokens: readonly Token[], extraction: Extraction, asked: boolean): Cell[] {
  const cells: Cell[] = []
  tokens.forEach((token, at) => {
    if (extraction.hidden[at]) return
    const word = token.lower
    const forms = token.kind === 'word' ? [...new Set([stem(word), word, ...verbStems(word)])] : token.kind === 'quote' ? ['"'] : [word]
    cells.push({ at, token, forms, skip: skipCost(token, asked) })
  })
  for (let i = 0; i < cells.length; i++) {
    const soft = extraction.soft.get((cells[i] as Cell).at)
    if (!soft) continue
    const size = cells.filter(cell => cell.at >= (cells[i] as Cell).at && cell.at < soft.to).length
    ;(cells[i] as Cell).soft = { cells: size, field: soft.field, value: soft.value }
  }
  return cells
}

function skipCost(token: Token, asked: boolean): number {
  if (token.kind === 'sign') return 0.03
  if (/^(not|don't|dont|never)$/.test(token.lower)) return 0.9
  if (articles.has(token.lower)) return 0.04
  if (functionWords.has(token.lower) || token.lower === "'s") return asked ? 0.06 : 0.12
  return token.kind === 'quote' ? 1 : 0.75
}

/** How telling the words for sorts of this skill's records are, wherever they stand. */
export function kindWeight(profile: Profile, cells: readonly Cell[], weights: Weights): number {
  let best = 0
  for (let i = 0; i < cells.length; i++) for (const { phrase } of phraseAt(cells, i, profile.kinds)) best = Math.max(best, weights.noun(phrase))
  return best
}

const indefinite = /^(a|an|another|new|one)$/
const definite = /^(the|my|that|this|our|his|her|their)$/

/** What speaks against a noun here: many where one is meant, one where many are, "a" before what must exist, "the" before what is new. */
function unlike(profile: Profile, cells: readonly Cell[], from: number, to: number): number {
  const said = cells.slice(from, to).map(cell => cell.token.lower).join(' ')
  const many = /[^s]s$/.test(said)
  const before = cells[from - 1]?.token.lower ?? ''
  let cost = 0
  if (profile.key) {
    if (many && !profile.declared.has(said)) cost += 1
    if (indefinite.test(before)) cost += 0.5
  } else if (profile.reads) {
    if (!profile.main?.required && !many && !profile.declared.has(said)) cost += 0.5
  } else if (definite.test(before) && !/^(my|our)$/.test(before)) cost += 0.6
  return cost
}

const phraseAt = (cells: readonly Cell[], i: number, phrases: readonly string[][]): { phrase: string[]; to: number }[] => {
  const found: { phrase: string[]; to: number }[] = []
  for (const phrase of phrases) {
    if (i + phrase.length > cells.length) continue
    let fits = true
    for (let k = 0; k < phrase.length; k++) {
      if (!(cells[i + k] as Cell).forms.includes(phrase[k] as string)) {
        fits = false
        break
      }
    }
    // Phrases come longest first: "write down" is not "write".
    if (fits) return [{ phrase, to: i + phrase.length }]
  }
  return found
}

/** Where the skill's own verbs and nouns stand in these cells. */
export function anchorsOf(profile: Profile, cells: readonly Cell[], weights: Weights) {
  const verbs: { to: number; weight: number }[][] = []
  const nouns: { to: number; weight: number }[][] = []
  for (let i = 0; i < cells.length; i++) {
    verbs.push(phraseAt(cells, i, profile.verbs).map(({ phrase, to }) => ({ to, weight: weights.verb(phrase) })))
    nouns.push(phraseAt(cells, i, profile.nouns).map(({ phrase, to }) => ({ to, weight: weights.noun(phrase) - unlike(profile, cells, i, to) })))
  }
  const plain = nouns.map((found, i) => found.map(each => ({ to: each.to, weight: each.weight + unlike(profile, cells, i, each.to) })))
  return { verbs, nouns, tails: tailsOf(cells, verbs, plain) }
}

/** "to my list", ", put it in the calendar", "both on the calendar": from each cell on to the end, if that is all there is. */
function tailsOf(cells: readonly Cell[], verbs: { to: number; weight: number }[][], nouns: { to: number; weight: number }[][]): ({ to: number; weight: number } | undefined)[] {
  return cells.map((cell, i) => {
    let at = i
    let led = false
    const word = (k: number) => cells[k]?.token.lower ?? ''
    const quiet = () => {
      while (/^(,|and|please|also|just|then|;|-|–)$/.test(word(at))) {
        led ||= word(at) === ','
        at++
      }
    }
    quiet()
    if (i > 0 && at === i && !prepositions.has(word(at)) && !(verbs[at]?.length)) return undefined
    const verb = verbs[at]?.[0]
    if (verb && !prepositions.has(word(at))) {
      at = verb.to
      led = true
      if (!/^(it|that|this|them|both|all|these)$/.test(word(at)) && !prepositions.has(word(at))) return undefined
    }
    if (/^(it|that|this|them|both|all|these)$/.test(word(at))) at++
    if (/^(as|down|up)$/.test(word(at))) {
      led = true
      at++
    }
    if (prepositions.has(word(at))) {
      led = true
      at++
    }
    while (articles.has(word(at)) || word(at) === 'new') at++
    const noun = nouns[at]?.[0]
    if (!led || !noun) return undefined
    at = noun.to
    while (at < cells.length && ((cells[at] as Cell).skip < 0.1 || /^(please|list|too|now|as|well)$/.test(word(at)))) at++
    return at === cells.length && cell ? { to: at, weight: noun.weight + 0.25 } : undefined
  })
}

const connectors = /^(to|that|about|called|named|titled|saying|says|is|of|for|:|-|–|,|it|as|if|on|with|please)$/

function openCost(element: Extract<Element, { kind: 'slot' }>, cell: Cell, around: Surroundings): number {
  const { field } = element
  if (field.meaning.kind === 'ref' && (field.meaning.to === 'person' || field.meaning.to === 'project')) {
    const name =
      cell.token.kind === 'quote' ||
      /^\p{Lu}/u.test(cell.token.text) ||
      around.people.has(cell.token.lower) ||
      around.projects.has(cell.token.lower) ||
      cell.token.kind === 'mention'
    if (!name && !element.strict && cell.token.kind === 'word' && !around.familiar(cell.token.lower) && field.meaning.to === 'person') return 0.1
    if (!name) return 1.5
    return 0
  }
  if (connectors.test(cell.token.lower) || cell.token.kind === 'sign') return 0.3
  if ((field.name === 'id' || field.meaning.kind === 'query') && determiners.has(cell.token.lower)) return 0.12
  return 0
}

function closeCost(element: Extract<Element, { kind: 'slot' }>, cell: Cell, more: boolean): number {
  if (cell.token.kind === 'sign') return /[,;:.!?-]/.test(cell.token.lower) ? 0.3 : 0.1
  if (element.field.meaning.kind === 'text' && !more) return 0
  return prepositions.has(cell.token.lower) || articles.has(cell.token.lower) || cell.token.lower === 'and' ? 0.3 : 0
}

interface Step {
  score: number
  /** What was done here, to walk back: skip, soft, match to, miss, open, stay, close. */
  move: 'end' | 'skip' | 'soft' | 'match' | 'miss' | 'open' | 'stay' | 'close'
  to: number
  weight: number
}

/** Lays a frame over the cells so that most is explained. Places in between slots and words may be skipped at a cost. */
export function align(frame: Frame, cells: readonly Cell[], anchors: ReturnType<typeof anchorsOf>, around: Surroundings): Alignment {
  const n = cells.length
  const m = frame.elements.length
  // outside[i][j]: best from cell i, element j; inside[i][j]: the same, within slot j.
  const outside: Step[][] = Array.from({ length: n + 1 }, () => new Array<Step>(m + 1))
  const inside: Step[][] = Array.from({ length: n + 1 }, () => new Array<Step>(m + 1))
  for (let i = n; i >= 0; i--) {
    const cell = cells[i]
    for (let j = m; j >= 0; j--) {
      const element = frame.elements[j]
      // Staying in a slot or leaving it; only entered with a cell before.
      if (element?.kind === 'slot') {
        const before = cells[i - 1]
        const leave = before ? (outside[i]?.[j + 1] as Step | undefined) : undefined
        let best: Step | undefined
        const next = j + 1 <= m ? (leave ?? (outside[i]?.[j + 1] as Step)) : undefined
        if (before && next) best = { score: next.score - closeCost(element, before, i < n), move: 'close', to: i, weight: 0 }
        if (cell && i < n) {
          const on = inside[i + 1]?.[j] as Step
          const cost = (element.field.meaning.kind === 'ref' && element.field.name !== 'id' ? 0.12 : 0.01) + (element.plain && prepositions.has(cell.token.lower) ? 1.2 : 0)
          if (on && (!best || on.score - cost > best.score)) best = { score: on.score - cost, move: 'stay', to: i + 1, weight: 0 }
        }
        inside[i]![j] = best ?? { score: -50, move: 'end', to: i, weight: 0 }
      }
      let best: Step = { score: -50, move: 'end', to: i, weight: 0 }
      const better = (step: Step) => {
        if (step.score > best.score) best = step
      }
      if (i === n && j === m) better({ score: 0, move: 'end', to: i, weight: 0 })
      if (cell) {
        // Words after all else is said weigh more: they were meant for something.
        better({ score: (outside[i + 1]?.[j] as Step).score - cell.skip * (j === m && cell.skip > 0.2 ? 1.6 : 1), move: 'skip', to: i + 1, weight: 0 })
        if (cell.soft)
          better({ score: (outside[i + cell.soft.cells]?.[j] as Step).score + 0.25, move: 'soft', to: i + cell.soft.cells, weight: 0 })
      }
      if (element) {
        const rest = outside[i]?.[j + 1] as Step
        if (element.kind === 'slot') {
          better({ score: rest.score - (element.field.required || element.field.name === 'id' ? 1 : 0.8), move: 'miss', to: i, weight: 0 })
          if (cell)
            better({ score: (inside[i + 1]?.[j] as Step).score - openCost(element, cell, around), move: 'open', to: i + 1, weight: 0 })
        } else if (element.kind === 'word') {
          better({ score: rest.score - element.weight * 0.8, move: 'miss', to: i, weight: element.weight })
          if (cell?.forms.includes(element.stem) && cell.token.kind !== 'quote')
            better({ score: (outside[i + 1]?.[j + 1] as Step).score + element.weight, move: 'match', to: i + 1, weight: element.weight })
        } else {
          better({ score: rest.score - 1, move: 'miss', to: i, weight: 1 })
          const tail = element.kind === 'tail' ? anchors.tails[i] : undefined
          for (const anchor of element.kind === 'tail' ? (tail ? [tail] : []) : ((element.kind === 'verb' ? anchors.verbs[i] : anchors.nouns[i]) ?? []))
            better({
              score: (outside[anchor.to]?.[j + 1] as Step).score + anchor.weight,
              move: 'match',
              to: anchor.to,
              weight: anchor.weight,
            })
        }
      }
      outside[i]![j] = best
    }
  }
  return walk(frame, cells, outside, inside)
}

function walk(frame: Frame, cells: readonly Cell[], outside: Step[][], inside: Step[][]): Alignment {
  const found: Alignment = {
    frame,
    score: (outside[0]?.[0] as Step).score,
    matched: 0,
    unexplained: 0,
    slots: new Map(),
    taken: [],
    missed: 0,
    empty: false,
  }
  let i = 0
  let j = 0
  let within = false
  for (let guard = 0; guard < 1000; guard++) {
    const step = (within ? inside[i]?.[j] : outside[i]?.[j]) as Step
    const element = frame.elements[j]
    if (step.move === 'end') break
    if (step.move === 'skip') found.unexplained += (cells[i] as Cell).skip > 0.2 ? (cells[i] as Cell).skip : 0
    else if (step.move === 'soft') found.taken.push((cells[i] as Cell).at)
    else if (step.move === 'match') {
      found.matched += step.weight
      j++
    } else if (step.move === 'miss') {
      if (element?.kind === 'slot') found.empty = true
      else found.missed += step.weight
      j++
    } else if (step.move === 'open' || step.move === 'stay') {
      within = true
      const field = (element as Extract<Element, { kind: 'slot' }>).field.name
      const places = found.slots.get(field) ?? []
      places.push((cells[i] as Cell).at)
      found.slots.set(field, places)
    } else if (step.move === 'close') {
      within = false
      j++
    }
    i = step.to
  }
  return found
}
