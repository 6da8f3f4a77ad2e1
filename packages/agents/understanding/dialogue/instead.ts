import { meaningOf } from '@atom/kernel'
import type { z } from 'zod'
import type { Profile } from '../model/profile.ts'
import type { Outcome } from './act.ts'

/**
 * “what did I finish today?”: beside some value of another field a day means something else, and goes to the field that is declared to stand
 * instead (`insteadOf`). What an earlier message gave to that field goes back once the value is no longer that.
 */
export const instead = (find: (id: string) => Profile | undefined, outcome: Outcome): Outcome => ({
  ...outcome,
  requests: outcome.requests.map(request => ({ ...request, input: settled(find(request.skill), request.input) })),
})

function settled(profile: Profile | undefined, input: Record<string, unknown>): Record<string, unknown> {
  let result = input
  for (const [name, schema] of Object.entries((profile?.skill.input.shape ?? {}) as Record<string, z.ZodType>)) {
    const { field, beside } = meaningOf(schema)?.insteadOf ?? {}
    if (!field || !beside) continue
    const holds = Object.entries(beside).every(([other, value]) => result[other] === value)
    const [from, to] = holds ? [field, name] : [name, field]
    const { [from]: moved, ...rest } = result
    if (moved !== undefined) result = { [to]: moved, ...rest }
  }
  return result
}
