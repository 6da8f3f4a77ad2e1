import type { Profile } from '../model/profile.ts'

/** "… “call Dana” (due Fri 27 Nov, assignee Sam)?": what was understood, as a question. */
export function proposal(profile: Profile, input: Record<string, unknown>): string {
  const main = profile.main ? input[profile.main.name] : undefined
  const rest = profile.fields
    .filter(field => field !== profile.main && input[field.name] !== undefined)
    .map(field => `${spaced(field.name)} ${shown(input[field.name])}`)
  const what = typeof main === 'string' ? ` “${main}”` : ''
  return `Did I understand you right: ${profile.skill.title.toLowerCase()}${what}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}? Yes does it.`
}

const spaced = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)

/** Values as a person reads them; days and hours are those of the person's wall. */
function shown(value: unknown): string {
  if (value === null) return 'none'
  if (Array.isArray(value)) return value.map(shown).join(' and ')
  if (typeof value !== 'string') return String(value)
  const time = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(value)
  if (!time) return value
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${time[1]}T00:00Z`),
  )
  return time[2] ? `${day} ${time[2]}` : day
}
