import type { Clause } from '../found/extraction.ts'
import { personAt, textOf } from '../found/people.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import { prepositions, stem } from '../text/words.ts'
import type { Outcome } from './act.ts'
import { changerOf, keyOf } from './follow.ts'
import type { State } from './state.ts'

const setting = /^(set|make|change|replace|switch|update|reset|put|let)$/
const between = /^(be|to|as|with|=|:|is|are|should|now|just|only)$/

/** "add label garden", "add the tag home": one more for the list that is called so, of what was spoken of last; of nothing yet, what it is for is asked. */
export function oneMore(desk: Desk, { tokens }: Clause, { spoken }: State): Outcome | undefined {
  const word = (at: number) => tokens[at]?.lower ?? ''
  let at = 0
  while (/^(and|please|also|then|,|can|could|you|just)$/.test(word(at))) at++
  if (word(at) !== 'add') return undefined
  at++
  while (/^(the|an?|another|one|more)$/.test(word(at))) at++
  const called = (profile: Profile) =>
    profile.adders.find(
      adder =>
        adder.called.some(name => stem(name) === stem(word(at))) &&
        profile.fields.find(({ name }) => name === adder.list)?.meaning.kind === 'labels',
    )
  const [record] = spoken
  const changer = record && changerOf(desk, record.family)
  const adder = changer && called(changer)
  if (!adder && !desk.model.profiles.some(profile => called(profile))) return undefined
  at++
  if (word(at) === ':') at++
  const values: string[] = []
  for (let from = at; from < tokens.length; ) {
    const to = endOf({ tokens }, from)
    if (to === from) return undefined
    values.push((tokens[from]?.inner ?? tokens[from]?.text ?? '').replace(/^#/, ''))
    from = to
    const joined = from
    while (/^(,|and|&|\+)$/.test(word(from))) from++
    if (/^(please|too|also|now|[.!])$/.test(word(from))) from++
    else if (joined === from && from < tokens.length) return undefined
  }
  if (values.length === 0) return undefined
  if (!adder || !changer?.key) return { requests: [], ask: 'What should I add that to? Please say it again with what it is called.' }
  return { requests: [{ skill: changer.id, input: { [changer.key.name]: keyOf(record), [adder.name]: values }, confidence: 0.85 }] }
}

/** "set the attendees to Sam", "make the labels a and b", "its tags are a, b": the list, named by what people call it, and what it is to hold. */
export function wholeList(desk: Desk, clause: Clause, { spoken }: State): Outcome | undefined {
  const [record] = spoken
  const changer = record && changerOf(desk, record.family)
  const list = changer && listed(desk, clause, changer)
  if (!changer?.key || !list) return undefined
  return { requests: [{ skill: changer.id, input: { [changer.key.name]: keyOf(record), ...list }, confidence: 0.85 }] }
}

function listed(desk: Desk, clause: Clause, { adders, fields }: Profile): Record<string, string[]> | undefined {
  const { tokens } = clause
  const word = (at: number) => tokens[at]?.lower ?? ''
  let at = 0
  while (/^(and|please|actually|no|then|,|can|could|you|just)$/.test(word(at))) at++
  const set = setting.test(word(at))
  if (set) at++
  if (/^(the|its|his|her|their|all|only)$/.test(word(at))) at++
  // As it was typed: it need not be a word that anything is corrected to.
  const typed = tokens[at]?.text.toLowerCase() ?? ''
  const adder = adders.find(({ called }) => called.includes(word(at)) || called.includes(typed))
  const field = fields.find(({ name }) => name === adder?.list)
  if (!field || (!set && !/^(is|are|should|:|=)$/.test(word(at + 1)))) return undefined
  at++
  if (/^(of|on|for)$/.test(word(at)) && /^(it|that|this)$/.test(word(at + 1))) at += 2
  while (between.test(word(at))) at++
  const values: string[] = []
  for (let from = at; from < tokens.length; ) {
    const to =
      field.meaning.to === 'person'
        ? /^(me|myself)$/.test(word(from))
          ? from + 1
          : personAt(clause, from, desk.around)
        : endOf(clause, from)
    if (to === from) return undefined
    values.push(textOf(clause, from, to).replace(/^#/, ''))
    from = to
    while (/^(,|and|&|\+)$/.test(word(from))) from++
    if (/^(please|instead|now|only|[.!])$/.test(word(from))) from++
  }
  return values.length > 0 ? { [field.name]: values } : undefined
}

/** One label: a word, a tag or what stands in quotes. */
const endOf = ({ tokens }: Pick<Clause, 'tokens'>, at: number): number =>
  /^(word|tag|quote|number)$/.test(tokens[at]?.kind ?? '') && !prepositions.has(tokens[at]?.lower ?? '') ? at + 1 : at
