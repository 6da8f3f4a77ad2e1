import {
  type Context,
  dayIn,
  inZone,
  isDay,
  meaningOf,
  type RefResolver,
  type Skill,
  type SkillCall,
  type SkillRegistry,
  type UnitOfWork,
} from '@atom/kernel'
import type { z } from 'zod'

export interface KeepHoursDeps {
  registry: SkillRegistry
  unitOfWork: UnitOfWork
  refs: ReadonlyMap<string, RefResolver>
}

/** A call as it was understood. `timeOnly`: fields for which an hour was said and no day. */
export interface UnderstoodCall extends SkillCall {
  timeOnly?: string[]
}

/**
 * People say only what changes: “move it to Friday” keeps the hour, “make it 5” keeps the day. What was not said comes from the
 * record as it is, by the skill's own `before`. A record that cannot be told by its words is left to the call, which asks.
 */
export async function keepHours(deps: KeepHoursDeps, ctx: Context, { timeOnly, ...call }: UnderstoodCall): Promise<SkillCall> {
  const skill = (await deps.registry.in(ctx)).find(call.skill)
  if (!skill?.before || call.input.allDay !== undefined) return call
  const fields = Object.entries(skill.input.shape as Record<string, z.ZodType>).filter(([, schema]) => meaningOf(schema)?.kind === 'when')
  const open = fields
    .map(([name]) => name)
    .filter(name => typeof call.input[name] === 'string' && (isDay(call.input[name]) || timeOnly?.includes(name)))
  if (open.length === 0) return call
  const before = await stateBefore(deps, ctx, skill, call.input)
  const input = { ...call.input }
  for (const name of open) {
    const now = before?.[name]
    if (typeof now === 'string') input[name] = joined(input[name] as string, now, ctx.person.timeZone)
  }
  return { ...call, input }
}

/** Day and hour from what was said, the missing one from what was there. */
function joined(said: string, now: string, timeZone: string): string {
  if (isDay(said)) return isDay(now) ? said : `${said}T${inZone(now, timeZone).slice(11, 16)}`
  const day = isDay(now) ? now : dayIn(new Date(now), timeZone)
  return `${day}${said.slice(10)}`
}

async function stateBefore(
  { unitOfWork, refs }: KeepHoursDeps,
  ctx: Context,
  skill: Skill,
  input: Record<string, unknown>,
): Promise<Record<string, unknown> | undefined> {
  const reading = unitOfWork.reading(ctx)
  try {
    const resolved = { ...input }
    for (const [name, schema] of Object.entries(skill.input.shape as Record<string, z.ZodType>)) {
      const meaning = typeof input[name] === 'string' ? meaningOf(schema) : undefined
      if (meaning?.kind === 'ref' && (meaning.unknown ?? 'refuse') === 'refuse')
        resolved[name] = await refs.get(meaning.to ?? '')?.resolve(reading, input[name] as string, { effect: 'read', unknown: 'refuse' })
    }
    return (await skill.before?.(reading, resolved)) as Record<string, unknown> | undefined
  } catch (cause) {
    ctx.log.debug({ err: cause, skill: skill.id }, 'what a change leaves as it is could not be read')
    return undefined
  }
}
