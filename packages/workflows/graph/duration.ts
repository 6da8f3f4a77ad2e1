import { z } from 'zod'

const short = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/
const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Milliseconds of `90s`, `5m`, `2h`, `1d`, or of an ISO 8601 duration such as `PT1H30M`; nothing for other text. */
export function milliseconds(text: string): number | undefined {
  const plain = short.exec(text.trim())
  if (plain) return Number(plain[1]) * (units[plain[2] as string] as number)
  const parts = iso.exec(text.trim())
  if (!parts || parts.slice(1).every(part => part === undefined)) return undefined
  return ['w', 'd', 'h', 'm', 's'].reduce((sum, unit, at) => sum + Number(parts[at + 1] ?? 0) * (units[unit] as number), 0)
}

const longest = 366 * (units.d as number)

/** A length of time as people and machines write it, at most a year. */
export const duration = () =>
  z.string().refine(text => {
    const value = milliseconds(text)
    return value !== undefined && value <= longest
  }, 'Expected a length of time such as 30s, 5m, 2h, 1d or PT1H30M, at most a year.')

/** The same, or an expression that gives it when the step begins. */
export const durationOrExpression = () =>
  z.string().refine(text => {
    if (text.includes('{{')) return true
    const value = milliseconds(text)
    return value !== undefined && value <= longest
  }, 'Expected a length of time such as 30s, 5m, 2h, 1d or PT1H30M, at most a year.')
