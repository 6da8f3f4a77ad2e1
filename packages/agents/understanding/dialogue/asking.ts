import type { Clause } from '../found/extraction.ts'
import { functionWords } from '../text/words.ts'

const lead = /^(and|so|but|ok|okay|well|hey|oh|,)$/
const asking = /^(what|what's|whats|which|who|who's|whom|whose|when|when's|where|where's|why|how|how's)$/
/** Begins a question, and no name of anything. */
const auxiliary = /^(is|are|am|was|were|does|did|isn't|aren't|wasn't|doesn't|didn't)$/
/** Begins a question where who is asked about follows; "do the laundry" and "will of Aunt May" ask nothing. */
const modal = /^(do|can|could|will|would|shall|should|may|might|have|has|had|must)$/
const subject = /^(i|you|we|they|he|she|it|there|anyone|anybody|someone|somebody)$/

/**
 * Does this ask something, so that it answers nothing that was asked? "tomorrow at 3?" and "how about Friday?" only offer a time, and "how to prune roses" is
 * what something is called.
 */
export function isAsking({ tokens, times }: Clause): boolean {
  let at = 0
  while (lead.test(tokens[at]?.lower ?? '')) at++
  const word = (place: number) => tokens[at + place]?.lower ?? ''
  const offers = /^(how|what) about$/.test(`${word(0)} ${word(1)}`)
  const from = offers ? at + 2 : at
  const onlyTimes = tokens.every(
    (token, place) =>
      place < from || token.kind === 'sign' || functionWords.has(token.lower) || times.some(span => place >= span.from && place < span.to),
  )
  if (onlyTimes && times.length > 0 && (offers || !(asking.test(word(0)) || auxiliary.test(word(0))))) return false
  if (tokens.at(-1)?.lower === '?') return true
  if (asking.test(word(0))) return !/^to$/.test(word(1))
  return auxiliary.test(word(0)) || (modal.test(word(0)) && subject.test(word(1)))
}

const mine = /^(i|we|they|he|she|it|there|anyone|anybody|someone|somebody)$/
/** Begins a question of yes or no where somebody follows; what ATOM is asked to do begins so with "you", and "do it" is no question. */
const asksOf = /^(do|have|has|had|will)$/
/** Offers, and what is wished, put as a question. */
const wishes =
  /^(?:(?:what|how) about|what if|why (?:not|don't you|dont you|don't we)|how come you|(?:is|would|was) it (?:be )?(?:possible|ok|okay|fine|alright|all right|too late)|(?:am|are) (?:i|we) able)\b/

/** Does this ask what is, so that nothing may be changed by it? "can you move it?" and "what about Friday?" ask for something. */
export function asksAbout({ tokens }: Clause): boolean {
  let at = 0
  while (lead.test(tokens[at]?.lower ?? '')) at++
  const words = tokens.slice(at).map(token => token.lower)
  const [first = '', second = ''] = words
  if (wishes.test(words.join(' '))) return false
  if (asking.test(first)) return second !== 'to'
  if (auxiliary.test(first)) return true
  return asksOf.test(first) && mine.test(second) && !(/^(do|have)$/.test(first) && second === 'it')
}
