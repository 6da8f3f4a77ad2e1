import type { Field, Profile } from '../model/profile.ts'
import { type Clause, type Extraction, hide } from './extraction.ts'
import { choiceOf } from './marks.ts'

/** The words that deny what follows them: "not", "instead of", "no longer". */
const denials = [['no', 'longer'], ['not'], ['instead', 'of'], ['rather', 'than'], ["isn't"], ["aren't"], ["wasn't"], ['never']]

/**
 * "low priority, not high", "to Lena instead of Omar": a value that is denied beside one that is meant is no value, and the words that deny it belong to
 * it. Alone it denies the whole request; that is for the doubts.
 */
export function hideDeniedValues(profile: Profile, clause: Clause, extraction: Extraction): void {
  if (!profile.key || profile.reads) return
  const word = (at: number) => clause.tokens[at]?.lower ?? ''
  for (let at = 1; at < clause.tokens.length; at++) {
    const denial = denials.find(words => words.every((each, k) => word(at + k) === each))
    if (!denial || extraction.hidden[at]) continue
    const from = at + denial.length
    const start = /^(to|for|at|as)$/.test(word(from)) ? from + 1 : from
    const found = valueAt(profile, clause, start)
    if (!found || !meantElsewhere(found.field, clause, at, found.to)) continue
    let to = found.to
    if (/^(any|anymore)$/.test(word(to))) to += word(to) === 'any' ? 2 : 1
    if (/^(,|but)$/.test(word(to))) to++
    hide(extraction, /^(,|and|but)$/.test(word(at - 1)) ? at - 1 : at, Math.min(to, clause.tokens.length))
    at = to - 1
  }
}

/** A value of a choice, "high priority", or somebody's name. */
function valueAt(profile: Profile, clause: Clause, at: number): { field: Field; to: number } | undefined {
  for (let length = 3; length >= 1; length--) {
    const said = clause.tokens.slice(at, at + length).map(token => token.lower)
    if (said.length < length) continue
    for (const field of profile.fields) {
      const cues = new Set(field.meaning.cues?.map(cue => cue.toLowerCase()))
      const plain = cues.has(said.at(-1) ?? '') ? said.slice(0, -1) : said
      if (field.meaning.kind === 'choice' && choiceOf(field, plain.join(' '))) return { field, to: at + length }
    }
  }
  const person = profile.fields.find(field => field.meaning.to === 'person' && !field.list)
  const token = clause.tokens[at]
  return person && token?.kind === 'word' && /^\p{Lu}\p{Ll}/u.test(token.text) && !isTime(clause, at)
    ? { field: person, to: at + 1 }
    : undefined
}

const isTime = (clause: Clause, at: number): boolean => clause.times.some(span => at >= span.from && at < span.to)

/** Is another value of the field said outside of what is denied? */
function meantElsewhere(field: Field, clause: Clause, from: number, to: number): boolean {
  return clause.tokens.some((token, at) => {
    if (at >= from && at < to) return false
    if (field.meaning.kind === 'choice') return choiceOf(field, token.lower) !== undefined
    return /^(to|for)$/.test(clause.tokens[at - 1]?.lower ?? '') && /^\p{Lu}\p{Ll}/u.test(token.text) && !isTime(clause, at)
  })
}
