import { tokenise } from '../understanding/text/token.ts'
import { readLength } from '../understanding/time/duration.ts'

/** How long an automation waits, as `90s`, `2h` or `1d`. */
export interface Delay {
  duration: string
  said: string
  /** What follows it. */
  rest: string
}

const short = { minute: 'm', hour: 'h', day: 'd', week: 'w', month: 'd', quarter: 'd', year: 'd' } as const
const factor = { minute: 1, hour: 1, day: 1, week: 1, month: 30, quarter: 91, year: 365 } as const
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
/** Nothing but a wait is as short as that, so dates and times know no seconds. */
const seconds = new RegExp(`^(\\d{1,5}|a|${words.join('|')})\\s?(?:seconds?|secs?|s)\\b`, 'i')

/** “2 days …”, “half an hour …”, “10 seconds …”, at the beginning of the text. */
export function readDelay(text: string): Delay | undefined {
  const few = seconds.exec(text)
  if (few) {
    const number = (few[1] as string).toLowerCase()
    const amount = number === 'a' ? 1 : words.includes(number) ? words.indexOf(number) + 1 : Number(number)
    return { duration: `${amount}s`, said: few[0], rest: text.slice(few[0].length) }
  }
  const tokens = tokenise(text)
  const length = readLength(tokens, 0)
  if (!length) return undefined
  const end = tokens[length.to - 1]?.end ?? 0
  const amount = Math.round(length.amount * factor[length.unit] * 100) / 100
  return { duration: `${amount}${short[length.unit]}`, said: text.slice(0, end), rest: text.slice(end) }
}
