import type { Token } from '../text/token.ts'
import type { Now } from './civil.ts'
import { readLength } from './duration.ts'
import { findTimes } from './find.ts'
import { wordAt } from './read.ts'
import type { TimeSpan } from './span.ts'

/** How people take back what they just said. */
const turns = [
  'no wait',
  'wait no',
  'no sorry',
  'sorry no',
  'no make that',
  'no i mean',
  'i mean',
  'i meant',
  'or rather',
  'or better still',
  'or better',
  'rather',
  'make that',
  'scratch that',
  'correction',
  'actually no',
  'actually make that',
  'no actually',
  'no',
  'nope',
  'wait',
  'sorry',
  'actually',
  'oops',
]
  .map(text => text.split(' '))
  .sort((a, b) => b.length - a.length)

/** Where the words that take back end, their commas included; they begin at `at`. */
function turnAt(tokens: readonly Token[], at: number): number | undefined {
  const sign = (place: number) => /^(,|–|—|-|\.\.\.|…)$/.test(wordAt(tokens, place))
  for (const words of turns) {
    let to = sign(at) ? at + 1 : at
    for (const word of words) {
      while (sign(to) && word !== words[0]) to++
      if (wordAt(tokens, to) !== word) {
        to = 0
        break
      }
      to++
    }
    if (to > 0) return sign(to) ? to + 1 : to
  }
  return undefined
}

const sort = ({ moment, length }: Pick<TimeSpan, 'moment' | 'length'>): string | undefined =>
  moment?.day ? 'day' : moment?.minute === undefined ? (length === undefined ? undefined : 'length') : 'hour'

/** Nobody changes their mind more often in one message, and longer times are not looked at, so that no message takes long. */
const most = { times: 3, tokens: 8 }

const isNumber = (tokens: readonly Token[], at: number): boolean => /^\d{1,3}$/.test(wordAt(tokens, at))

/** "on Thursday, no, Friday at 10", "at 4, no wait, 5": the time that was taken back is as if it had not been said. */
export function reconsidered(tokens: Token[], now: Now, left = most.times): Token[] {
  if (left === 0) return tokens
  for (let at = 1; at < tokens.length - 1; at++) {
    const to = turnAt(tokens, at)
    if (to === undefined || to >= tokens.length) continue
    const right = findTimes(tokens.slice(to, to + most.tokens), now).find(span => span.from === 0)
    const bare = /^\d{1,2}$/.test(wordAt(tokens, to)) && !right
    // "in 20 minutes, or better 40"
    if (bare && isNumber(tokens, at - 2) && readLength(tokens, at - 2)?.to === at)
      return reconsidered([...tokens.slice(0, at - 2), tokens[to] as Token, tokens[at - 1] as Token, ...tokens.slice(to + 1)], now)
    const wanted = bare ? 'hour' : right && (right.moment?.day && right.moment.minute !== undefined ? 'both' : sort(right))
    if (!wanted) continue
    // The shortest time of that sort right before.
    for (let from = at - 1; from >= Math.max(0, at - 6); from--) {
      const [said, more] = findTimes(tokens.slice(from, at), now)
      if (!said || more || said.from !== 0 || said.to !== at - from) continue
      const kind = sort(said)
      if (
        kind === undefined ||
        (wanted !== 'both' && kind !== wanted) ||
        (wanted !== 'day' && said.moment?.day !== undefined && wanted === 'hour')
      )
        continue
      // The preposition stays for the time that is meant, unless that has its own.
      const led = /^(on|at|by|for|from|in|until|till|due)$/.test(wordAt(tokens, to))
      const cut = led ? from : from + said.core
      return reconsidered([...tokens.slice(0, cut), ...tokens.slice(to)], now, left - 1)
    }
  }
  return tokens
}
