import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, courtesyWords } from '../text/words.ts'
import { findTimes } from '../time/find.ts'

const several = /^(two|three|four|five|six|seven|these|some|several|a few|the following|following|2|3|4|5|6|new)$/

/** "Add two jobs: buy bread, and fix the bike light": the same request for each item. */
export function itemised(desk: Desk, tokens: readonly Token[]): Token[][] | undefined {
  const colon = tokens.findIndex(
    (token, at) => token.lower === ':' || (token.lower === 'to' && at > 1 && at < 5 && /[^s]s$/.test(tokens[at - 1]?.lower ?? '')),
  )
  if (colon < 1) return undefined
  const dated = onDay(desk, tokens.slice(0, colon), tokens.slice(colon + 1))
  if (dated) return dated
  const spoken = tokens.slice(0, colon).filter(token => !courtesyWords.has(token.lower))
  // "jobs for tomorrow: …": the time is that of each.
  const time = findTimes(spoken, desk.around.now).find(span => span.to === spoken.length && span.from > 0 && !span.rule)
  const head = time ? spoken.slice(0, time.from) : spoken
  const when = time ? spoken.slice(time.from) : []
  const rest = tokens.slice(colon + 1)
  if (/^(things|requests|favours|favors|stuff)$/.test(head.at(-1)?.lower ?? '') && head.some(token => several.test(token.lower)))
    return items(rest, false)
  const list = head.some(token => several.test(token.lower))
  const last = head.at(-1)
  if (!last || !/s$/.test(last.lower) || !rest.some(token => token.lower === ',' || token.lower === 'and')) return undefined
  const single = last.lower.slice(0, -1)
  const creates = desk.model.profiles.some(profile => !profile.reads && !profile.key && profile.nouns.some(noun => noun.at(-1) === single))
  const deeds =
    rest.every((token, at) => token.lower !== 'and' || commandVerbs.has(rest[at + 1]?.lower ?? '')) &&
    commandVerbs.has(rest[0]?.lower ?? '')
  if (!creates || (!list && !deeds && tokens[colon]?.lower === ':' && !rest.some(token => token.lower === ','))) return undefined
  const kept = head
    .filter(token => !several.test(token.lower))
    .map((token, at, all) => (at === all.length - 1 ? { ...token, lower: single } : token))
  return items(rest, true).map(item => [...kept, tokens[colon] as Token, ...item, ...when])
}

/** "tomorrow: call the bank, buy milk, pay rent": deeds of one day. */
function onDay(desk: Desk, head: readonly Token[], rest: readonly Token[]): Token[][] | undefined {
  const [day, more] = findTimes(head, desk.around.now)
  if (!day?.moment?.day || more || day.from > 0 || day.to !== head.length) return undefined
  const found = items(rest, true)
  return found.length > 1 && found.every(item => item.length > 1 && commandVerbs.has(item[0]?.lower ?? ''))
    ? found.map(item => [...item, ...head])
    : undefined
}

function items(tokens: readonly Token[], everyComma: boolean): Token[][] {
  const found: Token[][] = []
  let current: Token[] = []
  const end = () => {
    if (current.some(token => token.kind !== 'sign')) found.push(current)
    current = []
  }
  tokens.forEach((token, at) => {
    const next = tokens[at + 1]?.lower
    if (token.lower === ';' || (token.lower === ',' && (everyComma || next === 'and'))) end()
    else if (token.lower === 'and' && (current.length === 0 || everyComma)) end()
    else current.push(token)
  })
  end()
  return found
}
