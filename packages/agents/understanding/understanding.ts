import { effectOf } from '@atom/kernel'
import type { Surroundings } from './found/extraction.ts'
import { type Built, build } from './model/build.ts'
import { rank } from './model/rank.ts'
import { asks, clauseOf, corrected, trimmed } from './text/clause.ts'
import { wallOf } from './time/civil.ts'
import type { Message, Understanding, UnderstandingOptions, Understood } from './types.ts'

/**
 * Understands what a person writes without a language model. Everything it knows of skills comes from their declarations; it is built
 * again when the registry changes.
 */
export function createUnderstanding(options: UnderstandingOptions): Understanding & { debug(message: Message): unknown } {
  let built: Built | undefined
  let revision = -1
  const ready = (): Built => {
    if (!built || revision !== options.registry.revision) {
      built = build(options.registry, options.vocabulary ?? [])
      revision = options.registry.revision
    }
    return built
  }
  const readings = (message: Message) => {
    const model = ready()
    const now = wallOf(new Date(message.now), message.timeZone, message.locale)
    const lower = (names: string[] | undefined) => new Set((names ?? []).map(name => name.toLowerCase()))
    const around: Surroundings = { now, people: lower(message.people), projects: lower(message.projects), familiar: model.familiar }
    const { tokens, polite } = trimmed(corrected(message.text, model.spelling, around.people), now)
    const clause = clauseOf(message.text, tokens, now, asks(tokens) && !polite)
    return rank(model, clause, around)
  }
  return {
    debug: message =>
      readings(message)
        .slice(0, 4)
        .map(each => ({
          skill: each.profile.id,
          score: each.score,
          share: each.share,
          filled: each.filled,
          matched: each.alignment.matched,
          frame: each.alignment.frame.elements
            .map(e => (e.kind === 'slot' ? `{${e.field.name}}` : e.kind === 'word' ? e.stem : e.kind.toUpperCase()))
            .join(' '),
        })),
    async understand(message): Promise<Understood> {
      const [top, second] = readings(message)
      if (!top) return { requests: [] }
      const margin = top.score - (second?.score ?? 0)
      const confidence = (1 / (1 + Math.exp(-2.2 * (top.score - 1.1)))) * (0.6 + 0.4 * Math.min(1, Math.max(0, margin) / 0.5))
      if (confidence < 0.4) return { requests: [], say: 'I cannot do that.' }
      if (top.filled.missing.length > 0 || top.filled.idle)
        return { requests: [], ask: top.filled.missing[0]?.meaning.ask ?? 'What should change?' }
      const destructive = effectOf(top.profile.skill, top.filled.input) === 'destructive'
      return { requests: [{ skill: top.profile.id, input: top.filled.input, confidence, ...(destructive ? { confirm: true } : {}) }] }
    },
  }
}
