/** A thing that words may name. */
export interface Candidate {
  id: string
  title: string
}

/** Words that name nothing: “the task about my budget” means “budget”. */
const fillers = new Set('a an the my our your this that these those of for to in on at with about from and or is it its please'.split(' '))
/** Words for a kind of thing, which tell only where nothing else does: “the meeting”, when there is one. */
const kinds = new Set('task tasks todo event meeting note contact reminder project list one'.split(' '))

const split = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The words that say which one is meant. */
export function telling(text: string): string[] {
  const all = split(text).filter(word => !fillers.has(word))
  const some = all.filter(word => !kinds.has(word))
  return some.length > 0 ? some : all
}

const normal = (text: string): string => split(text).join(' ')

/** One letter too many, too few, other, or two swapped. */
function nearlySame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const [restA, restB] = [a.slice(i), b.slice(i)]
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}

/** How well one word stands for another: 1 the same, less for a beginning (“invoice” in “invoices”), less still for a typing error. */
function likeness(said: string, word: string): number {
  if (said === word) return 1
  if (said.length >= 3 && (word.startsWith(said) || (word.length >= 3 && said.startsWith(word)))) return 0.8
  if (said.length >= 5 && word.length >= 4 && nearlySame(said, word)) return 0.6
  return 0
}

/**
 * From 0 to 1: 1 for the same title; otherwise every telling word must stand in the title, and the more of the title they make up
 * the better. 0 when a word is missing: to name another record is worse than to name none.
 */
function score(words: string, title: string): number {
  if (normal(words) === normal(title)) return 1
  const said = telling(words)
  const there = split(title)
  if (said.length === 0 || there.length === 0) return 0
  let sum = 0
  for (const word of said) {
    const best = Math.max(...there.map(other => likeness(word, other)))
    if (best === 0) return 0
    sum += best
  }
  const coverage = Math.min(1, said.length / Math.max(1, telling(title).length))
  return 0.5 * (sum / said.length) + 0.45 * coverage
}

/** Candidates in order of how well the words fit, those that do not fit left out. */
export function ranked<C extends Candidate>(words: string, candidates: readonly C[]): { candidate: C; score: number }[] {
  return candidates
    .map(candidate => ({ candidate, score: score(words, candidate.title) }))
    .filter(match => match.score > 0)
    .sort((a, b) => b.score - a.score)
}

/** Those that fit best and equally well; one that fits clearly better stands alone. */
export function best<C extends Candidate>(words: string, candidates: readonly C[]): C[] {
  const matches = ranked(words, candidates)
  const top = matches[0]?.score ?? 0
  return matches.filter(match => top - match.score < 0.02).map(match => match.candidate)
}
