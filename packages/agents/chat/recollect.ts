import { MemoryAnswer } from '@atom/contracts'
import { AtomError, type Context, effectOf, meaningOf, newId, parseInput, type Skill, type SkillCall } from '@atom/kernel'
import type { z } from 'zod'
import { outOfReach, unknown } from '../understanding/dialogue/decide.ts'
import { foreignSay } from '../understanding/dialogue/small-talk.ts'
import { type CallDeps, doneCard } from './call.ts'
import type { Understood } from './offline.ts'
import { isForeignQuestion, isQuestion, wantsToKnow } from './questions.ts'
import type { Turn } from './turn.ts'

export interface RecollectDeps extends CallDeps {
  /** Id of the skill that answers a `question` from what was read with a `MemoryAnswer`; without it nothing is looked up. */
  recollects?: string | undefined
}

/**
 * Answers a question from what was read where no other skill does: none was understood, or those that were look for something that is not there. What is
 * understood surely goes first, so an ordinary request is never caught. @returns whether it was answered
 */
export async function recollect(deps: RecollectDeps, ctx: Context, turn: Turn, text: string, understood: Understood): Promise<boolean> {
  const { requests, ask, say } = understood
  if (!deps.recollects || !isQuestion(text)) return false
  const open =
    requests.length === 0
      ? !ask && (say === undefined || say === outOfReach.say || say === unknown.say || say === foreignSay)
      : isForeignQuestion(text) || (await comeToNothing(deps, ctx, requests))
  if (!open) return false
  const skill = (await deps.registry.in(ctx)).find(deps.recollects)
  if (!skill) return false
  const input = { question: text }
  try {
    const outcome = await deps.invoke(ctx, skill.id, input)
    const told = MemoryAnswer.safeParse(outcome.status === 'approval' ? undefined : outcome.output)
    if (!told.success) return false
    const { answer, found } = told.data
    // Where something else could still be meant it has the last word.
    if (!found && (requests.length > 0 || !wantsToKnow(text))) return false
    if (found)
      turn.show(
        doneCard({ type: 'call', id: newId(), skill: skill.id, title: skill.title, input, status: 'running' }, { output: told.data }),
      )
    turn.say(answer)
    return true
  } catch (cause) {
    if (ctx.signal.aborted) throw cause
    ctx.log.warn({ err: cause }, 'what was read could not be asked')
    return false
  }
}

/** Whether all of these only look something up by words, and find nothing. */
async function comeToNothing(deps: RecollectDeps, ctx: Context, calls: readonly SkillCall[]): Promise<boolean> {
  const skills = await deps.registry.in(ctx)
  for (const { skill: id, input } of calls) {
    const skill = skills.find(id)
    if (!skill || id === deps.recollects || !looksUp(skill, input)) return false
    try {
      const outcome = await deps.invoke(ctx, id, input)
      const items = outcome.status === 'approval' ? undefined : (outcome.output as { items?: unknown } | undefined)?.items
      if (!Array.isArray(items) || items.length > 0) return false
    } catch (cause) {
      if (!AtomError.is(cause) || cause.code !== 'kernel.not_found') return false
    }
  }
  return true
}

/** A read that names what it wants in words; “what is on tomorrow” names a day and has its answer even where the day is empty. */
function looksUp(skill: Skill, input: Record<string, unknown>): boolean {
  try {
    if (effectOf(skill, parseInput(skill, input)) !== 'read') return false
  } catch {
    return false
  }
  return Object.entries(skill.input.shape as Record<string, z.ZodType>).some(
    ([field, schema]) => typeof input[field] === 'string' && ['ref', 'query'].includes(meaningOf(schema)?.kind ?? ''),
  )
}
