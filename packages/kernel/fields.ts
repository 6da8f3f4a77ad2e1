import { z } from 'zod'

/**
 * What a field means, beyond its type. It travels inside the JSON Schema as `x-atom`, so the same word serves the form in the
 * browser (which control), an agent (what to write) and the offline understanding (what to look for).
 */
export interface FieldMeaning {
  /** `secret`: what lets somebody in. Its value belongs nowhere but where it is used: not in journals, audit, logs or a model's prompt. */
  kind:
    | 'when'
    | 'day'
    /** Which date of what repeats: “move this Friday's class”, “only on Friday”. */
    | 'occurrence'
    | 'duration'
    | 'recurrence'
    | 'ref'
    | 'title'
    | 'text'
    | 'query'
    | 'labels'
    | 'choice'
    | 'email'
    | 'phone'
    | 'place'
    | 'secret'
  /** For `ref`: the kind of thing named, such as `project`. */
  to?: string
  /** For `ref`: whether the thing must exist already (a record), or unknown words may stay (`text`) or make a new one (`create`). */
  unknown?: 'refuse' | 'text' | 'create'
  /** For `when`: the field that says in which zone a time without one is meant; the person's where it is not given. */
  zone?: string
  /** For a choice: other words for each value, `{ urgent: ['asap', 'critical'] }`. */
  words?: Record<string, string[]>
  /** For a list: the list it adds to where that one would be replaced, and what people call all of that: “the attendees are …” sets it. */
  addsTo?: { list: string; called: string[] }
  /** The field that this one stands for beside these values of others: “what did I finish today” asks when it was finished, not when it is due. */
  insteadOf?: { field: string; beside: Record<string, string> }
  /** Words that stand in front of this field's value in a sentence, `['by', 'due', 'until']`. */
  cues?: string[]
  /** The question to ask when a required value is missing. */
  ask?: string
}

export const meaningKey = 'x-atom'

/** Attaches a meaning to any schema. */
export function means<S extends z.ZodType>(schema: S, meaning: FieldMeaning): S {
  return schema.meta({ ...schema.meta(), [meaningKey]: meaning }) as S
}

type Extra = Omit<FieldMeaning, 'kind' | 'to'>

const isoDay = /^\d{4}-\d{2}-\d{2}$/
const isoTime = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/
/** Years of four digits in every zone: dates are kept as text, whose order must be that of time. */
const [firstYear, lastYear] = [1000, 9998]
const realDate = (text: string) => {
  const [y, m, d] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
  if (y < firstYear || y > lastYear) return false
  const date = new Date(Date.UTC(y, m - 1, d))
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d && !Number.isNaN(Date.parse(text.length > 10 ? text : `${text}T00:00`))
}

/** A day (`2026-11-27`) or a moment in ISO 8601; without a zone it is that of the field `zone` names, else the person's. `invoke` turns a moment into UTC before `run`. */
export const when = (extra: Extra = {}) =>
  means(
    z
      .string()
      .refine(
        text => (isoDay.test(text) || isoTime.test(text)) && realDate(text),
        'Expected a day like 2026-11-27 or a time like 2026-11-27T15:00.',
      ),
    { kind: 'when', ...extra },
  )

/** A calendar day, `2026-11-27`. */
export const day = (extra: Extra = {}) =>
  means(
    z.string().refine(text => isoDay.test(text) && realDate(text), 'Expected a day like 2026-11-27.'),
    { kind: 'day', ...extra },
  )

/** A recurrence rule in RFC 5545's words, without `RRULE:`. */
export const recurrence = (extra: Extra = {}) =>
  means(
    z
      .string()
      .max(500)
      .regex(
        /^FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z-]+=[^;]+)*$/,
        'Expected an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO.',
      ),
    {
      kind: 'recurrence',
      ...extra,
    },
  )

/** One date of what repeats: its day, or the time at which it starts. */
export const occurrence = (extra: Extra = {}) => means(when(), { kind: 'occurrence', ...extra })

/** Whole minutes. */
export const minutes = (extra: Extra = {}) => means(z.number().int().min(1).max(525_600), { kind: 'duration', ...extra })

/** Names a thing elsewhere: a person picks it, an agent or the chat gives an id or a name. Resolved before `run`. */
export const ref = (to: string, extra: Extra = {}) => means(z.string().min(1).max(500), { kind: 'ref', to, unknown: 'refuse', ...extra })

export const title = (extra: Extra = {}) => means(z.string().trim().min(1).max(500), { kind: 'title', ...extra })
export const longText = (extra: Extra = {}) => means(z.string().max(100_000), { kind: 'text', ...extra })
export const query = (extra: Extra = {}) => means(z.string().trim().min(1).max(500), { kind: 'query', ...extra })
export const labels = (extra: Extra = {}) => means(z.array(z.string().trim().min(1).max(50)).max(50), { kind: 'labels', ...extra })
export const choice = <const V extends readonly [string, ...string[]]>(values: V, extra: Extra = {}) =>
  means(z.enum(values), { kind: 'choice', ...extra })

/** The meaning of a schema, through optional, nullable, default and array wrappers. */
export function meaningOf(schema: z.ZodType): FieldMeaning | undefined {
  const own = schema.meta()?.[meaningKey] as FieldMeaning | undefined
  if (own) return own
  const def = schema.def as { innerType?: z.ZodType; element?: z.ZodType }
  const inner = def.innerType ?? def.element
  return inner ? meaningOf(inner) : undefined
}
