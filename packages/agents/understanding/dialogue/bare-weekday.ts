import type { Clause } from '../found/extraction.ts'
import type { Profile } from '../model/profile.ts'
import { weekdays } from '../time/lexicon.ts'
import type { Request } from '../types.ts'
import type { Spoken } from './state.ts'

const clock =
  /^(at|@|on|by|to|until|till|for|from|o'clock|noon|midday|am|pm|morning|afternoon|evening|night|\d{1,2}(:\d\d)?(am|pm)|\d{1,2}:\d\d)$/
const later = /^(push|postpone|delay|defer|put off|put .* (off|back)) /

/** What is said of a change where there is something to say. */
export function withWeekday(clause: Clause, input: Record<string, unknown>): Pick<Request, 'weekday'> {
  const weekday = bareWeekday(clause, input)
  return weekday ? { weekday } : {}
}

/** The fields of a change that were given nothing but the name of a weekday, perhaps with an hour: which week is meant depends on where the thing is. */
function bareWeekday({ tokens, times }: Clause, input: Record<string, unknown>): Request['weekday'] {
  const fields = times.flatMap(({ from, to, moment, rule, end }) => {
    const said = tokens.slice(from, to)
    const bare =
      said.filter(token => weekdays.has(token.lower)).length === 1 &&
      said.every(
        (token, at) => weekdays.has(token.lower) || clock.test(token.lower) || (token.kind === 'number' && said[at - 1]?.lower === 'at'),
      )
    const day = moment?.day
    return bare && day && !rule && !end && !/^(this|next|last|every)$/.test(tokens[from - 1]?.lower ?? '')
      ? Object.keys(input).filter(name => typeof input[name] === 'string' && (input[name] as string).startsWith(day))
      : []
  })
  return fields.length > 0 ? { fields, way: later.test(tokens.map(token => token.lower).join(' ')) ? 'later' : 'nearest' } : undefined
}

const oneDay = /^(FREQ=WEEKLY\b.*;BYDAY=)([A-Z]{2})(;.*)?$/
const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** What comes every Friday and is moved to Thursday comes every Thursday. */
export function onThatDay(
  { fields }: Profile,
  input: Record<string, unknown>,
  record: Spoken,
  { weekday }: Pick<Request, 'weekday'>,
): Record<string, string> {
  const rule = fields.find(({ meaning }) => meaning.kind === 'recurrence')?.name
  const day = weekday?.fields.map(name => input[name]).find(value => typeof value === 'string') as string | undefined
  const known = rule === undefined || input[rule] !== undefined ? undefined : oneDay.exec(String(record.fields?.[rule] ?? ''))
  if (rule === undefined || !known || !day) return {}
  return { [rule]: `${known[1]}${codes[new Date(`${day.slice(0, 10)}T12:00:00Z`).getUTCDay()]}${known[3] ?? ''}` }
}
