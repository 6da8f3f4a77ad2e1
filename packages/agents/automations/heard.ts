import { meaningOf } from '@atom/kernel'
import type { z } from 'zod'
import type { Understood } from '../understanding/index.ts'
import { structure } from './lexicon.ts'
import { readSentence, type SentenceDeps } from './read-sentence.ts'
import type { Surroundings } from './types.ts'

/** Without one of these nothing is said about when. */
const telling =
  /^wait (?:for|until) an? |\b(?:when|whenever|every|each|daily|weekly|monthly|hourly|yearly|as soon as|once|if|after|upon|the moment|(?:mon|tues|wednes|thurs|fri|satur|sun|week)days|weekends|any ?time)\b/i
/** What happens is told first. */
const leading =
  /^(?:please |ok(?:ay)?,? |hey,? )*(?:when|whenever|each time|every time|any ?time|as soon as|the moment|if|once|after|upon|wait (?:for|until) an?)\b/i

/** It begins with when it repeats. */
const repeating =
  /^(?:please |ok(?:ay)?,? |hey,? |can you |could you )*(?:every|each|once (?:a|an|every)|on (?:the (?:first|last) \p{L}+ of |(?:week|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s\b|weekends)|(?:daily|weekly|monthly|hourly|yearly)(?:,| at\b)|at \S+ (?:\S+ )?(?:every|each|on \p{L}+days)|at the (?:start|end|beginning) of (?:every|each))/iu
/** Happenings that are told like no question. */
const happening =
  /^(?:please |ok(?:ay)?,? |hey,? )*(?:whenever|when|each time|every time|any ?time|as soon as)\s+(?!you\b|you'|possible|convenient|it suits|is\b|are\b|was\b|were\b|did\b|do\b|does\b|will\b|can\b|could\b|should\b|am\b|have i\b|has\b|would\b)/i

/** Of anything of its kind: nothing that is done now can be meant. */
const anyHappening =
  /^(?:please |ok(?:ay)?,? |hey,? )*(?:(?:whenever|each time|every time|any ?time|as soon as)\s(?!you\b|you'|possible|convenient|it suits)|(?:when|if|once)\s+(?:an?|any|some|someone|somebody|anyone|anybody)\s)/i

export interface HeardDeps extends SentenceDeps {
  /** The skill that makes an automation of a sentence: `{ text }`. */
  proposes: string
}

/**
 * Is a message an automation rather than something to do now? `plain` is what it comes to otherwise: what a skill can repeat by itself
 * (“remind me every Monday …”) stays with it. What was begun as an automation and could not be read to its end is asked about: done at once,
 * a part of it would be done that was never meant for now.
 */
export async function heardAsAutomation(
  deps: HeardDeps,
  text: string,
  plain: Understood,
  around: Surroundings,
): Promise<Understood | undefined> {
  if (!telling.test(text) || text.includes('\n')) return undefined
  const repeated = plain.requests.length > 0 && !plain.ask && plain.requests.every(({ skill, input }) => repeats(around, skill, input))
  if (repeated && plain.requests.length > 1) return undefined
  if (plain.requests.length === 1 && !plain.ask && isDictated(text, plain.requests[0]?.input ?? {})) return undefined
  const sentence = await readSentence(deps, text, around)
  if ('graph' in sentence) {
    const { nodes } = sentence.graph
    if (repeated && nodes.length < 2 && nodes[0]?.skill === plain.requests[0]?.skill && !timed(nodes[0]?.input)) return undefined
    return { requests: [{ skill: deps.proposes, input: { text: text.trim() }, confidence: 0.9 }] }
  }
  if (repeated && !(sentence.started && structure.test(text))) return undefined
  if (sentence.started && (leading.test(text) || repeating.test(text))) return { requests: [], ask: sentence.ask }
  const told = !sentence.started && (plain.requests.length === 0 ? happening : anyHappening).test(text)
  return told ? { requests: [], ask: unknownEvent(deps, text) } : undefined
}

/** A time besides that at which it repeats, which is the run's own: “every Friday create a task … due Monday”. */
const timed = (input: unknown): boolean => JSON.stringify(input ?? {}).includes('$toMillis($now())')

/** “note: open on weekdays”, “note that we are closed on Sundays”: what follows is what is written down, whatever it says. */
const isDictated = (text: string, input: Record<string, unknown>): boolean =>
  /^\p{L}+(?: \p{L}+)?:\s/u.test(text) ||
  Object.values(input).some(
    value =>
      typeof value === 'string' && telling.test(value) && /\b(?:that|saying)\s$/i.test(text.slice(0, Math.max(0, text.lastIndexOf(value)))),
  )

function unknownEvent({ events }: HeardDeps, text: string): string {
  const said = text.replace(happening, '').replace(/[,;:].*$/, '')
  const things = events()
    .filter(({ name }) => name.endsWith('.created'))
    .map(({ title }) => title.replace(/ was .*$/, '').toLowerCase())
  return `I do not know when “${said.trim()}” happens. An automation can start at a time, when ${things.slice(0, -1).join(', ')} or ${things.at(-1)} is added, changed or deleted, or when something is sent to its web address.`
}

function repeats({ skills }: Surroundings, id: string, input: Record<string, unknown>): boolean {
  const shape = skills.find(id)?.input.shape as Record<string, z.ZodType> | undefined
  return Object.keys(input).some(name => shape?.[name] !== undefined && meaningOf(shape[name])?.kind === 'recurrence')
}
