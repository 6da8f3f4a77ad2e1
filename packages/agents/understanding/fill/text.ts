import type { Clause } from '../found/extraction.ts'
import type { Field } from '../model/profile.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, determiners, functionWords, prepositions } from '../text/words.ts'

const leading = /^(me|us|just|only|'s|to|that|about|called|named|titled|saying|says|:|-|–|—|,|is|of|for|with|as|on|it|\.)$/
const looseLead = /^(to|too|that|called|named|titled|saying|says|:|-|–|—|,|\.|about|is)$/
const trailing = /^(,|;|:|-|–|—|\.|!|\?|and|to|on|at|by|for|in|from|of|with|the|a|an|is|are|it|as|my|or|due|not|but)$/

/** The words of a slot as a person would write them: their own spelling and case, no connecting words at the edges. */
export function slotText(clause: Clause, places: readonly number[], field: Field, spelt?: ReadonlySet<string>): string {
  let used = [...places]
  const token = (at: number) => clause.tokens[at] as Token
  const plainWord = (at: number) => token(at).text.toLowerCase()
  const names = field.name === 'id' || field.meaning.kind === 'query' || field.meaning.kind === 'ref'
  const lead = names ? leading : looseLead
  while (used.length > 1 && (lead.test(token(used[0] as number).lower) || (names && determiners.has(token(used[0] as number).lower))))
    used = used.slice(1)
  // "of this: …", "the following: …" only announce.
  const colon = field.meaning.kind === 'text' ? used.findIndex(at => token(at).lower === ':') : -1
  if (colon > 0 && colon < 4 && used.slice(0, colon).every(at => /^(of|this|the|following|down)$/.test(token(at).lower)))
    used = used.slice(colon + 1)
  if (field.meaning.kind !== 'text')
    while (used.length > 1 && trailing.test(plainWord(used.at(-1) as number)) && !keepsEnd(clause, used)) used = used.slice(0, -1)
  else while (used.length > 1 && /^[.,;:]$/.test(token(used.at(-1) as number).lower)) used = used.slice(0, -1)
  if (names)
    while (used.length > 1 && /^(please|instead|now|again|one|too|'s)$/.test(token(used.at(-1) as number).lower)) used = used.slice(0, -1)
  if (names && used.length > 2 && token(used.at(-1) as number).lower === 'well' && token(used.at(-2) as number).lower === 'as')
    used = used.slice(0, -2)
  if (used.length > 1 && token(used.at(-1) as number).lower === "'s" && ownsNext(clause, used.at(-1) as number)) used = used.slice(0, -1)
  if (field.name === 'id') used = withoutVerb(clause, used)
  // "schedule a site visit": the article belongs to the request, not to the name.
  if (
    field.meaning.kind === 'title' &&
    used.length > 1 &&
    /^(a|an|the)$/.test(token(used[0] as number).text) &&
    !keepsArticle(clause.tokens[(used[0] as number) - 1]?.lower ?? '')
  )
    used = used.slice(1)
  // "with the text …": the words that announce the value are no part of it.
  for (const cue of field.meaning.cues ?? []) {
    const words = cue.toLowerCase().split(' ')
    if (words.length > 1 && used.length > words.length && words.every((word, k) => token(used[k] as number).lower === word))
      used = used.slice(words.length)
  }
  const quote = names ? used.find(at => token(at).kind === 'quote') : undefined
  if (quote !== undefined) used = [quote]
  // "pop 'wool socks' …": what is in quotation marks is the text.
  if (field.meaning.kind === 'text' && used.length === 2 && token(used[1] as number).kind === 'quote') used = used.slice(1)
  const right = (at: number) =>
    names && spelt?.has(token(at).lower) && token(at).kind === 'word' && token(at).lower !== plainWord(at)
      ? token(at).lower
      : token(at).text
  const only = used.length === 1 ? token(used[0] as number) : undefined
  if (only?.kind === 'quote') return only.inner ?? only.text
  if (only?.kind === 'mention' && field.meaning.kind === 'ref') return only.text.slice(1)
  let text = ''
  let previous: number | undefined
  for (const at of used) {
    if (previous === undefined) text = right(at)
    else if (at === previous + 1) text += gap(clause, previous, at) + right(at)
    else text += (token(at).kind === 'sign' && /^[,.;:!?]$/.test(token(at).text) ? '' : ' ') + token(at).text
    previous = at
  }
  return text.replace(/\s+/g, ' ').trim()
}

/** What stands between two neighbours in the text; tokens brought together from two places have a space between them. */
function gap(clause: Clause, before: number, after: number): string {
  const between = clause.text.slice(clause.tokens[before]?.end, clause.tokens[after]?.start)
  return /\S/.test(between) || (between === '' && (clause.tokens[before]?.end ?? 0) !== clause.tokens[after]?.start) ? ' ' : between
}

/** Of "retro should start" and "make the stand" as names only "retro" and "stand" name something: the rest says what is to become of it. */
function withoutVerb(clause: Clause, used: number[]): number[] {
  const word = (at: number | undefined) => (at === undefined ? '' : (clause.tokens[at]?.lower ?? ''))
  if (used.some(at => clause.tokens[at]?.kind === 'quote')) return used
  const modal = used.findIndex(
    (at, place) => place > 0 && /^(should|must|shall|will|would|needs|has|isn't|is|are|was|can|could)$/.test(word(at)),
  )
  const tail = modal < 0 ? [] : used.slice(modal + 1)
  if (
    modal > 0 &&
    tail.every(
      at =>
        functionWords.has(word(at)) ||
        /^(start|starts|begin|begins|end|ends|happen|moved|take|place|go|not|happening|becoming|finish|now|really|actually)$/.test(
          word(at),
        ),
    )
  )
    used = used.slice(0, modal)
  // "put the lesson off", "move it up to …": the end of a verb that was split.
  const end = used.at(-1) as number
  const ends = /^(off|back|up|over|out|forward|forwards|along|ahead)$/.test(word(end)) && clause.tokens[end]?.text === word(end)
  const split = /^(put|push|move|bring|shift|pull|carry|take|bump|kick)$/.test(
    word(clause.tokens.findIndex(token => token.kind === 'word')),
  )
  if (ends && split && used.length > 1 && !commandVerbs.has(word(used.at(-2)))) used = used.slice(0, -1)
  if (used.length > 2 && /^(make|let|have|get|set)$/.test(word(used[0])) && determiners.has(word(used[1]))) used = used.slice(2)
  return used
}

/** "Henk's number 0172 …": the ending belongs to a word that is no part of the name. */
const ownsNext = (clause: Clause, at: number): boolean => {
  const next = clause.tokens[at + 1]
  return (
    next?.kind === 'word' &&
    !functionWords.has(next.lower) &&
    !prepositions.has(next.lower) &&
    !clause.times.some(span => at + 1 >= span.from && at + 1 < span.to)
  )
}

/** After these an article belongs to what is named: "about the rent", "don't let me forget the photos". */
const keepsArticle = (word: string): boolean => prepositions.has(word) || /^(forget|remember|need|want|that)$/.test(word)

/** "what to look for", "log in": an ending that belongs to its verb is kept when it stands at the very end of the clause. */
function keepsEnd(clause: Clause, used: readonly number[]): boolean {
  const last = used.at(-1) as number
  const word = clause.tokens[last]?.lower ?? ''
  const end = clause.tokens.every(
    (token, at) => at <= last || token.kind === 'sign' || clause.times.some(span => at >= span.from && at < span.to),
  )
  // "call her", "change it": what the verb is done to.
  if (/^(it|her|him|them)$/.test(word)) return end && used.length > 1
  // "log in tomorrow": left over before a time, it is none of its words.
  if (/^(in|over|through)$/.test(word) && used.length > 1 && clause.times.some(span => span.from === last + 1)) return true
  return /^(in|on|by|for|of|at|to|with)$/.test(word) && prepositions.has(word) && last === clause.tokens.length - 1 && used.length > 1
}
