import { isCompound } from '../text/compounds.ts'
import { articles, prepositions, stem } from '../text/words.ts'
import type { Cell } from './cells.ts'
import type { Profile } from './profile.ts'

export interface Weights {
  verb(phrase: readonly string[]): number
  noun(phrase: readonly string[]): number
}

const nounAt = ({ nouns }: Profile, cell: Cell | undefined): boolean =>
  nouns.some(noun => noun.length === 1 && noun[0] === stem(cell?.token.lower ?? ''))

/** Is it a word for many, of this skill's records where one is given? "bins gizmo" is called by many of a sort that is none. */
const isMany = (profile: Profile | undefined, cell: Cell | undefined): boolean =>
  /[^s]s$/.test(cell?.token.lower ?? '') && (!profile || nounAt(profile, cell))

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
    if (indefinite.test(before)) cost += 1
    if (from === 0 && !many && !profile.reads) cost += 0.4
  } else if (profile.reads) {
    if (!profile.main?.required && !many && !profile.declared.has(said)) cost += indefinite.test(before) || before === 'next' ? 0.4 : 1
  } else if (definite.test(before) && !/^(my|our)$/.test(before)) cost += 0.6
  // "gizmos fence" looks for one; "gizmos: the fence, the gate" makes two.
  else if (from === 0 && many && cells[to]?.token.kind === 'word' && !cells.some(cell => cell.token.lower === ':')) cost += 1.4
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
    // After "the" or "my" it is a thing, whatever it may be elsewhere.
    const thing =
      // "gizmos fence": the word for many is no verb.
      (i === 0 && (isMany(profile, cells[0]) || (isMany(undefined, cells[0]) && nounAt(profile, cells[1])))) ||
      (i > 0 && definite.test(cells[i - 1]?.token.lower ?? '')) ||
      isCompound(cells[i]?.token.lower ?? '', cells[i + 1]?.token.lower ?? '')
    verbs.push((thing ? [] : phraseAt(cells, i, profile.verbs)).map(({ phrase, to }) => ({ to, weight: weights.verb(phrase) })))
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
    // "…, make a chore of it"
    if (verb && articles.has(word(verb.to))) {
      let next = verb.to
      while (articles.has(word(next)) || word(next) === 'new') next++
      const thing = nouns[next]?.[0]
      if (thing && /^(of|from)$/.test(word(thing.to)) && /^(it|that|this)$/.test(word(thing.to + 1)) && thing.to + 2 === cells.length)
        return { to: cells.length, weight: thing.weight + 0.25 }
    }
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
    while (articles.has(word(at)) || word(at) === 'new' || (cells[at]?.soft && !nouns[at]?.[0])) at += cells[at]?.soft?.cells ?? 1
    const noun = nouns[at]?.[0]
    if (!led || !noun) return undefined
    at = noun.to
    while (at < cells.length && ((cells[at] as Cell).skip < 0.1 || /^(please|list|too|now|as|well)$/.test(word(at)))) at++
    return at === cells.length && cell ? { to: at, weight: noun.weight + 0.25 } : undefined
  })
}

export type Anchors = ReturnType<typeof anchorsOf>
