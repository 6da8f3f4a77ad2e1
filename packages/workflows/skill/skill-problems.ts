import { milliseconds } from '../graph/duration.ts'
import type { Problem } from '../graph/plan.ts'
import type { Graph } from '../graph/schema.ts'
import { problemOf } from '../triggers/form-input.ts'

/** Milliseconds a call may wait for the end of a run. */
const longestWait = 120_000

/** What keeps a graph from being offered as the skill its settings say it is. */
export function skillProblems({ trigger, settings }: Graph): Problem[] {
  const skill = settings?.skill
  if (!skill) return []
  const problems: Problem[] = []
  const say = (field: string, message: string) => problems.push({ field: `settings.skill${field}`, message })
  if (trigger.type !== 'manual') {
    say('', 'Only an automation that is started by hand can be a skill: its form is what the skill is given.')
    return problems
  }
  if (skill.wait !== undefined && (milliseconds(skill.wait) ?? 0) > longestWait) say('.wait', 'A call waits for two minutes at most.')
  for (const [place, example] of (skill.examples ?? []).entries()) {
    if (typeof example === 'string') continue
    for (const [name, value] of Object.entries(example.input)) {
      const field = trigger.form?.find(one => one.name === name)
      const problem = field ? problemOf(field, value) : 'The form has no such field.'
      if (problem) say(`.examples.${place}.input.${name}`, problem)
    }
  }
  return problems
}
