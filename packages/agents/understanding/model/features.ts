import type { Clause } from '../found/extraction.ts'
import { commandVerbs, functionWords, stem } from '../text/words.ts'
import type { Features } from './classifier.ts'

/**
 * Features of a sentence for the classifier: words and pairs, letters of words (so that a typing error still resembles), and what kinds
 * of values it holds. Times and marks are masked. Words count less the later they come: what is to be done is said first.
 */
export function featuresOf(clause: Clause): Features {
  const features: Features = new Map()
  const add = (name: string, value: number) => features.set(name, Math.max(features.get(name) ?? 0, value))
  const masked: string[] = []
  for (let at = 0; at < clause.tokens.length; at++) {
    const span = clause.times.find(each => !each.inner && !each.squeezed && at >= each.from && at < each.to)
    if (span) {
      if (span.moment?.day) add('has:day', 0.5)
      if (span.moment?.minute !== undefined) add('has:clock', 0.6)
      if (span.end) add('has:range', 0.8)
      if (span.length !== undefined) add('has:length', 0.8)
      if (span.rule) add('has:rule', 0.5)
      // "due by": what leads to the time.
      const before = masked.at(-1)
      if (before) for (const { lower } of clause.tokens.slice(span.from, span.core)) add(`t:${before} ${lower}`, 0.7)
      at = span.to - 1
      continue
    }
    const token = clause.tokens[at] as (typeof clause.tokens)[number]
    // Whether somebody types the question mark says nothing of what they ask about.
    if (token.kind === 'sign' && token.lower !== ':') continue
    masked.push(token.kind === 'word' ? stem(token.lower) : token.kind === 'sign' ? token.lower : `<${token.kind}>`)
  }
  masked.forEach((word, at) => {
    const place = 1 / (1 + at * 0.12)
    const weight = functionWords.has(word) ? 0.35 : 1
    add(`w:${word}`, weight * place)
    add(`p:${masked[at - 1] ?? '^'} ${word}`, 0.7 * place)
    if (word.length > 3 && !functionWords.has(word))
      for (let k = 0; k + 3 <= word.length; k++) add(`c:${word.slice(k, k + 3)}`, 0.22 * place)
  })
  if (masked[0]) add(`first:${masked[0]}`, 0.8)
  if (masked[0] && commandVerbs.has(masked[0])) add('first:command', 0.4)
  if (clause.question) add('has:question', 0.6)
  if (clause.tokens.some((token, at) => at > 0 && token.lower === 'with' && /^\p{Lu}/u.test(clause.tokens[at + 1]?.text ?? '')))
    add('has:with', 0.6)
  return features
}
