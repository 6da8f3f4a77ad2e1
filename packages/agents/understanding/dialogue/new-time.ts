import type { Clause, Extraction } from '../found/extraction.ts'
import type { Profile } from '../model/profile.ts'
import type { Token } from '../text/token.ts'
import { clock, plusDays } from '../time/civil.ts'
import { minutesOf, readLength } from '../time/duration.ts'
import type { Spoken, State } from './state.ts'

/** Of what a time is changed: the record, and what was asked for last. */
export interface Timed extends Pick<State, 'last'> {
  record: Spoken
}

/** What a sentence makes of the time that the record has, by field; the words it took are hidden. */
export const newTime = (profile: Profile, clause: Clause, of: Timed, extraction: Extraction): Record<string, string> | undefined =>
  shifted(profile, clause, of, extraction) ??
  pushed(profile, clause, of, extraction) ??
  lengthened(profile, clause, of, extraction) ??
  halfPast(profile, clause, of, extraction) ??
  bareHour(profile, clause, of, extraction)

const oldTime = (profile: Profile, { record, last }: Timed): { field: string; value: string } | undefined => {
  for (const field of profile.fields) {
    if (field.meaning.kind !== 'when') continue
    const value = record.whole
      ? record.fields?.[field.name]
      : (record.fields?.[field.name] ?? last.map(request => request.input[field.name]).find(each => typeof each === 'string'))
    if (typeof value === 'string') return { field: field.name, value }
  }
  return undefined
}

/** "an hour earlier", "one day later": the time that was said before, moved. */
function shifted(profile: Profile, clause: Clause, of: Timed, extraction: Extraction): Record<string, string> | undefined {
  const old = oldTime(profile, of)
  const turn = clause.tokens.findIndex(token => /^(earlier|later|sooner)$/.test(token.lower))
  if (!old || turn < 1) return undefined
  for (let at = 0; at < turn; at++) {
    const length = readLength(clause.tokens, at)
    if (length?.to !== turn) continue
    const sign = clause.tokens[turn]?.lower === 'later' ? 1 : -1
    for (let place = at; place <= turn; place++) extraction.hidden[place] = true
    return movedField(old, sign * minutesOf(length))
  }
  return undefined
}

/** "push it by 30 minutes", "delay it an hour", "bring it forward by two days". */
function pushed(profile: Profile, clause: Clause, of: Timed, extraction: Extraction): Record<string, string> | undefined {
  const old = oldTime(profile, of)
  const way = wayOf(clause.tokens)
  const length = clause.tokens.flatMap((_, at) => readLength(clause.tokens, at) ?? [])[0]
  if (!old || !way || !length) return undefined
  const moved = movedField(old, way * minutesOf(length))
  if (!moved) return undefined
  for (let at = 0; at < clause.tokens.length; at++)
    if (
      /^(by|back|out|off|forward|forwards|up)$/.test(clause.tokens[at]?.lower ?? '') ||
      clause.times.some(({ from, to }) => at >= from && at < to)
    )
      extraction.hidden[at] = true
  return moved
}

/** Later or earlier, where the verb says which: what is pushed or delayed comes later, what is brought forward earlier. */
function wayOf(tokens: readonly Token[]): 1 | -1 | undefined {
  const verb = tokens[0]?.lower ?? ''
  if (/^(push|delay|postpone|defer)$/.test(verb)) return 1
  if (/^(bring|pull)$/.test(verb) && tokens.some(token => /^(forward|forwards|up)$/.test(token.lower))) return -1
  return undefined
}

/** "make it two hours": where it ends, counted from where it was said to start. */
function lengthened(profile: Profile, clause: Clause, of: Timed, extraction: Extraction): Record<string, string> | undefined {
  const old = oldTime(profile, of)
  const end = profile.fields.filter(field => field.meaning.kind === 'when').find(field => field.name !== old?.field)
  const span = clause.times.find(each => each.length !== undefined)
  if (!old || old.value.length <= 10 || !end || !span?.length || !/^(make|for|it|have)$/.test(clause.tokens[0]?.lower ?? ''))
    return undefined
  if (clause.tokens.some(token => /^(in|by|before|after|earlier|later|sooner)$/.test(token.lower))) return undefined
  for (let at = span.from; at < span.to; at++) extraction.hidden[at] = true
  return { [end.name]: moved(old.value, span.length) }
}

/** "make it half past": of the hour that was said before. */
function halfPast(profile: Profile, clause: Clause, of: Timed, extraction: Extraction): Record<string, string> | undefined {
  const old = oldTime(profile, of)
  const at = clause.tokens.findIndex(
    (token, place) =>
      /^(half|quarter)$/.test(token.lower) && clause.tokens[place + 1]?.lower === 'past' && place + 2 >= clause.tokens.length,
  )
  if (!old || old.value.length <= 10 || at < 0) return undefined
  extraction.hidden[at] = true
  extraction.hidden[at + 1] = true
  return { [old.field]: `${old.value.slice(0, 14)}${clause.tokens[at]?.lower === 'half' ? '30' : '15'}` }
}

/** A day moves by days alone. */
const movedField = ({ field, value }: { field: string; value: string }, minutes: number): Record<string, string> | undefined =>
  value.length === 10 && minutes % 1440 !== 0 ? undefined : { [field]: moved(value, minutes) }

function moved(value: string, minutes: number): string {
  if (value.length === 10) return plusDays(value, Math.round(minutes / 1440))
  const total = Number(value.slice(11, 13)) * 60 + Number(value.slice(14, 16)) + minutes
  return `${plusDays(value.slice(0, 10), Math.floor(total / 1440))}T${clock(((total % 1440) + 1440) % 1440)}`
}

/** "make it 5 instead": a lone number is an hour where an hour was said before. */
function bareHour(profile: Profile, clause: Clause, of: Timed, extraction: Extraction): Record<string, string> | undefined {
  const old = oldTime(profile, of)
  if (!old || old.value.length <= 10) return undefined
  const at = clause.tokens.findIndex(token => /^\d{1,2}$/.test(token.lower))
  const hour = Number(clause.tokens[at]?.lower)
  if (at < 0 || hour < 1 || hour > 23) return undefined
  extraction.hidden[at] = true
  const before = Number(old.value.slice(11, 13))
  // 1 to 6 is the afternoon unless it was earlier than that; of an evening any hour is.
  const late = (hour <= 6 && before > 6) || (hour < 11 && before >= 17) || (hour === 11 && before >= 20) ? 12 : 0
  return { [old.field]: `${old.value.slice(0, 10)}T${clock((hour + late) * 60)}` }
}
