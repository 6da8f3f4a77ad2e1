import type { Reading } from '../model/rank.ts'

const before = /^(?:(?:to|onto|into|under|for|on|about) )?(?:it|that|this|them|those)\s*:\s*(\S.*)$/is
const where = /^(.*\S)\s+(?:to|onto|into|under) (?:it|that|this|them|those)$/i

/** "add a fence to it", "add a line to it: …" as something new: where it is to be added is no part of what it is called. Gives the reading without that. */
export function withoutPointer(reading: Reading): Reading | undefined {
  const { profile, filled, clause } = reading
  const said = profile.main && !profile.key && !profile.reads ? filled.input[profile.main.name] : undefined
  if (!profile.main || typeof said !== 'string' || !/^(add|put|append|attach|link)$/.test(clause.tokens[0]?.lower ?? '')) return undefined
  const name = where.exec(said)?.[1] ?? before.exec(said)?.[1]
  return name ? { ...reading, filled: { ...filled, input: { ...filled.input, [profile.main.name]: name } } } : undefined
}
