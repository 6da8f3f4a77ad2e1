import { type Extraction, isNamed, type Surroundings } from '../found/extraction.ts'
import type { Token } from '../text/token.ts'
import { articles, courtesyWords, determiners, functionWords, prepositions, stem, verbStems } from '../text/words.ts'
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
  if (/^(it|them|this|those|these)$/.test(token.lower)) return 0.4
  if (articles.has(token.lower)) return 0.04
  if (courtesyWords.has(token.lower)) return 0.06
  if (functionWords.has(token.lower) || token.lower === "'s") return asked ? 0.06 : 0.12
  return token.kind === 'quote' ? 1 : 0.75
}

/** How telling the words for sorts of this skill's records are, wherever they stand. */
export function kindWeight(profile: Profile, cells: readonly Cell[], weights: Weights): number {
  let best = 0
  for (let i = 0; i < cells.length; i++)
    for (const { phrase } of phraseAt(cells, i, profile.kinds)) best = Math.max(best, weights.noun(phrase))
  return best
}

const indefinite = /^(a|an|another|new|one)$/
const definite = /^(the|my|that|this|our|his|her|their)$/

/** What speaks against a noun here: many where one is meant, one where many are, "a" before what must exist, "the" before what is new. */
function unlike(profile: Profile, cells: readonly Cell[], from: number, to: number): number {
  const said = cells
    .slice(from, to)
    .map(cell => cell.token.lower)
    .join(' ')
  const many = /[^s]s$/.test(said)
  const before = cells[from - 1]?.token.lower ?? ''
  let cost = 0
  if (profile.key) {
    if (many && !profile.declared.has(said)) cost += 1
    if (indefinite.test(before)) cost += 0.5
    if (from === 0 && !many && !profile.reads) cost += 0.4
  } else if (profile.reads) {
    if (!profile.main?.required && !many && !profile.declared.has(said)) cost += 1
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
    nouns.push(
      phraseAt(cells, i, profile.nouns).map(({ phrase, to }) => ({ to, weight: weights.noun(phrase) - unlike(profile, cells, i, to) })),
    )
  }
  const plain = nouns.map((found, i) => found.map(each => ({ to: each.to, weight: each.weight + unlike(profile, cells, i, each.to) })))
  const tails = tailsOf(cells, verbs, plain)
  const most = (weights: (number | undefined)[]) => weights.reduce<number>((best, weight) => Math.max(best, weight ?? 0), 0)
  return {
    verbs,
    nouns,
    tails,
    bestVerb: most(verbs.map(found => found[0]?.weight)),
    bestNoun: most(nouns.map(found => found[0]?.weight)),
    bestTail: most(tails.map(tail => tail?.weight)),
  }
}

/** "to my list", ", put it in the book", "both on the list": from each cell on to the end, if that is all there is. */
function tailsOf(
  cells: readonly Cell[],
  verbs: { to: number; weight: number }[][],
  nouns: { to: number; weight: number }[][],
): ({ to: number; weight: number } | undefined)[] {
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
    if (i > 0 && at === i && !prepositions.has(word(at)) && !verbs[at]?.length) return undefined
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
  if (field.meaning.kind === 'ref' && field.name !== 'id' && field.meaning.unknown !== 'refuse') {
    const name =
      cell.token.kind === 'quote' ||
      /^\p{Lu}/u.test(cell.token.text) ||
      isNamed(around, field.meaning.to, cell.token.lower) ||
      cell.token.kind === 'mention'
    if (!name && !element.strict && cell.token.kind === 'word' && !around.familiar(cell.token.lower) && field.meaning.to === 'person')
      return 0.1
    if (!name) return 1.5
    if (field.meaning.to === 'person' && cell.token.kind === 'quote') return 0.9
    return 0
  }
  if (connectors.test(cell.token.lower) || cell.token.kind === 'sign') return 0.3
  if (field.meaning.kind === 'labels' && functionWords.has(cell.token.lower)) return 0.8
  if ((field.name === 'id' || field.meaning.kind === 'query') && /^(you|i|i'm|are|is|who|what|how|why)$/.test(cell.token.lower)) return 0.8
  if ((field.name === 'id' || field.meaning.kind === 'query') && (determiners.has(cell.token.lower) || /^(me|us)$/.test(cell.token.lower)))
    return 0.2
  return 0
}

function closeCost(element: Extract<Element, { kind: 'slot' }>, cell: Cell, more: boolean): number {
  if (cell.token.kind === 'sign') return /[,;:.!?-]/.test(cell.token.lower) ? 0.3 : 0.1
  if (element.field.meaning.kind === 'text' && !more) return 0
  return prepositions.has(cell.token.lower) || articles.has(cell.token.lower) || cell.token.lower === 'and' ? 0.3 : 0
}

/** What was done at one place of the table, to walk back. */
const moves = { end: 0, skip: 1, soft: 2, match: 3, miss: 4, open: 5, stay: 6, close: 7 } as const

// One table serves all frames: a message meets some hundred of them, and making new arrays for each took two thirds of the time.
let room = 0
let outside = new Float64Array(0)
let inside = new Float64Array(0)
let outsideMove = new Uint8Array(0)
let insideMove = new Uint8Array(0)
let outsideTo = new Uint16Array(0)
let outsideWeight = new Float64Array(0)

function makeRoom(size: number): void {
  if (size <= room) return
  room = size * 2
  outside = new Float64Array(room)
  inside = new Float64Array(room)
  outsideMove = new Uint8Array(room)
  insideMove = new Uint8Array(room)
  outsideTo = new Uint16Array(room)
  outsideWeight = new Float64Array(room)
}

export type Anchors = ReturnType<typeof anchorsOf>

/** No alignment of the frame can score more than this; cheap to tell. */
export function atBest(frame: Frame, forms: ReadonlySet<string>, anchors: Anchors, softs: number): number {
  let sum = 0.25 * softs
  for (const element of frame.elements) {
    if (element.kind === 'word') sum += forms.has(element.stem) ? element.weight : -0.8 * element.weight
    else if (element.kind === 'verb') sum += anchors.bestVerb || -1
    else if (element.kind === 'noun') sum += anchors.bestNoun || -1
    else if (element.kind === 'tail') sum += anchors.bestTail || -1
  }
  return sum
}

/** Lays a frame over the cells so that most is explained. Places in between slots and words may be skipped at a cost. */
export function align(frame: Frame, cells: readonly Cell[], anchors: Anchors, around: Surroundings): Alignment {
  const n = cells.length
  const m = frame.elements.length
  const wide = m + 1
  makeRoom((n + 1) * wide)
  for (let i = n; i >= 0; i--) {
    const cell = cells[i]
    const before = cells[i - 1]
    for (let j = m; j >= 0; j--) {
      const element = frame.elements[j]
      const here = i * wide + j
      let score = -50
      let move: number = moves.end
      let to = i
      let weight = 0
      if (element?.kind === 'slot') {
        // Staying in a slot or leaving it; it is only entered with a cell before.
        inside[here] = -50
        insideMove[here] = moves.end
        if (before) {
          inside[here] = (outside[here + 1] as number) - closeCost(element, before, i < n)
          insideMove[here] = moves.close
        }
        if (cell) {
          const on = (inside[here + wide] as number) - stayCost(element, cell)
          if (on > (inside[here] as number)) {
            inside[here] = on
            insideMove[here] = moves.stay
          }
        }
      }
      if (i === n && j === m) score = 0
      if (cell) {
        // Words after all else is said weigh more: they were meant for something.
        const skipped = (outside[here + wide] as number) - cell.skip * (cell.skip > 0.2 ? (j === m ? 1.6 : j === 0 ? 1.4 : 1) : 1)
        if (skipped > score) {
          score = skipped
          move = moves.skip
          to = i + 1
        }
        if (cell.soft) {
          const taken = (outside[here + wide * cell.soft.cells] as number) + 0.25
          if (taken > score) {
            score = taken
            move = moves.soft
            to = i + cell.soft.cells
          }
        }
      }
      if (element) {
        const rest = outside[here + 1] as number
        const loss =
          element.kind === 'slot'
            ? element.field.required || element.field.name === 'id'
              ? 1
              : 0.8
            : element.kind === 'word'
              ? element.weight * 0.8
              : 1
        if (rest - loss > score) {
          score = rest - loss
          move = moves.miss
          to = i
          weight = element.kind === 'word' ? element.weight : 1
        }
        if (cell && element.kind === 'slot') {
          const opened = (inside[here + wide] as number) - openCost(element, cell, around)
          if (opened > score) {
            score = opened
            move = moves.open
            to = i + 1
          }
        } else if (cell && element.kind === 'word') {
          if (cell.token.kind !== 'quote' && cell.forms.includes(element.stem)) {
            const met = (outside[here + wide + 1] as number) + element.weight
            if (met > score) {
              score = met
              move = moves.match
              to = i + 1
              weight = element.weight
            }
          }
        } else if (cell) {
          const anchor = element.kind === 'tail' ? anchors.tails[i] : (element.kind === 'verb' ? anchors.verbs[i] : anchors.nouns[i])?.[0]
          if (anchor) {
            const met = (outside[anchor.to * wide + j + 1] as number) + anchor.weight
            if (met > score) {
              score = met
              move = moves.match
              to = anchor.to
              weight = anchor.weight
            }
          }
        }
      }
      outside[here] = score
      outsideMove[here] = move
      outsideTo[here] = to
      outsideWeight[here] = weight
    }
  }
  return walk(frame, cells, wide)
}

const stayCost = (element: Extract<Element, { kind: 'slot' }>, cell: Cell): number =>
  (element.field.name === 'id' && /^(the|my|to|into|onto)$/.test(cell.token.lower) ? 0.25 : 0) +
  (element.field.meaning.kind === 'labels' ? 0.4 : element.field.meaning.kind === 'ref' && element.field.name !== 'id' ? 0.12 : 0.01) +
  (element.plain && prepositions.has(cell.token.lower) ? 1.2 : 0)

function walk(frame: Frame, cells: readonly Cell[], wide: number): Alignment {
  const found: Alignment = {
    frame,
    score: outside[0] as number,
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
    const here = i * wide + j
    const move = within ? insideMove[here] : outsideMove[here]
    const element = frame.elements[j]
    const cell = cells[i] as Cell
    if (move === moves.end) break
    if (move === moves.open || move === moves.stay) {
      const field = (element as Extract<Element, { kind: 'slot' }>).field.name
      const places = found.slots.get(field) ?? []
      places.push(cell.at)
      found.slots.set(field, places)
      within = true
      i++
      continue
    }
    if (move === moves.close) {
      within = false
      j++
      continue
    }
    const weight = outsideWeight[here] as number
    if (move === moves.skip) found.unexplained += cell.skip > 0.2 ? cell.skip : 0
    else if (move === moves.soft) found.taken.push(cell.at)
    else {
      if (move === moves.match) found.matched += weight
      else if (element?.kind === 'slot') found.empty = true
      else found.missed += weight
      j++
    }
    i = outsideTo[here] as number
  }
  return found
}
