import type { Field, Profile } from '../model/profile.ts'
import { type Token, written } from '../text/token.ts'
import { pronouns, stem } from '../text/words.ts'
import { type Clause, type Extraction, hide, isNamed, put, type Surroundings } from './extraction.ts'
import { stands } from './marks.ts'
import { mayBeName } from './unknown-name.ts'

const isCapital = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'quote' || token.kind === 'mention' || (token.kind === 'word' && /^\p{Lu}/u.test(token.text)))

const joinsName = /^(of|de|del|della|van|von|der|den|di|da|la|le|&|und|y|el|al|bin|the|'s|-)$/

const titles = /^(dr|mr|mrs|ms|prof|st|aunt|uncle)$/

export const cuesOf = (field: Field): string[][] =>
  [...(field.meaning.cues ?? [])].map(cue => cue.toLowerCase().split(' ')).sort((a, b) => b.length - a.length)

/** The run of capitalised words from here on, as it would be a name. */
export function nameRun(clause: Clause, at: number, extraction?: Extraction): number {
  let to = at
  while (to < clause.tokens.length && !extraction?.hidden[to]) {
    const token = clause.tokens[to] as Token
    if (token.kind === 'quote') return to === at ? to + 1 : to
    const here = to
    if (to > at && clause.times.some(span => !span.inner && !span.squeezed && here >= span.from && here < span.to)) break
    if (isCapital(token) || (to > at && token.kind === 'number') || (to === at && titles.test(token.lower))) to++
    else if (token.lower === '.' && titles.test(clause.tokens[to - 1]?.lower ?? '') && to > at) to++
    else if (
      to > at &&
      joinsName.test(token.lower) &&
      (token.lower === "'s" ? true : isCapital(clause.tokens[to + 1]) || joinsName.test(clause.tokens[to + 1]?.lower ?? ''))
    )
      to++
    else break
  }
  return to
}

export const textOf = (clause: Clause, from: number, to: number): string => {
  const only = clause.tokens[from]
  if (to === from + 1 && only?.kind === 'quote') return only.inner ?? only.text
  if (to === from + 1 && only?.kind === 'mention') return only.text.slice(1)
  return written(clause.text, clause.tokens, from, to).replace(/[.,;:!?]+$/, '')
}

/** "with Tom and Aisha": names that stay in the title. */
export function fillPeople(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction): void {
  const found: string[] = []
  for (const cue of cuesOf(field).filter(words => words.join(' ') !== 'and')) {
    for (let at = 0; at < clause.tokens.length; at++) {
      if (
        !stands(clause, at, cue) &&
        !(
          cue[0] === 'with' &&
          clause.tokens[at]?.lower === 'w' &&
          (clause.tokens[at + 1]?.lower === '/' || isCapital(clause.tokens[at + 1]))
        )
      )
        continue
      let next = at + (clause.tokens[at]?.lower !== 'w' ? cue.length : clause.tokens[at + 1]?.lower === '/' ? 2 : 1)
      for (;;) {
        const to = personAt(clause, next, around)
        if (to === next) break
        found.push(textOf(clause, next, to))
        const join = clause.tokens[to]?.lower
        if (join === 'and' || join === ',' || join === '&' || join === '+')
          next = to + (join === ',' && clause.tokens[to + 1]?.lower === 'and' ? 2 : 1)
        else break
      }
    }
    if (found.length > 0) break
  }
  if (found.length === 0) {
    const inside = clause.tokens
      .map(token =>
        token.kind === 'quote' ? /\bwith (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*)/u.exec(token.inner ?? '')?.[1] : undefined,
      )
      .find(Boolean)
    if (inside) found.push(inside)
    // "lunch Lars Monday": a name right after the sort of record.
    const at = clause.tokens.findIndex(
      (token, place) =>
        profile.kinds.some(kind => kind.length === 1 && kind[0] === stem(token.lower)) &&
        /^\p{Lu}/u.test(clause.tokens[place + 1]?.text ?? '') &&
        !clause.times.some(span => place + 1 >= span.from && place + 1 < span.to),
    )
    const to = at < 0 ? at : nameRun(clause, at + 1)
    if (at >= 0 && to > at + 1 && /^\p{Lu}\p{Ll}/u.test(clause.tokens[at + 1]?.text ?? '')) found.push(textOf(clause, at + 1, to))
  }
  if (found.length > 0) put(extraction, field.name, found)
}

/** Words that point at one of several; in lower case they are nobody's name. */
export const pointing = new Set(
  'first second third fourth fifth sixth seventh eighth ninth tenth last next other former latter both same well else again'.split(' '),
)

/** The end of a person's name that begins here, or the same place. */
export function personAt(clause: Clause, at: number, around: Surroundings): number {
  const token = clause.tokens[at]
  if (!token) return at
  if (token.kind === 'mention') return at + 1
  if (token.kind !== 'word') return at
  const run = Math.min(nameRun(clause, at), at + 4)
  if (run > at) return clause.tokens[run - 1]?.lower === "'s" ? run - 1 : run
  for (let length = Math.min(3, clause.tokens.length - at); length >= 1; length--)
    if (
      isNamed(
        around,
        'person',
        clause.tokens
          .slice(at, at + length)
          .map(each => each.text.toLowerCase())
          .join(' '),
      )
    )
      return at + length
  if (titles.test(token.lower)) return at + 2
  if (pronouns.has(token.lower) || pointing.has(token.lower)) return at
  return /^\p{L}{2,}$/u.test(token.text) && mayBeName(around, token.lower) && token.lower === token.text.toLowerCase() ? at + 1 : at
}

/** "Omar's open chores": whose they are. */
function owner(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction): boolean {
  const own = new Set(profile.nouns.flatMap(noun => (noun.length === 1 ? noun : [])))
  const at = clause.tokens.findIndex((token, place) => token.lower === "'s" && place > 0 && !extraction.hidden[place])
  if (at < 1 || !clause.tokens.slice(at + 1, at + 4).some(token => own.has(stem(token.lower)))) return false
  for (let from = Math.max(0, at - 3); from < at; from++) {
    if (personAt(clause, from, around) !== at) continue
    put(extraction, field.name, textOf(clause, from, at))
    hide(extraction, from, at + 1)
    return true
  }
  return false
}

export function fillPerson(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction): void {
  if (profile.reads && !profile.main?.required && owner(profile, field, clause, around, extraction)) return
  for (const cue of cuesOf(field)) {
    if (
      cue.length < 2 &&
      cue[0] !== 'assignee' &&
      cue[0] !== 'with' &&
      !(
        profile.reads &&
        !profile.main?.required &&
        clause.tokens.some(token => profile.nouns.some(noun => noun.length === 1 && noun[0] === stem(token.lower)))
      )
    )
      continue
    for (let at = 0; at < clause.tokens.length; at++) {
      const pronoun =
        cue.length === 2 &&
        clause.tokens[at]?.lower === cue[0] &&
        pronouns.has(clause.tokens[at + 1]?.lower ?? '') &&
        clause.tokens[at + 2]?.lower === cue[1]
      if (!stands(clause, at, cue) && !pronoun) continue
      const start = at + cue.length + (pronoun ? 1 : 0)
      if (clause.times.some(span => start >= span.from && start < span.to)) continue
      const me = /^(me|myself)$/.test(clause.tokens[start]?.lower ?? '')
      const to = me
        ? start + 1
        : cue.length === 1 && cue[0] !== 'assignee'
          ? Math.min(nameRun(clause, start), start + 3)
          : personAt(clause, start, around)
      if (to === start) continue
      put(extraction, field.name, me ? 'me' : textOf(clause, start, to))
      // "assign it to Sam" as the whole request keeps its verb; after a title it is only a value.
      const inTail = at > 0
      if (!inTail && pronoun) {
        hide(extraction, at + 2, to)
        return
      }
      const before = clause.tokens[at - 1]?.lower ?? ''
      const from = /^(and|,|is|are)$/.test(before) && at > 0 ? (clause.tokens[at - 2]?.lower === ',' ? at - 2 : at - 1) : at
      hide(extraction, from, to)
      return
    }
  }
}
