import type { Token } from './token.ts'
import { verbStems } from './words.ts'

/** Edits between two words: insert, delete, replace, swap neighbours. Gives up beyond `limit`. */
function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((row[j - 1] as number) + 1, (last[j] as number) + 1, (last[j - 1] as number) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1)
      row.push(cost)
      if (cost < best) best = cost
    }
    if (best > limit) return limit + 1
    before = last
    last = row
  }
  return last[b.length] as number
}

/**
 * Corrects typing errors against known words. `known` maps a word to how much it is wanted: of several equally near words the one
 * wanted most wins. Words in `common` are right as they are. Only `lower` changes; what a person wrote is kept.
 */
export class Spelling {
  readonly #known: Map<string, number>
  readonly #common: ReadonlySet<string>
  readonly #byLength = new Map<number, string[]>()
  readonly #answers = new Map<string, string>()

  constructor(known: Map<string, number>, common: ReadonlySet<string>) {
    this.#known = known
    this.#common = common
    for (const word of known.keys()) {
      if (word.length < 3 || !/^[a-z'-]+$/.test(word)) continue
      const list = this.#byLength.get(word.length) ?? []
      list.push(word)
      this.#byLength.set(word.length, list)
    }
  }

  correct(tokens: readonly Token[], keep: (token: Token, at: number) => boolean): Token[] {
    return tokens.map((token, at) => {
      if (token.kind !== 'word' || keep(token, at)) return token
      const right = this.word(token.lower)
      return right === token.lower ? token : { ...token, lower: right }
    })
  }

  word(word: string): string {
    if (this.#known.has(word) || this.#common.has(word) || word.length < 2 || !/^[a-z'-]+$/.test(word)) return word
    // "reminding" is no slip for "remaining".
    if (verbStems(word).some(verb => verb !== word && (this.#known.has(verb) || this.#common.has(verb)))) return word
    let answer = this.#answers.get(word)
    if (answer === undefined) {
      answer = this.#nearest(word)
      if (this.#answers.size > 5000) this.#answers.clear()
      this.#answers.set(word, answer)
    }
    return answer
  }

  #nearest(word: string): string {
    if (/ly$/.test(word) && word.length > 5) return word
    const limit = word.length >= 5 ? 2 : 1
    let best = word
    let bestCost = Number.POSITIVE_INFINITY
    for (let length = word.length - limit; length <= word.length + limit; length++) {
      for (const candidate of this.#byLength.get(length) ?? []) {
        if (candidate[0] !== word[0] && !(candidate[0] === word[1] && candidate[1] === word[0])) continue
        const distance = edits(word, candidate, limit)
        if (distance > limit || !allowed(word, candidate, distance)) continue
        // A swap or a doubled letter is a slip; another word is not.
        const cost =
          distance -
          Math.min(0.4, (this.#known.get(candidate) ?? 0) / 25) -
          (sameLetters(word, candidate) ? 0.5 : lettersIn(word, candidate) && word.at(-1) === candidate.at(-1) ? 0.25 : 0) +
          (candidate[0] === word[0] ? 0 : 0.6) -
          (candidate.startsWith(word) ? 0.3 : 0)
        if (cost < bestCost) {
          bestCost = cost
          best = candidate
        }
      }
    }
    return best
  }
}

const sameLetters = (a: string, b: string) => [...a].sort().join('') === [...b].sort().join('')
const lettersIn = (short: string, long: string): boolean => {
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}

/** Has `long` all the letters of `short`, in any order? */
function within(short: string, long: string): boolean {
  const left = [...long]
  return [...short].every(letter => {
    const at = left.indexOf(letter)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** Short words have near neighbours by chance, so there only a lost or swapped letter counts; two edits need a long word. */
function allowed(word: string, candidate: string, distance: number): boolean {
  if (word.length <= 3)
    return distance === 1 && candidate.length === word.length + 1
      ? lettersIn(word, candidate)
      : distance === 1 && sameLetters(word, candidate) && word.length === 3
  if (word.length === 4)
    return (
      sameLetters(word, candidate) ||
      (candidate.length === 5 && lettersIn(word, candidate)) ||
      (candidate.length === 3 && lettersIn(candidate, word) && /(.)\1/.test(word))
    )
  if (distance === 2 && word.length === 5) return candidate.length === 6 && within(word, candidate)
  if (distance === 2)
    return word.length >= 8 || (word.length >= 6 && candidate.length >= 7 && (lettersIn(word, candidate) || sameLetters(word, candidate)))
  return word.length > 5 || sameLetters(word, candidate) || candidate.length !== word.length
}
