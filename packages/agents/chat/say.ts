import type { Context, Skill } from '@atom/kernel'
import { parseInput, titleIn } from '@atom/kernel'
import { redact } from './redact.ts'

/** One sentence about what a call did: the skill's own, or its title with the record's. */
export function sayDone(ctx: Context, skill: Skill, input: Record<string, unknown>, output: unknown): string {
  if (skill.tell) {
    try {
      return skill.tell(output, parseInput(skill, input), ctx)
    } catch (cause) {
      ctx.log.warn({ err: cause, skill: skill.id }, 'a skill could not tell what it did')
    }
  }
  const title = titleIn(output)
  return title ? `${skill.title}: ${title}` : `${skill.title}: done.`
}

/** What is about to be done and waits for a yes. `named`: titles of the things the input names, by field. `question`: as the approval asks it. */
export function sayAsk(skill: Skill, input: Record<string, unknown>, named: Record<string, string>, question?: string): string {
  if (question !== undefined) return `${question} Say yes or no.`
  const about = Object.entries(redact(input))
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([field, value]) => {
      const shown = named[field] ?? (typeof value === 'string' ? value : JSON.stringify(value))
      const text = `“${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}”`
      return field === 'id' || field === 'title' || field === 'name' ? text : `${field} ${text}`
    })
  return `${skill.title}${about.length ? `: ${about.join(', ')}` : ''}. Shall I? Say yes or no.`
}

export const sayChoice = (what: string, candidates: { title: string }[]): string =>
  `Which ${what} do you mean?\n\n${candidates.map(({ title }, index) => `${index + 1}. ${title}`).join('\n')}`
