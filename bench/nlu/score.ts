/** One line of a corpus. Times in `input` without a zone mean `timeZone`. */
export interface Utterance {
  kind: string
  text: string
  now: string
  timeZone: string
  history?: { role: 'user' | 'assistant'; text: string }[]
  requests: { skill: string; input: Record<string, unknown>; confirm?: boolean }[]
  /** A question must come back, or must not; not looked at when absent. */
  ask?: boolean
}

export interface Answer {
  requests: { skill: string; input: Record<string, unknown>; confirm?: boolean }[]
  ask?: string
}

export interface Score {
  /** The right skills in the right order, none where none is meant, and a question where one is. */
  skill: boolean
  /** All of that, with nothing missing in the inputs and nothing invented. */
  exact: boolean
  /** It would have written something that was not meant: a write nobody asked for, or one with a wrong skill or input. */
  wrongWrite: boolean
}

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const hasZone = /(Z|[+-]\d{2}:?\d{2})$/

/** A moment as UTC milliseconds; text without a zone is read on the wall of `timeZone`. */
export function instant(value: string, timeZone: string): number {
  if (hasZone.test(value)) return Date.parse(value)
  const asUtc = Date.parse(`${value.length === 16 ? `${value}:00` : value}Z`)
  let guess = asUtc
  for (let round = 0; round < 2; round++) guess = asUtc - offset(guess, timeZone)
  return guess
}

function offset(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(moment))
  const get = (type: string) => Number(parts.find(part => part.type === type)?.value)
  return Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second')) - Math.floor(moment / 1000) * 1000
}

const plainText = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[“”„]/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/[\s.,;:!?]+$/, '')
    .trim()

/** A rule's parts in any order; the day of UNTIL counts, not its hour. */
const plainRule = (rule: string): string =>
  rule
    .toUpperCase()
    .split(';')
    .filter(part => part !== 'INTERVAL=1')
    .map(part =>
      part.startsWith('UNTIL=')
        ? part.slice(0, 14)
        : part.startsWith('BYDAY=')
          ? `BYDAY=${part.slice(6).split(',').sort().join(',')}`
          : part,
    )
    .sort()
    .join(';')

/** A value in the one form in which equal values are equal. */
function plain(value: unknown, timeZone: string): unknown {
  if (typeof value === 'string') {
    if (isoTime.test(value)) return instant(value, timeZone)
    return /^FREQ=/i.test(value) ? plainRule(value) : plainText(value)
  }
  if (Array.isArray(value)) return value.map(each => plain(each, timeZone)).sort((a, b) => (String(a) < String(b) ? -1 : 1))
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [key, plain(each, timeZone)]),
    )
  return value
}

export const equalInput = (a: unknown, b: unknown, timeZone: string): boolean =>
  JSON.stringify(plain(a, timeZone)) === JSON.stringify(plain(b, timeZone))

/** Compares what was understood with what was meant. `writes` tells whether a call of a skill with an input changes anything. */
export function scoreOf(meant: Utterance, got: Answer, writes: (skill: string, input: Record<string, unknown>) => boolean): Score {
  const asked = meant.ask === undefined || meant.ask === (got.ask !== undefined)
  const skill =
    asked &&
    meant.requests.length === got.requests.length &&
    meant.requests.every((request, at) => request.skill === got.requests[at]?.skill)
  const same = (at: number) =>
    equalInput(meant.requests[at]?.input, got.requests[at]?.input, meant.timeZone) &&
    Boolean(meant.requests[at]?.confirm) === Boolean(got.requests[at]?.confirm)
  const exact = skill && meant.requests.every((_, at) => same(at))
  const wrongWrite = got.requests.some(
    request =>
      writes(request.skill, request.input) &&
      !request.confirm &&
      !meant.requests.some(each => each.skill === request.skill && equalInput(each.input, request.input, meant.timeZone)),
  )
  return { skill, exact, wrongWrite }
}
