import type { Token } from '../text/token.ts'
import { namesWithDays } from './lexicon.ts'
import { readNumber, readOrdinal, type Words, wordAt } from './read.ts'
import { ownDay, type Rule } from './recurrence.ts'
import { follows, type TimeSpan } from './span.ts'

export const definite = new Set(['the', 'my', 'our', 'your', 'his', 'her', 'their', 'that', 'this', 'these', 'those'])

export function placed(tokens: Words, span: TimeSpan): TimeSpan {
  const before = tokens[span.core - 1]
  const after = tokens[span.to]
  // "every morning remind me …": a repetition said out is no part of a name.
  if (span.squeezed || (span.rule && /^(every|each)$/.test(wordAt(tokens, span.core)) && !definite.has(wordAt(tokens, span.core - 1))))
    return span
  const nounFollows = after !== undefined && (after.kind === 'word' || after.kind === 'quote') && !follows.test(after.lower)
  const plain = span.moment?.exact !== true && !span.end
  if (!nounFollows || !plain || span.length !== undefined) return span
  // "Saturday Night Live": capitals that go on make a name of it.
  const lastWord = tokens[span.to - 1]
  if (/^\p{Lu}/u.test(after.text) && /^\p{Lu}\p{Ll}/u.test(lastWord?.text ?? '') && after.kind === 'word' && span.core > 0 && !span.rule)
    return { ...span, inner: true }
  if (definite.has(wordAt(tokens, span.core - (span.cue ? 1 : 1))) && before) return { ...span, inner: true }
  // Days and parts of days squeeze between words; "tomorrow" and dates with numbers never belong to a name.
  const nameable =
    span.moment !== undefined &&
    tokens.slice(span.core, span.to).every(token => /^\p{L}/u.test(token.text)) &&
    !/^(today|tomorrow|tonight|yesterday|next|this|in|end|day)$/.test(wordAt(tokens, span.core))
  if ((!span.cue || (span.cue === 'to' && span.moment?.weekday !== undefined)) && nameable && span.from > 0)
    return { ...span, squeezed: true }
  return span
}

/** Months that are given names as well. */
const alsoNames = /^(Jan|April|May|June|August)$/

/** "for Jan to clean", "give it to June", "remind April": a month that is somebody. */
export function isPerson(tokens: readonly Token[], span: TimeSpan): boolean {
  if (span.moment?.last === undefined || span.to !== span.core + 1 || !alsoNames.test(tokens[span.core]?.text ?? '')) return false
  const before = wordAt(tokens, span.core - 1)
  if (/^(remind|ask|tell|invite|with|ring|phone|email|text|thank|meet)$/.test(before)) return true
  if (before === 'for') return wordAt(tokens, span.to) === 'to'
  return (
    before === 'to' &&
    tokens.slice(0, span.core).some(token => /^(assign|reassign|give|hand|delegate|pass|send|goes|go|belongs|lend)$/.test(token.lower))
  )
}

export function isName(tokens: readonly Token[], span: TimeSpan): boolean {
  return namesWithDays.some(([first, second]) => wordAt(tokens, span.core) === second && wordAt(tokens, span.core - 1) === first)
}

/** "10 times": how often. */
function counted(tokens: Words, at: number): { to: number; count: number } | undefined {
  const number = readNumber(tokens, at)
  return number && /^times?$/.test(wordAt(tokens, number.to)) && number.value > 1 ? { to: number.to + 1, count: number.value } : undefined
}

/** "until Friday" and "10 times" belong to the repetition before them. */
export function joined(tokens: Words, spans: TimeSpan[]): TimeSpan[] {
  const rules = spans.filter(span => span.rule)
  const rule = rules.find(span => ownDay(span.rule as Rule)) ?? rules[0]
  if (!rule?.rule) return spans
  const kept: TimeSpan[] = []
  for (let at = rule.to; at < tokens.length; at++) {
    const count = counted(tokens, at)
    if (!count) continue
    rule.rule = { ...rule.rule, count: count.count }
    kept.push({ from: wordAt(tokens, at - 1) === ',' ? at - 1 : at, to: count.to, core: at, cue: 'until' })
    break
  }
  for (const span of spans) {
    // "a weekly call on Wednesdays": one repetition, said twice.
    if (span !== rule && span.rule) {
      kept.push({ from: span.from, to: span.to, core: span.core, cue: 'until', ...(span.squeezed ? { squeezed: true } : {}) })
      if (span.rule.interval && !rule.rule.interval) rule.rule = { ...rule.rule, interval: span.rule.interval }
      continue
    }
    // "a monthly payment on the 20th"
    if (
      span.cue === 'on' &&
      span.moment?.day &&
      rule.rule.freq === 'MONTHLY' &&
      !ownDay(rule.rule) &&
      readOrdinal(wordAt(tokens, span.to - 1)) !== undefined
    )
      rule.rule = { ...rule.rule, monthDays: [Number(span.moment.day.slice(8))] }
    // "piano weekly tue 5pm": the day of the week on which it repeats.
    if (
      rule.rule.freq === 'WEEKLY' &&
      !ownDay(rule.rule) &&
      span.moment?.weekday !== undefined &&
      /^(on)?$/.test(span.cue ?? '') &&
      !span.end
    ) {
      rule.rule = { ...rule.rule, weekdays: [span.moment.weekday] }
      const { minute, loose } = span.moment
      const hour = minute === undefined ? {} : { moment: { minute, ...(loose ? { loose } : {}) } }
      kept.push({ from: span.from, to: span.to, core: span.core, ...(minute === undefined ? { cue: 'until' } : {}), ...hour })
      continue
    }
    const until = span.moment?.day && /^(until|till|til|through|ending)$/.test(span.cue ?? '')
    if (until) rule.rule = { ...rule.rule, until: span.moment?.last ?? span.moment?.day }
    else if (span.length && span.length >= 1440 && span.cue === 'for') rule.rule = { ...rule.rule, ...lasting(rule.rule, span.length) }
    if (until || (span.length && span.length >= 1440 && span.cue === 'for')) {
      kept.push({ from: span.from, to: span.to, core: span.core, cue: 'until' })
      // "until Christmas at 9": the hour is the repetition's.
      if (until && span.moment?.minute !== undefined)
        kept.push({ from: span.to, to: span.to, core: span.to, moment: { minute: span.moment.minute } })
    } else kept.push(span)
  }
  return kept
}

function lasting(rule: Rule, length: number): Partial<Rule> {
  const days = Math.round(length / 1440)
  const every = { MINUTELY: 0, HOURLY: 0, DAILY: 1, WEEKLY: 7, MONTHLY: 30, YEARLY: 365 }[rule.freq] * (rule.interval ?? 1)
  const each = rule.freq === 'WEEKLY' ? (rule.weekdays?.length ?? 1) : 1
  return every > 0 ? { count: Math.max(1, Math.round(days / every) * each) } : {}
}
