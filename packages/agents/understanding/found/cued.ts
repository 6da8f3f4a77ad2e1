import type { Field, Profile } from '../model/profile.ts'
import { type Token, written } from '../text/token.ts'
import { determiners, prepositions, pronouns, stem } from '../text/words.ts'
import { type Clause, type Extraction, hide, isFree, isNamed, put, type Surroundings } from './extraction.ts'
import { stands } from './marks.ts'

const isCapital = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'quote' || token.kind === 'mention' || (token.kind === 'word' && /^\p{Lu}/u.test(token.text)))
const joinsName = /^(of|de|del|della|van|von|der|den|di|da|la|le|&|und|y|el|al|bin|the|'s|-)$/
const titles = /^(dr|mr|mrs|ms|prof|st|aunt|uncle)$/

/** Fields whose values are announced by a word: "in the Kitchen list", "tagged tax", "assigned to Priya", "at Luigi's". */
export function fillCued(profile: Profile, clause: Clause, around: Surroundings, extraction: Extraction): void {
  for (const field of profile.fields) {
    if (field === profile.main || extraction.values[field.name] !== undefined) continue
    const { kind, to } = field.meaning
    if (kind === 'labels') fillLabels(profile, field, clause, extraction)
    else if (kind === 'ref' && field.list && profile.key) continue
    else if (kind === 'ref' && field.list) fillPeople(profile, field, clause, around, extraction)
    else if (kind === 'ref' && to === 'person') fillPerson(profile, field, clause, around, extraction)
    else if (kind === 'ref') fillNamed(profile, field, clause, around, extraction)
    else if (kind === 'place') fillPlace(profile, field, clause, extraction)
    else if (kind === 'text' || kind === 'title') fillText(profile, field, clause, extraction)
  }
}

const cuesOf = (field: Field): string[][] =>
  [...(field.meaning.cues ?? [])].map(cue => cue.toLowerCase().split(' ')).sort((a, b) => b.length - a.length)

/** The run of capitalised words from here on, as it would be a name. */
export function nameRun(clause: Clause, at: number, extraction?: Extraction): number {
  let to = at
  while (to < clause.tokens.length && !extraction?.hidden[to]) {
    const token = clause.tokens[to] as Token
    if (token.kind === 'quote') return to === at ? to + 1 : to
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

const textOf = (clause: Clause, from: number, to: number): string => {
  const only = clause.tokens[from]
  if (to === from + 1 && only?.kind === 'quote') return only.inner ?? only.text
  if (to === from + 1 && only?.kind === 'mention') return only.text.slice(1)
  return written(clause.text, clause.tokens, from, to).replace(/[.,;:!?]+$/, '')
}

function fillLabels(profile: Profile, field: Field, clause: Clause, extraction: Extraction): void {
  for (const cue of cuesOf(field)) {
    for (let at = 0; at < clause.tokens.length; at++) {
      if (!stands(clause, at, cue) || !isFree(extraction, at, at + cue.length) || (at === 0 && profile.key)) continue
      const found: string[] = []
      let to = at + cue.length
      let next = to
      for (; next < clause.tokens.length; next++) {
        const token = clause.tokens[next] as Token
        if (/^(:|it|as|the|with)$/.test(token.lower) && found.length === 0) continue
        if (
          (token.kind === 'word' && !prepositions.has(token.lower) && !determiners.has(token.lower)) ||
          token.kind === 'tag' ||
          token.kind === 'quote'
        ) {
          found.push(token.inner ?? token.text.replace(/^#/, ''))
          to = next + 1
          const after = clause.tokens[next + 1]?.lower
          if (
            (after === 'and' || after === ',' || after === '&') &&
            clause.tokens[next + 3] === undefined &&
            clause.tokens[next + 2]?.kind === 'word'
          )
            next++
          else break
        } else break
      }
      if (found.length === 0) continue
      const from = clause.tokens[at - 1]?.lower === ',' || /^(and|it)$/.test(clause.tokens[at - 1]?.lower ?? '') ? at - 1 : at
      hide(extraction, from, to)
      put(extraction, field.name, [...((extraction.values[field.name] as string[] | undefined) ?? []), ...found])
      return
    }
  }
}

/** "with Tom and Aisha": names that stay in the title. */
function fillPeople(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction): void {
  const found: string[] = []
  for (const cue of cuesOf(field).filter(words => words.join(' ') !== 'and')) {
    for (let at = 0; at < clause.tokens.length; at++) {
      if (!stands(clause, at, cue) && !(cue[0] === 'with' && clause.tokens[at]?.lower === 'w' && clause.tokens[at + 1]?.lower === '/'))
        continue
      let next = at + (clause.tokens[at]?.lower === 'w' ? 2 : cue.length)
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

/** The end of a person's name that begins here, or the same place. */
export function personAt(clause: Clause, at: number, around: Surroundings): number {
  const token = clause.tokens[at]
  if (!token) return at
  if (token.kind === 'mention') return at + 1
  if (token.kind !== 'word') return at
  const run = Math.min(nameRun(clause, at), at + 4)
  if (run > at) return clause.tokens[run - 1]?.lower === "'s" ? run - 1 : run
  for (let length = 3; length >= 1; length--)
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
  return /^\p{L}{2,}$/u.test(token.text) && !around.familiar(token.lower) && token.lower === token.text.toLowerCase() ? at + 1 : at
}

function fillPerson(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction): void {
  for (const cue of cuesOf(field)) {
    if (cue.length < 2 && cue[0] !== 'assignee' && cue[0] !== 'with' && !(profile.reads && !profile.main?.required)) continue
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

/** "in the Kitchen list", "to list Garage", "to Groceries" where there is such a one. */
function fillNamed(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction): void {
  const noun = field.meaning.to ?? ''
  const own = new Set(profile.nouns.map(phrase => phrase.join(' ')))
  // The kind of thing it points to, and other words for it among its cues: "list".
  const nouns = new Set([
    noun,
    ...cuesOf(field)
      .filter(cue => cue.length === 1 && !prepositions.has(cue[0] as string))
      .map(cue => cue[0] as string),
  ])
  const single = new Set((field.meaning.cues ?? []).map(cue => cue.toLowerCase()).filter(cue => !cue.includes(' ')))
  const cueWords = new Set((field.meaning.cues ?? []).flatMap(cue => cue.toLowerCase().split(' ')))
  for (let at = 0; at < clause.tokens.length; at++) {
    if (extraction.hidden[at] || clause.tokens[at]?.kind === 'quote') continue
    const word = stem(clause.tokens[at]?.lower ?? '')
    if (nouns.has(word) && !own.has(word)) {
      const after = clause.tokens[at + 1]?.lower === ':' || /^(called|named)$/.test(clause.tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1
      const run = nameRun(clause, after, extraction)
      if (run > after) {
        extraction.anchored++
        return take(field, clause, extraction, leadOf(clause, at, cueWords), run, after, run)
      }
      let from = at
      while (
        from > 0 &&
        at - from < 4 &&
        !prepositions.has(clause.tokens[from - 1]?.lower ?? '') &&
        !determiners.has(clause.tokens[from - 1]?.lower ?? '') &&
        clause.tokens[from - 1]?.kind !== 'sign'
      )
        from--
      const boundary = clause.tokens[from - 1]?.lower ?? ''
      const named = clause.tokens
        .slice(from, at)
        .some(token => !own.has(stem(token.lower)) && !own.has(token.lower) && token.kind !== 'sign')
      if (from < at && named && (prepositions.has(boundary) || determiners.has(boundary))) {
        extraction.anchored++
        return take(field, clause, extraction, leadOf(clause, from, cueWords), at + 1, from, at)
      }
    }
    if (single.has(word) && prepositions.has(word)) {
      const start = determiners.has(clause.tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1
      for (let length = 3; length >= 1; length--) {
        if (
          !isNamed(
            around,
            noun,
            clause.tokens
              .slice(start, start + length)
              .map(each => (each.inner ?? each.text).toLowerCase())
              .join(' '),
          )
        )
          continue
        return take(field, clause, extraction, at, start + length, start, start + length)
      }
    }
    // Where nothing is written, "what is open in Workshop" is plain enough.
    if (
      profile.reads &&
      !profile.main?.required &&
      single.has(word) &&
      prepositions.has(word) &&
      !clause.times.some(span => at + 1 >= span.from && at + 1 < span.to)
    ) {
      const run = nameRun(clause, at + 1, extraction)
      if (run > at + 1) return take(field, clause, extraction, at, run, at + 1, run)
    }
    const cue = cuesOf(field).find(words => words.length > 1 && stands(clause, at, words))
    if (cue && !cue.includes(noun)) {
      let to = at + cue.length
      while (to < clause.tokens.length && !extraction.hidden[to] && clause.tokens[to]?.kind !== 'sign') to++
      const start = determiners.has(clause.tokens[at + cue.length]?.lower ?? '') ? at + cue.length + 1 : at + cue.length
      if (to > start)
        return take(
          field,
          clause,
          extraction,
          /^(as|a)$/.test(clause.tokens[at - 1]?.lower ?? '') ? leadOf(clause, at, new Set(['as', 'a'])) : at,
          to,
          start,
          to,
        )
    }
  }
}

function take(field: Field, clause: Clause, extraction: Extraction, from: number, to: number, nameFrom: number, nameTo: number): void {
  put(extraction, field.name, textOf(clause, nameFrom, nameTo))
  hide(extraction, from, to)
}

function leadOf(clause: Clause, at: number, cues: ReadonlySet<string>): number {
  let from = at
  while (
    from > 0 &&
    at - from < 4 &&
    (cues.has(clause.tokens[from - 1]?.lower ?? '') ||
      determiners.has(clause.tokens[from - 1]?.lower ?? '') ||
      /^(,|into|for|in|to|under|from|of|on)$/.test(clause.tokens[from - 1]?.lower ?? ''))
  )
    from--
  return from
}

/** "at Luigi's", "in Room 12": a name after the word, not one of the skill's own nouns. */
function fillPlace(profile: Profile, field: Field, clause: Clause, extraction: Extraction): void {
  const own = new Set(profile.nouns.map(phrase => phrase.join(' ')))
  for (const cue of cuesOf(field)) {
    for (let at = 1; at < clause.tokens.length; at++) {
      if (!stands(clause, at, cue) || extraction.hidden[at]) continue
      let start = at + cue.length
      const announced = /^(:|is|to)$/.test(clause.tokens[start]?.lower ?? '')
      if (announced) start++
      const det = determiners.has(clause.tokens[start]?.lower ?? '')
      const first = det ? start + 1 : start
      let to = nameRun(clause, first, extraction)
      const word = clause.tokens[first]?.lower ?? ''
      if (to === first && /^(room|hall|building|suite|floor|gate|platform|conference)$/.test(word)) {
        to = first + 1
        while (
          to < clause.tokens.length &&
          (clause.tokens[to]?.kind === 'number' || /^(room|hall|[a-z])$/.test(clause.tokens[to]?.lower ?? ''))
        )
          to++
      }
      if (to === first && cue[0] === 'at' && clause.tokens[first]?.kind === 'word' && !extraction.hidden[first]) {
        while (
          to < clause.tokens.length &&
          to - first < 3 &&
          !extraction.hidden[to] &&
          clause.tokens[to]?.kind === 'word' &&
          !prepositions.has(clause.tokens[to]?.lower ?? '')
        )
          to++
        if (to < clause.tokens.length && !extraction.hidden[to] && clause.tokens[to]?.kind !== 'sign') to = first
      }
      if (to === first && announced && cue[0] !== 'at' && cue[0] !== 'in') {
        while (to < clause.tokens.length && !extraction.hidden[to]) to++
      }
      if (to === first || own.has(stem(word))) continue
      hide(extraction, at, to)
      put(extraction, field.name, textOf(clause, det ? start : first, to))
      return
    }
  }
}

/** Other text after its own words: "from Globex", "with the remark bring cash". */
function fillText(profile: Profile, field: Field, clause: Clause, extraction: Extraction): void {
  for (const cue of cuesOf(field)) {
    if (cue[0] === ':' || (profile.key && field.meaning.kind === 'title')) continue
    for (let at = 1; at < clause.tokens.length; at++) {
      if (!stands(clause, at, cue) || extraction.hidden[at]) continue
      let start = at + cue.length
      while (/^(:|is|now)$/.test(clause.tokens[start]?.lower ?? '')) start++
      if (/^(of|to)$/.test(clause.tokens[start]?.lower ?? '')) continue
      const short = cue.length === 1 && prepositions.has(cue[0] as string)
      let to = nameRun(clause, start, extraction)
      if (!short || field.meaning.kind === 'title') {
        to = start
        const stop = field.meaning.kind === 'title' ? /^(:|,|;|saying|that)$/ : /^;$/
        const others = profile.fields.filter(each => each !== field).flatMap(each => cuesOf(each).filter(words => words.length > 1))
        while (
          to < clause.tokens.length &&
          !extraction.hidden[to] &&
          !stop.test(clause.tokens[to]?.lower ?? '') &&
          !others.some(words => stands(clause, to, words))
        )
          to++
      }
      if (to === start) continue
      if (profile.key && cue.length > 1) extraction.anchored += 1
      let from = at
      while (from > 1 && /^(,|and|she|he|they|who|is|now|it)$/.test(clause.tokens[from - 1]?.lower ?? '')) from--
      hide(extraction, from, to)
      put(extraction, field.name, textOf(clause, start, to))
      return
    }
  }
}
