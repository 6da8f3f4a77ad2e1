import { meaningOf } from '@atom/kernel'
import type { z } from 'zod'
import type { Understood } from '../understanding/index.ts'
import { readSentence, type SentenceDeps } from './read-sentence.ts'
import type { Surroundings } from './types.ts'

/** Without one of these nothing is said about when. */
const telling =
  /\b(?:when|whenever|every|each|daily|weekly|monthly|hourly|yearly|as soon as|once|if|after|upon|the moment|(?:mon|tues|wednes|thurs|fri|satur|sun|week)days|weekends|any ?time)\b/i
/** What happens is told first. */
const leading =
  /^(?:please |ok(?:ay)?,? |hey,? )*(?:when|whenever|each time|every time|any ?time|as soon as|the moment|if|once|after|upon)\b/i

export interface HeardDeps extends SentenceDeps {
  /** The skill that makes an automation of a sentence: `{ text }`. */
  proposes: string
}

/**
 * Is a message an automation rather than something to do now? `plain` is what it comes to otherwise: what a skill can repeat by itself
 * (“remind me every Monday …”) stays with it.
 */
export async function heardAsAutomation(
  deps: HeardDeps,
  text: string,
  plain: Understood,
  around: Surroundings,
): Promise<Understood | undefined> {
  if (!telling.test(text) || text.includes('\n')) return undefined
  if (plain.requests.length > 0 && !plain.ask && plain.requests.every(({ skill, input }) => repeats(around, skill, input))) return undefined
  const sentence = await readSentence(deps, text, around)
  if ('graph' in sentence) return { requests: [{ skill: deps.proposes, input: { text: text.trim() }, confidence: 0.9 }] }
  return sentence.started && leading.test(text) ? { requests: [], ask: sentence.ask } : undefined
}

function repeats({ skills }: Surroundings, id: string, input: Record<string, unknown>): boolean {
  const shape = skills.find(id)?.input.shape as Record<string, z.ZodType> | undefined
  return Object.keys(input).some(name => shape?.[name] !== undefined && meaningOf(shape[name])?.kind === 'recurrence')
}
