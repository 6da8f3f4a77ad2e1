import { slotText } from '../fill/text.ts'
import { extract } from '../found/extract.ts'
import type { Clause } from '../found/extraction.ts'
import type { Desk } from '../model/ready.ts'
import { functionWords, stem } from '../text/words.ts'
import type { Outcome } from './act.ts'
import type { State } from './state.ts'

/** "and another one: print the charts", "one more: buy tape": what was made last once more, with other words. */
export function anotherOf(desk: Desk, clause: Clause, state: State): Outcome | undefined {
  const last = state.last.at(-1)
  const profile = last && desk.find(last.skill)
  if (!last || !profile?.main || profile.key || profile.reads) return undefined
  const word = (at: number) => clause.tokens[at]?.lower ?? ''
  let at = 0
  while (
    (functionWords.has(word(at)) && !/^(another|one)$/.test(word(at))) ||
    profile.verbs.some(verb => verb.length === 1 && verb[0] === stem(word(at)))
  )
    at++
  if (word(at) === 'one' && word(at + 1) === 'more') at += 2
  else if (word(at) === 'another' || (word(at) === 'more' && at > 0)) at++
  else return undefined
  while (
    /^(one|:|,|-|–|to|for|that|called|is)$/.test(word(at)) ||
    profile.nouns.some(noun => noun.length === 1 && noun[0] === stem(word(at)))
  )
    at++
  if (at >= clause.tokens.length) return undefined
  const extraction = extract(profile, clause, desk.around)
  const places = clause.tokens.map((_, place) => place).filter(place => place >= at && !extraction.hidden[place])
  const text = places.length > 0 ? slotText(clause, places, profile.main) : ''
  const input = { ...extraction.values, ...(text ? { [profile.main.name]: text } : {}) }
  return profile.fields.some(field => field.required && input[field.name] === undefined)
    ? undefined
    : { requests: [{ skill: profile.id, input, confidence: 0.8 }] }
}
