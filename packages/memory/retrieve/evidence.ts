import type { KnownTerm } from './known-terms.ts'

/** The words of a passage, each with the places it stands at. */
export type Places = ReadonlyMap<string, readonly number[]>

export function placesOf(terms: string): Places {
  const places = new Map<string, number[]>()
  for (const [at, term] of terms.split(' ').entries()) {
    const there = places.get(term)
    if (there) there.push(at)
    else places.set(term, [at])
  }
  return places
}

/** A word that was mistyped and is taken for this one. */
const likeWorth = 0.9
/** A compound whose parts are there one by one. */
const partsWorth = 0.9
/** How soon a word that comes again adds nothing. */
const saturation = 0.35

/** How much of a word of a question a passage has, 0 to 1: as it is written, in other words, or in parts. */
function presence(term: KnownTerm, places: Places): number {
  const of = (terms: readonly string[]): number => {
    const often = terms.reduce((sum, one) => sum + (places.get(one)?.length ?? 0), 0)
    return often === 0 ? 0 : often / (often + saturation) / (1 / (1 + saturation))
  }
  const parts = term.parts.length === 0 ? 0 : term.parts.reduce((sum, part) => sum + presence(part, places), 0) / term.parts.length
  return Math.min(
    1,
    Math.max(of(term.terms), likeWorth * of(term.like), partsWorth * parts, ...term.kin.map(({ terms, worth }) => worth * of(terms))),
  )
}

/** The share of what a question's words tell that is in these words, 0 to 1. */
export function shareIn(places: Places, terms: readonly KnownTerm[]): number {
  let [all, had] = [0, 0]
  for (const term of terms) {
    all += term.weight
    if (term.weight > 0) had += term.weight * presence(term, places)
  }
  return all === 0 ? 0 : had / all
}

/** The share of neighbours in a question that are neighbours in the passage too. */
export function togetherIn(places: Places, terms: readonly KnownTerm[]): number {
  let [pairs, near] = [0, 0]
  for (const [i, second] of terms.entries()) {
    const first = terms[i - 1]
    if (!first || first.weak || second.weak) continue
    pairs++
    const at = (term: KnownTerm) =>
      [...term.terms, ...term.like, ...term.kin.flatMap(kin => kin.terms)].flatMap(one => places.get(one) ?? [])
    const seconds = at(second)
    if (at(first).some(a => seconds.some(b => a !== b && Math.abs(a - b) <= 3))) near++
  }
  return pairs === 0 ? 0 : near / pairs
}
