import type { Field, Profile } from '../model/profile.ts'
import type { Token } from '../text/token.ts'
import { determiners, prepositions, stem } from '../text/words.ts'
import { type Clause, type Extraction, hide, isFree, isNamed, put, type Surroundings } from './extraction.ts'
import { stands } from './marks.ts'
import { cuesOf, fillPeople, fillPerson, nameRun, textOf } from './people.ts'

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

function fillLabels(profile: Profile, field: Field, clause: Clause, extraction: Extraction): void {
  for (const cue of cuesOf(field)) {
    for (let at = 0; at < clause.tokens.length; at++) {
      if (
        !stands(clause, at, cue) ||
        !isFree(extraction, at, at + cue.length) ||
        (at === 0 &&
          profile.key &&
          !/^(it|that|this)$/.test(clause.tokens[at + cue.length]?.lower ?? '') &&
          clause.tokens[at + cue.length]?.kind !== 'quote')
      )
        continue
      // "add a chore to label the jars", "chore: tag the photos": what is to be done, and no label.
      if (!profile.key && /^(:|to)$/.test(clause.tokens[at - 1]?.lower ?? '') && at < 6 && clause.tokens[at + cue.length]?.lower !== ':')
        continue
      const found: string[] = []
      let to = at + cue.length
      // "tag “fix the gate” with garden": the record stands between the verb and the label.
      const record = at === 0 && profile.key && clause.tokens[to]?.kind === 'quote'
      let next = record ? to + 1 : to
      for (; next < clause.tokens.length; next++) {
        const token = clause.tokens[next] as Token
        if (/^(:|it|that|this|as|the|with)$/.test(token.lower) && found.length === 0) continue
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
      hide(extraction, record ? at + cue.length + 1 : from, to)
      put(extraction, field.name, [...((extraction.values[field.name] as string[] | undefined) ?? []), ...found])
      return
    }
  }
}

/** "in the Kitchen list", "to list Garage", "to Groceries" where there is such a one. */
function fillNamed(profile: Profile, field: Field, clause: Clause, around: Surroundings, extraction: Extraction) {
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
    if (nouns.has(word) && !own.has(word) && at > 0) {
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
      const into =
        prepositions.has(boundary) ||
        (determiners.has(boundary) && (profile.reads || prepositions.has(clause.tokens[from - 2]?.lower ?? '')))
      if (from < at && named && into) {
        extraction.anchored++
        return take(field, clause, extraction, leadOf(clause, from, cueWords), at + 1, from, at)
      }
    }
    if (single.has(word) && prepositions.has(word)) {
      const start = determiners.has(clause.tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1
      for (let length = Math.min(3, clause.tokens.length - start); length >= 1; length--) {
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
      word === 'in' &&
      own.size > 0 &&
      clause.tokens.some(token => own.has(stem(token.lower))) &&
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
      put(extraction, field.name, textOf(clause, first, to))
      return
    }
  }
}

/** Other text after its own words: "from Globex", "with the remark bring cash". */
function fillText(profile: Profile, field: Field, clause: Clause, extraction: Extraction): void {
  const own = new Set(profile.fields.flatMap(each => (each === profile.key ? [] : [each.name, ...(each.meaning.cues ?? [])])))
  for (const cue of cuesOf(field)) {
    if (cue[0] === ':' || (profile.key && field.meaning.kind === 'title')) continue
    for (let at = 1; at < clause.tokens.length; at++) {
      if (!stands(clause, at, cue) || extraction.hidden[at]) continue
      let start = at + cue.length
      while (/^(:|is|now)$/.test(clause.tokens[start]?.lower ?? '')) start++
      // "change Tom's company to Acme"
      if (profile.key && clause.tokens[at - 1]?.lower === "'s" && clause.tokens[start]?.lower === 'to') start++
      if (/^(of|to|for)$/.test(clause.tokens[start]?.lower ?? '')) continue
      // "the company of Tom": whose it is, not what it is.
      if (profile.key && cue[0] === 'of' && own.has(clause.tokens[at - 1]?.lower ?? '')) continue
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
      while (to > start + 1 && /^(now|instead|too|please)$/.test(clause.tokens[to - 1]?.lower ?? '')) to--
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
