import type { EventKind } from '@atom/kernel'
import { stem } from '../understanding/text/words.ts'
import { type FoundEvent, readEvent } from './read-event.ts'
import type { Reader } from './reader.ts'
import { rootOf } from './root-of.ts'

const named =
  /\b(?:each|every|all|any)(?: of)?(?: (?:my|our|the))?(?: (?:new|fresh|newly (?:added|created)|incoming) )(?<what>(?:[\p{L}-]+ ){0,3}?[\p{L}-]+)/giu
const passive =
  /^(?:all )?(?:the )?new (?<what>(?:[\p{L}-]+ ){0,3}?[\p{L}-]+) (?:(?:should|must|shall|are to|have to|need to) (?:always )?(?:be|get)|are|get) (?:automatically )?(?<done>\p{L}+ed|put|set|made|given)\b/iu

/** “tag every new task as inbox”: whatever is made starts it, and it is what is worked on. */
export async function everyNew(
  reader: Reader,
  events: readonly EventKind[],
  text: string,
): Promise<{ found: FoundEvent; rest: string } | undefined> {
  const told = passive.exec(text)?.groups
  const active = told && reader.vocabulary.verbs.get(rootOf(told.done as string))
  const said = told && active ? `${active} every new ${told.what}${text.slice((passive.exec(text) as RegExpExecArray)[0].length)}` : text
  for (const match of said.matchAll(named)) {
    const words = (match.groups?.what ?? '').split(' ')
    for (let length = 1; length <= words.length; length++) {
      const what = words.slice(0, length).join(' ')
      const found = await readEvent(reader, events, `a new ${what} is created`)
      if (!found) continue
      const end = match.index + match[0].length - (words.slice(length).join(' ').length + (length < words.length ? 1 : 0))
      const rest = said.slice(end)
      // More is told of which ones.
      if (/^ (?:in|tagged|labelled|labeled|without|whose|that|which|who|assigned|from)\b/i.test(rest)) return undefined
      const before = said.slice(0, match.index)
      const loop = /\b(?:for|with|to|on|upon)\s*$/i.exec(before)
      const next = /^\s+([\p{L}-]+)/u.exec(rest)?.[1]?.toLowerCase()
      if (loop && loop.index === 0 && (/^\s*[,:]/.test(rest) || (next && reader.vocabulary.commands.has(stem(next)))))
        return { found, rest: rest.replace(/^\s*[,:]\s*/, '') }
      return { found, rest: `${before}it${rest}` }
    }
  }
  return undefined
}
