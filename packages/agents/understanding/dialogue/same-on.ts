import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import type { Request } from '../types.ts'
import { keyOf } from './follow.ts'
import type { Spoken, State } from './state.ts'

/** "and the first too": what was done last, done to another of those that were shown. */
export function sameOn(desk: Desk, { last, spoken }: State, target: Spoken): Request | undefined {
  const request = last.at(-1)
  const profile = request && desk.find(request.skill)
  if (!request || !profile?.key || profile.reads || profile.family !== target.family || last.length > 1) return undefined
  const input = { ...request.input, ...ownTimes(profile, request.input, spoken[0], target), [profile.key.name]: keyOf(target) }
  return { skill: request.skill, input, confidence: 0.8, ...(profile.destructive ? { confirm: true } : {}) }
}

/** Only the hour was changed, or only the day: then the other one keeps its own of what was not. */
function ownTimes({ fields }: Profile, input: Record<string, unknown>, done: Spoken | undefined, target: Spoken): Record<string, unknown> {
  const own: Record<string, unknown> = {}
  for (const { name, meaning } of fields) {
    const [now, was, its] = [input[name], done?.was?.[name], target.fields?.[name]]
    if (meaning.kind !== 'when' || typeof now !== 'string' || typeof was !== 'string' || typeof its !== 'string' || its === was) continue
    if (now.slice(0, 10) === was.slice(0, 10)) own[name] = `${its.slice(0, 10)}${now.slice(10)}`
    else if (now.slice(10) === was.slice(10)) own[name] = `${now.slice(0, 10)}${its.slice(10)}`
  }
  return own
}
