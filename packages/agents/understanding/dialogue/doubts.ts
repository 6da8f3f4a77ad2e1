import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import type { Desk } from '../model/ready.ts'
import { type Token, tokenise } from '../text/token.ts'
import { articles, commandVerbs, determiners, functionWords, prepositions, stem } from '../text/words.ts'
import { unaccounted } from './account.ts'

const negation =
  /^(not|don't|dont|never|isn't|isnt|aren't|doesn't|won't|shouldn't|can't|cannot|haven't|hasn't|hadn't|didn't|wasn't|weren't)$/
const modal = /^(should|must|shall|will|would|is|are|was|were|has|could|can|needs?)$/

/**
 * Does a reading that would write leave something unheard that could turn it round: a negation or an exception, a second time, a second request? Then it
 * is better asked about. What stands in quotation marks or in a free text is the person's own and doubts nothing.
 */
export function isDoubtful(desk: Desk, clause: Clause, reading: Reading): boolean {
  const { profile, extraction } = reading
  if (extraction.past !== undefined || extraction.either) return true
  const main = profile.main?.meaning.kind === 'text' ? undefined : profile.main
  const own = main ? (reading.alignment.slots.get(main.name) ?? []) : []
  const places = own.filter(at => clause.tokens[at]?.kind !== 'quote')
  if (leavesOut(clause, reading)) return true
  if (deniesOutside(clause, reading) || unaccounted(desk, clause, reading)) return true
  if (pointsAt(clause, reading)) return true
  if (places.length === 0) return false
  const name = new Set(tokenise(String(reading.filled.input[main?.name ?? ''] ?? '')).map(token => token.text))
  const words = places.map(at => clause.tokens[at] as Token).filter(token => name.has(token.text))
  if (words.length === 0) return false
  if (words.some(token => token.kind === 'mention' || token.lower === '?')) return true
  if (secondRequest(desk, words) || takesBack(words)) return true
  if (!profile.key) {
    // A number or an address that the reading found no place for is somebody else's; "2 and 2" names nothing.
    if (words.some(token => token.kind === 'phone' || token.kind === 'email') && holdsAddress(profile)) return true
    if (
      !words.some(token => token.kind === 'quote' || /\p{L}{2}/u.test(token.text)) ||
      words.every(token => functionWords.has(token.lower) || token.kind === 'number')
    )
      return true
    // "put number 2 in the red one" as a name.
    if (/^\d+$/.test(words[0]?.lower ?? '') && prepositions.has(words[1]?.lower ?? '') && !reading.alignment.frame.bare) return true
    // "pills remind me"
    if (words.at(-1)?.lower === 'me' && desk.model.telling.has(stem(words.at(-2)?.lower ?? ''))) return true
    // "in 10 min: …" with no word for what it is to be: rather to be told of it than to have it begin.
    if (reading.alignment.frame.bare && clause.times.some(span => span.moment?.exact && span.from === 0)) return true
    // "lists: add milk"
    const [first] = words
    if (
      first?.text === first?.lower &&
      clause.tokens[clause.tokens.indexOf(first as Token) - 1]?.lower === ':' &&
      /[^s]s$/.test(clause.tokens[0]?.lower ?? '') &&
      profile.verbs.some(verb => verb.length === 1 && verb[0] === first?.lower)
    )
      return true
  }
  // "Thursday's lunch is at Luigi's now" tells of what there is.
  if (
    reading.alignment.frame.bare &&
    words.some((token, at) => at > 0 && /^(is|isn't|are|was|were|has|will|won't)$/.test(token.lower) && token.kind === 'word')
  )
    return true
  if (secondTime(clause, reading, places)) return true
  if (profile.key) return oddName(desk, clause, reading, words)
  // "Dana tomorrow" says nothing of what is to be; "two chores, both: …" is not a name.
  const [only] = words
  const sort = clause.tokens[clause.tokens[0]?.lower === 'new' ? 1 : 0]?.lower ?? ''
  const many = /[^s]s$/.test(sort) && profile.nouns.some(noun => noun[0] === stem(sort))
  if (many && words.some(token => token.lower === ',')) return true
  if (words.length === 1 && only) {
    if ((reading.alignment.frame.bare || many) && /^\p{Lu}/u.test(only.text) && !desk.around.familiar(only.lower)) return true
    if (
      (desk.model.commands.get(profile.family) ?? []).some(verb => verb.length === 1 && verb[0] === stem(only.lower)) &&
      only.kind !== 'quote'
    )
      return true
  }
  if (
    words.some(
      (token, at) =>
        /^[,:]$/.test(token.lower) && at > 0 && at < 4 && profile.nouns.some(noun => noun[0] === stem(words[at - 1]?.lower ?? '')),
    )
  )
    return true
  if (
    words.some(
      (token, at) =>
        (token.lower === ',' && words[at + 1]?.lower === 'both') ||
        (token.lower === ':' && words.slice(0, at).some(each => each.lower === 'and')),
    )
  )
    return true
  if (desk.model.telling.has(stem(words[0]?.lower ?? '')) && /^\p{Lu}/u.test(words[1]?.text ?? '')) return true
  // "lock up and set (the …)": the noun was taken for the skill's own.
  if (words.at(-2)?.lower === 'and' && isVerb(desk, words.at(-1)?.lower ?? '') && reading.alignment.frame.elements.at(-1)?.kind === 'noun')
    return true
  return oddTitle(words)
}

const holdsAddress = ({ fields }: Reading['profile']): boolean => fields.some(({ meaning }) => /^(phone|email)$/.test(meaning.kind))

const inText = (reading: Reading, at: number): boolean =>
  [...reading.alignment.slots].some(
    ([name, places]) => places.includes(at) && reading.profile.fields.find(field => field.name === name)?.meaning.kind === 'text',
  )

/** "… except Tom", "… but not the rent", "…, not Ben": what is left out was not understood. */
export function leavesOut(clause: Clause, reading: Reading): boolean {
  return clause.tokens.some((token, at) => {
    if (reading.extraction.hidden[at] || inText(reading, at) || token.kind === 'quote') return false
    const [before, next] = [clause.tokens[at - 1]?.lower ?? '', clause.tokens[at + 1]?.lower ?? '']
    if (/^(except|excluding|unless)$/.test(token.lower)) return true
    if (token.lower === 'apart' || token.lower === 'aside') return next === 'from'
    if (token.lower === 'other' || token.lower === 'rather') return next === 'than'
    if (token.lower === 'instead') return next === 'of'
    const after = clause.tokens[at + 1]
    const thing =
      before === ',' &&
      after?.kind === 'word' &&
      after.text === after.lower &&
      clause.tokens[at + 2]?.kind === 'word' &&
      !reading.profile.key
    return token.lower === 'not' && /^(,|but|and)$/.test(before) && next !== 'to' && !thing
  })
}

/** A "not" that belongs to nothing the reading took. */
function deniesOutside(clause: Clause, reading: Reading): boolean {
  const said = reading.profile.verbs.some(verb => negation.test(verb[0] ?? '') || verb.includes('no'))
  const key = reading.profile.key?.name
  const slots = [...reading.alignment.slots].flatMap(([name, places]) => (name === key ? [] : places))
  if (reading.alignment.frame.elements.some(element => element.kind === 'word' && negation.test(element.stem))) return false
  return clause.tokens.some(
    (token, at) =>
      (negation.test(token.lower) || (token.lower === 'no' && clause.tokens[at + 1]?.lower === 'longer')) &&
      token.kind !== 'quote' &&
      !(said && at < 2) &&
      !reading.extraction.hidden[at] &&
      !slots.includes(at) &&
      ![...reading.extraction.soft].some(([from, soft]) => at >= from && at < soft.to),
  )
}

/** "milk, no wait, oat milk": which of the words are taken back is not ours to guess. */
const takesBack = (words: readonly Token[]): boolean =>
  /, (no ,? ?wait|wait ,? ?no|no ,? ?sorry|sorry ,? ?no|actually ,? ?no|scratch that|no ,? ?make that|no ,? ?i mean|i mean|or rather) ,? ?\S/.test(
    words.map(({ kind, lower }) => (kind === 'quote' ? '' : lower)).join(' '),
  )

/** "… and remind me", "… and then delete it": words that only begin a request, in the middle of a name. */
function secondRequest(desk: Desk, words: readonly Token[]): boolean {
  return words.some((token, at) => {
    if (!/^(and|then|also|;|but|plus)$/.test(token.lower)) return false
    // "bring plates and Omar to bring cups"
    if (/^\p{Lu}\p{Ll}/u.test(words[at + 1]?.text ?? '') && words[at + 2]?.lower === 'to') return true
    let next = at + 1
    while (/^(and|then|also|please|just|to)$/.test(words[next]?.lower ?? '')) next++
    const [first, second] = [words[next]?.lower ?? '', words[next + 1]?.lower ?? '']
    if (desk.model.telling.has(stem(first)) || /^(me|us)$/.test(second)) return true
    if (next > at + 1 && commandVerbs.has(first) && token.lower !== 'and') return true
    const named = (word: string) => desk.model.nounFamilies.has(stem(word))
    const verb = desk.model.profiles.some(
      profile => !profile.reads && profile.verbs.some(each => each.length === 1 && each[0] === stem(first)),
    )
    // "…, and a chore to call him"
    if (/^an?$/.test(first) && named(second)) return true
    return verb && (named(second) || (articles.has(second) && named(words[next + 2]?.lower ?? '')) || /^(it|that|them)$/.test(second))
  })
}

/** Another day or hour than the one that was taken, in the middle of the name. */
function secondTime(clause: Clause, reading: Reading, places: readonly number[]): boolean {
  const { hidden } = reading.extraction
  const used = clause.times.some(span => span.moment && hidden[span.core])
  return clause.times.some(span => {
    if (!span.moment || span.inner || hidden[span.core] || !places.includes(span.core)) return false
    const strong = /^(today|tomorrow|tonight|yesterday)$/.test(clause.tokens[span.core]?.lower ?? '')
    const cued = /^(on|at|by|from|until|till|to|@)$/.test(span.cue ?? '')
    if (span.squeezed && !strong) return false
    return reading.profile.key ? strong || cued : used && (strong || cued || span.core === places[0])
  })
}

/** A record is hardly called "from Ben", "mark as", "over to Bilal and make" or "review is". */
function oddName(desk: Desk, clause: Clause, reading: Reading, words: readonly Token[]): boolean {
  const first = words[0] as Token
  if (
    prepositions.has(first.lower) &&
    first.text === first.lower &&
    !desk.around.names.get(reading.profile.key?.meaning.to ?? '')?.has(first.lower)
  )
    return true
  // "[I] had such a long shift" tells something.
  if (/^(had|have|has|was|were|am|been|got|did|such|felt)$/.test(first.lower) && first.text === first.lower && words.length > 1) return true
  // "done already" names nothing.
  if (words.every(token => /^(already|now|yet|still|too|again|finally|just)$/.test(token.lower) && token.kind === 'word')) return true
  if (words.some(token => (negation.test(token.lower) || modal.test(token.lower)) && token.text === token.lower)) return true
  // "back an hour" tells how far, not what.
  if (
    clause.times.some(
      span => span.length !== undefined && !reading.extraction.hidden[span.core] && words.includes(clause.tokens[span.core] as Token),
    )
  )
    return true
  const second = reading.profile.fields.find(field => field !== reading.profile.key && field.meaning.kind === 'title')
  const renamed = second ? reading.filled.input[second.name] : undefined
  if (
    typeof renamed === 'string' &&
    /(^\S+( \S+)? to |\band \p{L}+ (it|its|them|their|that)\b|^(isn't|is not|not|no|aren't|wasn't) )/u.test(renamed)
  )
    return true
  if (words.some((token, at) => token.lower === ',' && at > 0 && at < words.length - 1)) return true
  // "play some jazz and write …": the name breaks off in the middle of two requests.
  const end = clause.tokens.indexOf(words.at(-1) as Token)
  if (/^(and|then|but)$/.test(clause.tokens[end + 1]?.lower ?? '') && !reading.extraction.hidden[end + 1]) return true
  if (words.some((token, at) => at > 0 && token.lower === 'and' && isVerb(desk, words[at + 1]?.lower ?? ''))) return true
  const start = clause.tokens.findIndex((token, at) => token.kind !== 'sign' && !reading.extraction.hidden[at])
  const leads = clause.tokens[start] === first && words.length > 1
  return (
    leads &&
    first.text === first.lower &&
    (desk.model.commands.get(reading.profile.family) ?? []).some(verb => verb.length === 1 && verb[0] === stem(first.lower)) &&
    !reading.alignment.frame.elements.some((element, at) => element.kind === 'verb' && at > 0)
  )
}

const isVerb = (desk: Desk, word: string): boolean =>
  commandVerbs.has(word) || desk.model.profiles.some(profile => profile.verbs.some(verb => verb.length === 1 && verb[0] === stem(word)))

/** Nothing is called "me a cab", "another: …" or "so tired". */
function oddTitle(words: readonly Token[]): boolean {
  const [first, second] = words
  // "the evening before", of nothing that was spoken of.
  if (/^(one|another)$/.test(first?.lower ?? '') && prepositions.has(second?.lower ?? '')) return true
  if (words.length === 1 && /^(before|after|beforehand|afterwards|later|earlier)$/.test(first?.lower ?? '')) return true
  if (!first || (first.text !== first.lower && !/^I('|$)/.test(first.text))) return false
  if (
    /^(me|us|so|too|very|any|anything|another|is|are|am|it|there|what|which|who|when|where|why|how|whether|if|i|i'd|i'm|i've|i'll|you|we|he|she|they)$/.test(
      first.lower,
    ) &&
    words.length > 1
  )
    return !(first.lower === 'another' && second && !functionWords.has(second.lower) && second.kind === 'word')
  return (
    /^(of|from|onto|into|than|and|or|but|not|with|without|at)$/.test(first.lower) &&
    !(first.lower === 'not' && second?.lower === 'to') &&
    !determiners.has(first.lower)
  )
}

/** "add a remark to it: bring the passport": what is written down is said of something that was spoken of. */
function pointsAt(clause: Clause, { profile, alignment }: Reading): boolean {
  const [first, second] = (profile.main && !profile.key ? (alignment.slots.get(profile.main.name) ?? []) : []).map(at => clause.tokens[at])
  return /^(it|that|them|him|her)$/.test(first?.lower ?? '') && second?.lower === ':'
}
