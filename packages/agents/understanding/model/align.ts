import { isNamed, type Surroundings } from '../found/extraction.ts'
import { mayBeName } from '../found/unknown-name.ts'
import { articles, determiners, functionWords, prepositions } from '../text/words.ts'
import type { Anchors } from './anchors.ts'
import type { Cell } from './cells.ts'
import type { Alignment, Element, Frame } from './frame.ts'

const connectors = /^(to|that|about|called|named|titled|saying|says|is|of|for|:|-|–|,|it|as|if|on|with|please)$/

function openCost(element: Extract<Element, { kind: 'slot' }>, cell: Cell, around: Surroundings): number {
  const { field } = element
  if (field.meaning.kind === 'ref' && field.name !== 'id' && field.meaning.unknown !== 'refuse') {
    const name =
      cell.token.kind === 'quote' ||
      /^\p{Lu}/u.test(cell.token.text) ||
      isNamed(around, field.meaning.to, cell.token.lower) ||
      cell.token.kind === 'mention'
    if (!name && (functionWords.has(cell.token.lower) || prepositions.has(cell.token.lower))) return 1.5
    if (!name && !element.strict && cell.token.kind === 'word' && mayBeName(around, cell.token.lower) && field.meaning.to === 'person')
      return 0.1
    if (!name) return 1.5
    if (field.meaning.to === 'person' && cell.token.kind === 'quote') return /^\p{Lu}/u.test(cell.token.inner ?? '') ? 0.9 : 1.8
    return 0
  }
  if (connectors.test(cell.token.lower) || (cell.token.kind === 'sign' && !/[<([{*_$€£/\\]/.test(cell.token.lower))) return 0.3
  if (field.meaning.kind === 'labels' && functionWords.has(cell.token.lower)) return 0.8
  if (
    (field.name === 'id' || field.meaning.kind === 'query') &&
    /^(you|i|i'm|are|is|am|was|be|do|does|did|it|we|they|who|what|how|why|when|where|too|not|never)$/.test(cell.token.lower)
  )
    return 0.8
  if ((field.name === 'id' || field.meaning.kind === 'query') && (determiners.has(cell.token.lower) || /^(me|us)$/.test(cell.token.lower)))
    return 0.2
  return 0
}

function closeCost(element: Extract<Element, { kind: 'slot' }>, cell: Cell, more: boolean): number {
  if (cell.token.kind === 'sign') return /[,;:.!?-]/.test(cell.token.lower) ? 0.3 : 0
  if (element.field.meaning.kind === 'text' && !more) return 0
  if (!more && /^(it|her|him|them|in|up|out|off|on)$/.test(cell.token.lower)) return 0
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
  (element.field.name === 'id' && /^(the|my|to|into|onto)$/.test(cell.token.lower)
    ? 0.25
    : element.field.name === 'id' && /^[,:]$/.test(cell.token.lower)
      ? 0.4
      : 0) +
  (element.field.meaning.kind === 'labels' ? 0.4 : element.field.meaning.kind === 'ref' && element.field.name !== 'id' ? 0.12 : 0.01) +
  (element.plain && prepositions.has(cell.token.lower) ? 1.2 : 0) +
  (element.field.meaning.to === 'person' && !element.field.list && cell.token.lower === 'and' ? 1 : 0)

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
