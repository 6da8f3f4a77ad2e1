import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { functionWords, stem } from '../text/words.ts'
import type { Outcome } from './act.ts'
import { pointedAt } from './ordinals.ts'
import type { Spoken, State } from './state.ts'

/** “all three” of another number. */
const several = /^(?:all (?:two|three|four|five|six)|both)(?: of (?:them|those|these))?$/
const place =
  /^(?:the )?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other|middle|bottom|top)(?: one)?|(?:number|nr) \d|# ?\d)$/

/** "cancel the second one" where only one was shown, or none: which is meant is asked, and what was shown is said. */
export function whichOne(tokens: readonly Token[], { listed }: State): Outcome | undefined {
  for (let from = 0; from < tokens.length; from++) {
    for (const length of [4, 3, 2, 1]) {
      const words = tokens.slice(from, from + length)
      const said = words.map(token => token.lower).join(' ')
      if (words.length < length || words.some(({ kind }) => kind === 'quote') || !(place.test(said) || several.test(said))) continue
      const next = tokens[from + length]
      const one = /\bone$|\d$/.test(said) || several.test(said)
      if (several.test(said) && next !== undefined && next.kind !== 'sign' && !functionWords.has(next.lower)) continue
      // "the second draft" is no place in a list.
      if (!one && next !== undefined && next.kind !== 'sign' && !functionWords.has(next.lower)) continue
      if (!one && (from === 0 || next !== undefined)) continue
      if (/\bother\b/.test(said) ? listed.length > 1 : pointedAt(said, listed.length)) return undefined
      return { requests: [], ask: askedOf(listed.map(({ name }) => name)) }
    }
  }
  return undefined
}

const askedOf = (names: string[]): string =>
  names.length === 0
    ? 'Which one do you mean? Please say what it is called.'
    : `Which one do you mean? ${names.length === 1 ? 'There is only' : 'There are'} ${names.map(name => `“${name}”`).join(', ')}.`

const back =
  /^(?:(?:call|name|rename|make|move|change|turn|mark|tag|push|switch) )?(?:it|that|this|them|those|these|all (?:of (?:them|those)|two|three|four|five)|both(?: of them)?)\b/

/**
 * What begins with a word that points back is no name, and of what nothing was found for is asked about: "make it 5" is not something called
 * “it 5”, nor does “cancel it only” look for one that is.
 */
export function unresolved(desk: Desk, tokens: readonly Token[], { spoken }: State, outcome: Outcome): Outcome {
  const drafts = [...outcome.requests, ...(outcome.pending ? [outcome.pending] : [])]
  const lost = drafts.some(({ skill, input }) => {
    const profile = desk.find(skill)
    const field = profile?.key ?? (profile?.reads ? undefined : profile?.main)
    const said = field && field.meaning.kind !== 'text' ? input[field.name] : undefined
    if (typeof said !== 'string' || spoken.some(({ name }) => name === said)) return false
    return (
      back.test(said.toLowerCase()) ||
      (pointsOut.test(said) && outcome.requests.length === 0 && !profile?.key) ||
      (profile?.key !== undefined && /\b(?:it|them)\b/i.test(said))
    )
  })
  const [it] = spoken
  if (!lost && !(it && strays(desk, tokens, it, outcome))) return outcome
  return {
    requests: [],
    ask: it
      ? `What should I do with “${it.name}”? Please say it in other words.`
      : 'What do you mean by that? Please say what it is called.',
  }
}

/** "put a line on it: …" */
const pointsOut = /\b(?:on|to|into) (?:it|them)\b/i

/** "skip tomorrow", said of a thing of another sort: it asks which thing of its own sort is meant, though nothing of that sort was said. */
function strays(desk: Desk, tokens: readonly Token[], it: Spoken, { pending }: Outcome): boolean {
  const profile = desk.find(pending?.skill ?? '')
  const [missing] = pending?.missing ?? []
  if (!profile?.key || profile.family === it.family) return false
  if (missing !== profile.key) return missing !== undefined && tokens.some(token => /^(it|them)$/.test(token.lower))
  const bare = Object.keys(pending?.input ?? {}).every(name =>
    /^(occurrence|day|when)$/.test(profile.fields.find(field => field.name === name)?.meaning.kind ?? ''),
  )
  return (
    bare &&
    (tokens.some(token => /^(it|them)$/.test(token.lower)) || tokens.every(token => !desk.model.nounFamilies.has(stem(token.lower))))
  )
}
