import {
  addDays,
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
  /** Fields for which only a weekday was said. */
  weekday?: { fields: string[]; way: 'nearest' | 'later' }
}

/**
 * People say only what changes: “move it to Friday” keeps the hour and means the Friday nearest to where it is, “make it 5” keeps the day. What was not said comes from the
 * record as it is, by the skill's own `before`. A record that cannot be told by its words is left to the call, which asks.
 */
export async function keepHours(deps: KeepHoursDeps, ctx: Context, { timeOnly, weekday, ...call }: UnderstoodCall): Promise<SkillCall> {
  const skill = (await deps.registry.in(ctx)).find(call.skill)
  if (!skill?.before || call.input.allDay !== undefined) return call
  const fields = Object.entries(skill.input.shape as Record<string, z.ZodType>).filter(([, schema]) => meaningOf(schema)?.kind === 'when')
  const open = fields
    .map(([name]) => name)
    .filter(
      name =>
        typeof call.input[name] === 'string' && (isDay(call.input[name]) || timeOnly?.includes(name) || weekday?.fields.includes(name)),
    )
  if (open.length === 0) return call
  const before = await stateBefore(deps, ctx, skill, call.input)
  const input = { ...call.input }
  const repeats = typeof before?.rrule === 'string' || call.input.date !== undefined
  for (const name of open) {
    const now = before?.[name]
    if (typeof now !== 'string') continue
    const said = input[name] as string
    const whole = isDay(said) || timeOnly?.includes(name) ? joined(said, now, ctx.person.timeZone) : said
    input[name] = weekday?.fields.includes(name) && !repeats ? nearby(ctx, whole, now, weekday.way) : whole
  }
  return { ...call, input }
}

/** Day and hour from what was said, the missing one from what was there. */
function joined(said: string, now: string, timeZone: string): string {
  if (isDay(said)) return isDay(now) ? said : `${said}T${inZone(now, timeZone).slice(11, 16)}`
  const day = isDay(now) ? now : dayIn(new Date(now), timeZone)
  return `${day}${said.slice(10)}`
}

const dayOf = (value: string, timeZone: string): string => (isDay(value) ? value : dayIn(new Date(value), timeZone))

/** The same weekday in the week that is nearest to where it was, or the next one later; never in the past, and then as it was said. */
function nearby(ctx: Context, said: string, was: string, way: 'nearest' | 'later'): string {
  const [from, day] = [dayOf(was, ctx.person.timeZone), said.slice(0, 10)]
  const ahead = ((((Date.parse(day) - Date.parse(from)) / dayMs) % 7) + 7) % 7
  const now = inZone(ctx.clock.now().toISOString(), ctx.person.timeZone).slice(0, 16)
  const steps = ahead > 3 && way === 'nearest' ? [ahead - 7, ahead] : [way === 'later' && ahead === 0 ? 7 : ahead]
  const found = steps.map(step => `${addDays(from, step)}${said.slice(10)}`).find(value => value >= now.slice(0, value.length))
  return found ?? said
}

const dayMs = 86_400_000

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
