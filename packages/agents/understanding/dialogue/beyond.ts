import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import { stem } from '../text/words.ts'
import { dayOf, type Now, yearOf } from '../time/civil.ts'
import { months } from '../time/lexicon.ts'

const number = /^([2-9]|\d\d|two|three|four|five|six|seven|eight|nine|ten|several|some)$/

/** What a message that would write says and no field can hold, as a question: a date that does not exist, "all" where one is meant, a bound of a repetition. */
export function beyond(clause: Clause, reading: Reading, now: Now): string | undefined {
  const { profile, filled } = reading
  if (profile.reads || profile.main?.meaning.kind === 'text') return undefined
  const tokens = clause.tokens.filter(token => token.kind !== 'quote')
  const words = tokens.map(token => token.lower)
  const said = words.join(' ')
  const odd = impossible(said, now)
  if (odd) return `There is no ${asWritten(odd)}. Which day or hour do you mean? Please say it again with it.`
  const own = (word: string | undefined) =>
    word !== undefined && /[^s]s$/.test(word) && [...profile.nouns, ...profile.kinds].some(noun => noun.at(-1) === stem(word))
  const key = profile.key ? filled.input[profile.key.name] : undefined
  if (typeof key === 'string' && /^(and|then|or|but) /i.test(key)) return 'I heard more than one request. Please say one after the other?'
  // With none listed there is no first one, and nobody is called so.
  if (
    profile.key &&
    Object.values(filled.input).some(
      value =>
        typeof value === 'string' && /^(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|bottom)$/i.test(value),
    )
  )
    return 'Which one do you mean? Please say its name.'
  if (typeof key === 'string' && words.some((word, at) => /^(all|every|each)$/.test(word) && (own(words[at + 1]) || own(words[at + 2]))))
    return 'I can do that with one at a time. Which one do you mean?'
  if (!profile.key && words.slice(0, 4).some((word, at) => number.test(word) && own(words[at + 1]) && !words.includes(':')))
    return 'I can make one at a time. Please say each of them.'
  // "twice a week on Tue and Thu" says on which.
  const days = Object.values(filled.input).some(value => typeof value === 'string' && value.includes('BYDAY='))
  if (takesOff(clause, reading)) return 'I can add to that, but not take something away from it. Please change it where it is shown.'
  if (reading.extraction.zoned) return 'I cannot keep to the hours of another zone when it repeats. Please say it in your own.'
  if (reading.extraction.spared)
    return 'I can leave out days of the week from what repeats, and no others. Please say it without them, and delete those dates then.'
  if (conditional(clause, reading)) return 'I cannot wait and see whether that comes true. Please say it again without the “if”.'
  const bound =
    (days ? null : /\b(twice|thrice|(two|three|four|five|six|\d+) times) (a|per|every|each) (hour|day|week|month|year)\b/.exec(said)) ??
    (/\bevery (\S+ )?(hour|minute|half hour)s?\b/.test(said) ? /\b(between|from) \S+( [ap]m)? (and|to|till|until) \S+/.exec(said) : null) ??
    untilUnknown(clause, reading)
  return bound ? `I cannot keep to “${bound[0]}” yet. Please say it with single days and hours of your own clock.` : undefined
}

/** "if you'd …", "if it's no trouble": only said. */
const courtesy =
  /^(possible|needed|necessary|need|not|so|at|poss|you|you\S+) |^(it's|that's|it|that) (ok|okay|alright|fine|no|not|possible|easy|easier|convenient|all|is|suits|works|helps)\b|^(i|we) (may|might|could)\b/

/** "if it rains tomorrow, …", "… only if Tom comes": what a request hangs on, where it is no part of a name. */
function conditional({ tokens }: Clause, { extraction, alignment }: Reading): boolean {
  const named = [...alignment.slots.values()].flat()
  return tokens.some(
    (token, at) =>
      token.lower === 'if' &&
      token.kind === 'word' &&
      !extraction.hidden[at] &&
      !named.includes(at) &&
      tokens.slice(at + 1).filter(({ kind }) => kind === 'word').length > 1 &&
      !courtesy.test(`${tokens[at + 1]?.lower} ${tokens[at + 2]?.lower}`),
  )
}

/** "every day until easter": the end of a repetition that was not understood. */
function untilUnknown({ tokens }: Clause, { extraction, profile }: Reading): [string] | undefined {
  const repeats = profile.fields.some(field => field.meaning.kind === 'recurrence' && extraction.values[field.name] !== undefined)
  const at = repeats ? tokens.findIndex((token, place) => /^(until|till|til)$/.test(token.lower) && !extraction.hidden[place]) : -1
  const next = tokens[at + 1]
  return at >= 0 && next && !extraction.hidden[at + 1] ? [`${tokens[at]?.text} ${next.text}`] : undefined
}

/** Two words that may be a month and its day, each such pair of a sentence. */
const pair =
  /(?<![\p{L}\d.:])(?=((\p{L}+|\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(\p{L}+|\d{1,2})(?![\d:])(?:st|nd|rd|th)?(?! ?(?:[:.]\S|[ap]\.?m\b)|[ap]\b)(?:,? (\d{4}))?))/gu

/** A date or an hour that does not exist, in the words it was said with. */
function impossible(said: string, now: Now): string | undefined {
  const hour = /(?<![\d.:])(\d{1,2}):(\d{2})(?![\d:])/.exec(said)
  if (hour && (Number(hour[1]) > 24 || Number(hour[2]) > 59)) return hour[0]
  const dots = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?![\d.])/.exec(said)
  if (dots && Number(dots[2]) <= 12 && Number(dots[2]) > 0 && !exists(Number(dots[1]), Number(dots[2]), dots[3], now)) return dots[0]
  const digits =
    /(?<![\d/.-])(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?![\d/-])/.exec(said) ??
    /(?<=\b(?:on|by|until|till|before|after|from|due) )(\d{1,2})(\/)(\d{1,2})(?![\d/-])/.exec(said)
  if (digits) {
    const [all, one, , other, year] = digits
    if (
      ![
        [one, other],
        [other, one],
      ].some(([date, month]) => exists(Number(date), Number(month), year, now))
    )
      return all
  }
  const iso = /(?<![\d/.-])((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])/.exec(said)
  if (iso && !exists(Number(iso[3]), Number(iso[2]), iso[1], now)) return iso[0]
  const nth =
    /\b(?:on|by|until|till|before|after|from|due) the (\d{1,2})(?:st|nd|rd|th)(?= (?:at|to|from|with|in|for)\b| ?[,.;!?]| ?$)/.exec(said)
  if (nth && (Number(nth[1]) > 31 || Number(nth[1]) === 0)) return nth[0].replace(/^\S+ the /, '')
  for (const [, words, first, second, third] of said.matchAll(pair)) {
    const [named, date] = /^\d/.test(first as string) ? [second, first] : [first, second]
    const month = months.get(named as string)
    if (words && month && /^\d/.test(date as string) && !exists(Number(date), month, third, now)) return words
  }
  return undefined
}

/** A month begins with a capital, and the stop behind a date is the sentence's. */
const asWritten = (date: string): string =>
  date.replace(/\.$/, '').replace(/(?<![\p{L}\d])\p{L}(?=\p{L}{2})/gu, letter => letter.toUpperCase())

/** In the year that is said, or else in this one or the next. */
const exists = (date: number, month: number, year: string | undefined, now: Now): boolean => {
  const years = year ? [Number(year.length === 2 ? `20${year}` : year)] : [yearOf(now.day), yearOf(now.day) + 1]
  return years.some(each => dayOf(each, month, date) !== undefined)
}

/** "take the tag home off …", "remove Tom from …": a value of a list is to go, and lists are only added to. */
const takesOff = (clause: Clause, { profile, extraction, alignment }: Reading): boolean => {
  const lists = profile.fields.some(field => field.list && (extraction.values[field.name] !== undefined || alignment.slots.has(field.name)))
  const first = clause.tokens[0]?.lower ?? ''
  return (
    lists &&
    !profile.destructive &&
    (/^(remove|drop|untag|unlabel|uninvite|disinvite|strip|delete|clear|unassign|kick)$/.test(first) ||
      (/^(take|get|pull|leave)$/.test(first) && clause.tokens.some(token => /^(off|out|away)$/.test(token.lower))))
  )
}
