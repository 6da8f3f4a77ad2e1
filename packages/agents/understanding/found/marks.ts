import type { Field, Profile } from '../model/profile.ts'
import { prepositions, stem } from '../text/words.ts'
import { type Clause, type Extraction, hide, isFree, put } from './extraction.ts'

/** What carries its own mark: `#home`, `!high`, `@sam`, e-mail addresses, phone numbers. */
export function fillMarks(profile: Profile, clause: Clause, extraction: Extraction): void {
  const field = (kind: Field['meaning']['kind']) => profile.fields.find(each => each.meaning.kind === kind)
  const labels: string[] = []
  clause.tokens.forEach((token, at) => {
    if (extraction.hidden[at]) return
    if (token.kind === 'tag') {
      const target = field('labels')
      if (target) {
        labels.push(token.text.slice(1))
        hide(extraction, at, at + 1)
        put(extraction, target.name, labels)
      }
    } else if (token.kind === 'mention') fillMention(profile, clause, at, extraction)
    else if (token.kind === 'bang') fillBang(profile, token.lower, at, extraction)
    else if (token.kind === 'email' || token.kind === 'phone') {
      const target = field(token.kind)
      if (!target || extraction.values[target.name] !== undefined) return
      put(extraction, target.name, token.text)
      const from = led(clause, target, at)
      // "Pia's number is …": named with its own word.
      if (profile.key && from < at) extraction.anchored++
      hide(extraction, from, at + 1)
    }
  })
  if (!profile.reads && !profile.key) fillHeading(profile, clause, extraction)
}

/** "urgent: call the insurance", "high priority - pay rent": a value that stands over what is to be made. */
function fillHeading(profile: Profile, clause: Clause, extraction: Extraction): void {
  const colon = clause.tokens.findIndex(token => /^[:–-]$/.test(token.lower))
  if (colon < 1 || colon > 2 || colon === clause.tokens.length - 1 || !isFree(extraction, 0, colon)) return
  const said = clause.tokens.slice(0, colon).map(token => token.lower)
  // "gizmo: …" says what is made, whatever value has that word as well.
  if (profile.nouns.some(noun => noun.join(' ') === said.map(stem).join(' '))) return
  for (const field of profile.fields) {
    if (extraction.values[field.name] !== undefined) continue
    const cued = said.length === 2 && field.meaning.cues?.includes(said[1] as string) ? said[0] : undefined
    const value = choiceOf(field, said.join(' ')) ?? (cued === undefined ? undefined : choiceOf(field, cued))
    if (!value) continue
    put(extraction, field.name, value)
    hide(extraction, 0, colon + 1)
    extraction.anchored++
    return
  }
}

/** `@sam` is who is to do it; the words that lead to him go with him. */
function fillMention(profile: Profile, clause: Clause, at: number, extraction: Extraction): void {
  const target = profile.fields.find(each => each.meaning.to === 'person' && !each.list)
  if (!target || extraction.values[target.name] !== undefined) return
  put(extraction, target.name, (clause.tokens[at]?.text ?? '').slice(1))
  let from = at
  while (from > 1 && /^(to|for|assigned|assign|,|by|and)$/.test(clause.tokens[from - 1]?.lower ?? '')) from--
  hide(extraction, profile.key && clause.tokens[from]?.lower === 'assign' ? at : from, at + 1)
}

/** `!high` is a value of the choice that has it; `!` to `!!!` and `!1` to `!3` count up the choice that ends in its strongest. */
function fillBang(profile: Profile, mark: string, at: number, extraction: Extraction): void {
  const said = mark.replace(/^!+/, '')
  for (const field of profile.fields) {
    const value = choiceOf(field, said)
    if (!value) continue
    put(extraction, field.name, value)
    hide(extraction, at, at + 1)
    return
  }
}

/** The value of a choice that these words stand for. */
export function choiceOf(field: Field, said: string): string | undefined {
  if (field.values.length === 0) return undefined
  const plain = said.trim()
  return (
    field.values.find(value => value === plain || value.replaceAll('_', ' ') === plain) ??
    Object.entries(field.meaning.words ?? {}).find(([, words]) => words.some(word => word.toLowerCase() === plain))?.[0]
  )
}

/** Where the words that lead to a value begin: "phone number: 030 …". */
function led(clause: Clause, field: Field, at: number): number {
  const cues = new Set((field.meaning.cues ?? []).flatMap(cue => cue.toLowerCase().split(' ')))
  let from = at
  while (from > 0) {
    const before = clause.tokens[from - 1]
    if (!before) break
    const word = before.lower
    if (
      word === ':' ||
      word === ',' ||
      word === '-' ||
      word === 'is' ||
      cues.has(word) ||
      word === field.name ||
      (prepositions.has(word) && from < at && word === 'with') ||
      (word === 'the' && from < at)
    )
      from--
    else break
  }
  // A comma or "the" alone belongs to what stands before.
  while (from < at && /^(,|the)$/.test(clause.tokens[from]?.lower ?? '') && clause.tokens[from]?.lower !== ',') from++
  return from
}

/** Words that only say "no matter which": a value when nothing else is said. */
const quantifier = /^(all|every|everything|any|whole|everyone|everybody)$/

/** Words for a choice may be part of a title as well; the frame decides. In a reading every value counts. */
export function offerChoices(profile: Profile, clause: Clause, extraction: Extraction): void {
  for (const field of profile.fields) {
    if (field.meaning.kind !== 'choice' || extraction.values[field.name] !== undefined) continue
    const cues = field.meaning.cues?.map(cue => cue.toLowerCase()) ?? []
    const options: { words: string[]; value: string; own: boolean }[] = []
    for (const value of field.values) {
      options.push({ words: value.replaceAll('_', ' ').split(' '), value, own: true })
      for (const text of [...(field.meaning.words?.[value] ?? []), ...cues.map(cue => `${value} ${cue}`)]) {
        options.push({ words: text.toLowerCase().split(' '), value, own: false })
        if (text.includes(' ')) options.push({ words: [text.toLowerCase().replaceAll(' ', '-')], value, own: false })
      }
    }
    options.sort((a, b) => b.words.length - a.words.length)
    for (let at = 0; at < clause.tokens.length; at++) {
      if (extraction.hidden[at] || extraction.soft.has(at)) continue
      const option = options.find(each => stands(clause, at, each.words) && isFree(extraction, at, at + each.words.length))
      if (!option) continue
      let from = at
      let to = at + option.words.length
      const before = clause.tokens[from - 1]?.lower ?? ''
      const after = clause.tokens[to]?.lower ?? ''
      // "when I am free": no part of a day.
      if (before === 'i' && option.words[0] === 'am') continue
      const nounAfter = cues.includes(after)
      const nounBefore = cues.includes(before) && before.length > 2
      const colon = before === ':' && cues.includes(clause.tokens[from - 2]?.lower ?? '')
      if (quantifier.test(option.words.join(' ')) && /^(single|last)$/.test(clause.tokens[to]?.lower ?? '')) to++
      if (nounAfter) to++
      if (nounBefore) from--
      if (colon) from -= 2
      const marked = nounAfter || nounBefore || colon
      if (
        option.own &&
        option.words.length === 1 &&
        !marked &&
        !profile.reads &&
        !profile.destructive &&
        !/^(urgent|critical)$/.test(option.value)
      ) {
        // "make the gate … low": said last, right behind the word for the record.
        const last = clause.tokens.slice(to).every(token => token.kind === 'sign')
        const noun = last && profile.nouns.some(each => each.length === 1 && each[0] === stem(before))
        const set = profile.key && (noun || /^(to|as|is|it|that|them|this|be)$/.test(before))
        if (!set) continue
        if (before === 'to' || before === 'as') from--
      } else if (marked && /^(with|at|of|as|a|to)$/.test(clause.tokens[from - 1]?.lower ?? '') && from > 0) from--
      if (before === 'to' && profile.key && from === at) from--
      // "has to get done"; "get done ones" asks for them.
      if (/^(be|being)$/.test(before) || (before === 'get' && at > 1)) continue
      // "that are not done": what is asked for is something else.
      if (profile.reads && negation.test(before)) continue
      extraction.soft.set(from, {
        to,
        field: field.name,
        value: option.value,
        ...(quantifier.test(option.words.join(' ')) ? { weak: true } : {}),
      })
      at = to - 1
    }
  }
}

const negation = /^(not|isn't|isnt|aren't|arent|wasn't|weren't|never|hasn't|haven't)$/

export const stands = (clause: Clause, at: number, words: readonly string[]): boolean =>
  words.every((word, offset) => clause.tokens[at + offset]?.lower === word && clause.tokens[at + offset]?.kind !== 'quote')

/** "all day" switches `allDay` on. */
export function fillSwitches(profile: Profile, clause: Clause, extraction: Extraction): void {
  for (const each of profile.switches) {
    for (const text of each.words) {
      const words = text.split(' ')
      for (let at = 0; at < clause.tokens.length; at++) {
        if (!stands(clause, at, words)) continue
        put(extraction, each.name, true)
        hide(extraction, at, at + words.length)
      }
    }
  }
}

/** "from low to high", "from Ben to Lee": what it was is said only to be left behind. */
export function hideOld(profile: Profile, clause: Clause, extraction: Extraction): void {
  if (!profile.key || profile.reads) return
  const word = (at: number) => clause.tokens[at]?.lower ?? ''
  for (let at = 1; at < clause.tokens.length; at++) {
    if (word(at) !== 'from' || extraction.hidden[at]) continue
    const to = clause.tokens.findIndex((token, place) => place > at + 1 && place < at + 5 && token.lower === 'to')
    if (to < 0) continue
    const old = clause.tokens.slice(at + 1, to)
    const said = old.map(token => token.lower).join(' ')
    const choice = profile.fields.some(field => choiceOf(field, said) && choiceOf(field, word(to + 1)))
    const isName = (text: string | undefined) => /^\p{Lu}/u.test(text ?? '')
    const person =
      profile.fields.some(field => field.meaning.to === 'person') &&
      old.every(token => isName(token.text)) &&
      isName(clause.tokens[to + 1]?.text)
    if (choice || person) hide(extraction, at, to)
  }
}
