import type { Clause } from '../found/extraction.ts'
import type { Field, Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { stem } from '../text/words.ts'
import type { Outcome } from './act.ts'
import { changerOf, keyOf } from './follow.ts'
import type { State } from './state.ts'

const verbs = /^(add|put|attach|write|leave|append|stick|make|jot)$/
const pointer = /^(it|that|this)$/

/** "add a remark to it: bring the file", "put in its details that …": free text that belongs to what was spoken of, behind what it has already. */
export function writtenOn(desk: Desk, { text, tokens }: Clause, { spoken }: State): Outcome | undefined {
  const [record] = spoken
  const changer = record && changerOf(desk, record.family)
  if (!record || !changer?.key) return undefined
  const word = (at: number) => tokens[at]?.lower ?? ''
  let at = 0
  while (/^(and|also|please|then|,)$/.test(word(at))) at++
  if (!verbs.test(word(at))) return undefined
  const line = lineBehind(changer, tokens, at, text)
  if (line) return { requests: [{ skill: changer.id, input: { [changer.key.name]: keyOf(record), ...line }, confidence: 0.85 }] }
  at++
  while (/^(an?|the|another|in|to|on|its|some|down)$/.test(word(at))) at++
  const field = fieldOf(changer, word(at))
  if (!field) return undefined
  at++
  const own = /^its$/.test(word(at - 2))
  if (/^(to|on|for|in|with|about|of)$/.test(word(at)) && pointer.test(word(at + 1))) at += 2
  else if (!own) return undefined
  while (/^(:|,|-|–|—|saying|says|say|that|to say|which)$/.test(word(at))) at++
  const said = text
    .slice(tokens[at]?.start ?? text.length, tokens.at(-1)?.end)
    .replace(/^["“]|["”]$/g, '')
    .trim()
  const old = record.fields?.[field.name]
  const has = typeof old === 'string' && old !== ''
  const input = { [changer.key.name]: keyOf(record) }
  if (said !== '')
    return record.whole || has
      ? { requests: [{ skill: changer.id, input: { ...input, [field.name]: has ? `${old}\n${said}` : said }, confidence: 0.85 }] }
      : undefined
  if (has || !record.whole) return { requests: [], ask: 'What should I add? Please say it all in one sentence, with a colon before it.' }
  return { requests: [], ask: 'What should it say?', pending: { skill: changer.id, input, missing: [field], kind: 'missing' } }
}

/** "add to that one: no white", "append that it sticks", of what takes a line at its end: the text is what stands behind the colon. */
function lineBehind({ fields, nouns }: Profile, tokens: readonly Token[], verb: number, text: string): Record<string, string> | undefined {
  const said = tokens[verb]?.lower ?? ''
  const field = fields.find(({ meaning }) => meaning.kind === 'text' && meaning.cues?.includes(said))
  const word = (at: number) => tokens[at]?.lower ?? ''
  const rest = (from: number) => text.slice(tokens[from]?.start ?? text.length, tokens.at(-1)?.end).trim()
  const told = word(verb + 1) === 'that' && word(verb + 2) !== '' && !nouns.some(noun => noun[0] === stem(word(verb + 2)))
  if (field && told) return { [field.name]: rest(verb + 2) }
  if (!field || !/^(to|onto|in|on)$/.test(word(verb + 1)) || !/^(it|that|this|the)$/.test(word(verb + 2))) return undefined
  const named = nouns.some(noun => noun.length === 1 && noun[0] === stem(word(verb + 3)))
  const colon = verb + (named ? 4 : 3)
  if (word(colon) !== ':' || (word(verb + 2) === 'the' && !named)) return undefined
  const line = rest(colon + 1)
  return line === '' ? undefined : { [field.name]: line }
}

/** The field of free text that is called so. */
const fieldOf = ({ fields, key, main }: Profile, said: string): Field | undefined =>
  fields.find(
    field =>
      field !== key &&
      field !== main &&
      field.meaning.kind === 'text' &&
      [field.name, ...(field.meaning.cues ?? []).filter(cue => !cue.includes(' '))].some(name => stem(name.toLowerCase()) === stem(said)),
  )
