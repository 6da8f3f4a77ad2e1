import { anyPhrase, type Words, wordAt } from './read.ts'
import type { TimeSpan } from './span.ts'

/** How a time may be softened or stressed: it is no part of a name. */
const before = [
  'sometime',
  'some time',
  'at some point',
  'anytime',
  'any time',
  'ideally',
  'preferably',
  'no later than',
  'not later than',
  'at the latest',
  'latest',
  'round about',
  'roughly',
  'approximately',
  'say',
  'either',
]
const after = [
  'at the latest',
  'latest',
  'at some point',
  'sometime',
  'some time',
  'sharp',
  'on the dot',
  'prompt',
  'or so',
  'or thereabouts',
  'ish',
  'exactly',
  'if possible',
  'if at all possible',
  'ideally',
  'preferably',
]

/** "sometime next week", "no later than Friday", "at 9 sharp": the words around a time that only say how strictly it is meant belong to it. */
export function hedged(tokens: Words, span: TimeSpan): TimeSpan {
  if (!span.moment || span.inner || span.squeezed) return span
  let { from, to } = span
  for (let length = 3; length >= 1; length--) {
    const at = from - length
    if (at >= 0 && anyPhrase(tokens, at, ...before) === from) {
      from = wordAt(tokens, at - 1) === ',' ? at - 1 : at
      break
    }
  }
  const comma = wordAt(tokens, to) === ',' ? to + 1 : to
  to = anyPhrase(tokens, comma, ...after) ?? to
  // "no later than Friday" is by Friday.
  const limit = /^(no|not|latest)$/.test(wordAt(tokens, from)) && !span.cue ? { cue: 'by' } : {}
  return from === span.from && to === span.to ? span : { ...span, from, to, ...limit }
}
