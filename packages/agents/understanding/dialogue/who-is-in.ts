import type { Clause } from '../found/extraction.ts'
import { personAt, textOf } from '../found/people.ts'
import type { Desk } from '../model/ready.ts'
import type { Outcome } from './act.ts'
import { changerOf, keyOf } from './follow.ts'
import type { State } from './state.ts'

/**
 * "remove Paul", "Lena can't come", of what Paul is in: the others stay in it. Of anybody who is not in it nothing is known, and it is read as whatever
 * else it may be.
 */
export function withoutThem(desk: Desk, clause: Clause, { spoken }: State): Outcome | undefined {
  const [record] = spoken
  const changer = record && changerOf(desk, record.family)
  const field = changer?.fields.find(({ list, meaning }) => list && meaning.to === 'person')
  const there = field && record?.fields?.[field.name]
  if (!record || !changer?.key || !field || !Array.isArray(there)) return undefined
  const gone = leaving(desk, clause)
  const isGone = (person: unknown) =>
    gone.some(name => String(person).toLowerCase() === name || String(person).toLowerCase().split(' ')[0] === name)
  const left = there.filter(person => !isGone(person))
  if (gone.length === 0 || there.length - left.length !== gone.length) return undefined
  return {
    requests: [{ skill: changer.id, input: { [changer.key.name]: keyOf(record), [field.name]: left }, confidence: 0.85 }],
    sets: true,
  }
}

const turn = /^(no|not|actually|sorry|wait|oops|i|mean|meant|rather|make|it|that|,)$/

/** "no, with Lena", "with Lena instead", "not Rob, Lena", of what Rob alone is in: Lena is in his place, in what it is called too. */
export function inTheirPlace(desk: Desk, clause: Clause, { spoken, made }: State): Outcome | undefined {
  const [record] = spoken
  const changer = record && changerOf(desk, record.family)
  const field = changer?.fields.find(({ list, meaning }) => list && meaning.to === 'person')
  const title = changer?.fields.find(({ meaning, name }) => meaning.kind === 'title' && name !== changer.key?.name)
  const maker = made && desk.find(made.skill)
  const known = record?.fields ?? (maker?.main && made?.input[maker.main.name] === record?.name ? made?.input : undefined)
  const there = field && known?.[field.name]
  if (!record || !changer?.key || !field || !Array.isArray(there) || there.length !== 1) return undefined
  const old = String(there[0])
  const fresh = replacing(desk, clause, old)
  if (fresh.length === 0) return undefined
  const called = [old, old.split(' ')[0] as string].find(name => ` ${record.name} `.includes(` ${name} `))
  const name = called && title ? { [title.name]: record.name.replace(called, () => fresh.join(' and ')) } : {}
  return {
    requests: [{ skill: changer.id, input: { [changer.key.name]: keyOf(record), [field.name]: fresh, ...name }, confidence: 0.85 }],
    sets: true,
  }
}

/** Who is to be in somebody's place, where the message says nothing else. */
function replacing(desk: Desk, clause: Clause, old: string): string[] {
  const { tokens } = clause
  const word = (at: number) => tokens[at]?.lower ?? ''
  const isOld = (name: string) => [old.toLowerCase(), old.toLowerCase().split(' ')[0]].includes(name.toLowerCase())
  let at = 0
  let turned = false
  while (turn.test(word(at))) turned = /^(no|not|actually|sorry|oops|meant?|rather)$/.test(word(at++)) || turned
  const denied = personAt(clause, at, desk.around)
  if (word(at - 1) === 'not' && denied > at && isOld(textOf(clause, at, denied)) && /^(,|but)$/.test(word(denied))) at = denied + 1
  else if (word(at) !== 'with') return []
  if (word(at) === 'with') at++
  const names: string[] = []
  for (;;) {
    const to = personAt(clause, at, desk.around)
    if (to === at) return []
    names.push(textOf(clause, at, to))
    at = to
    if (!/^(and|&)$/.test(word(at))) break
    at++
  }
  if (word(at) === 'instead') {
    turned = true
    at++
    if (word(at) === 'of') at = Math.max(at, personAt(clause, at + 1, desk.around))
  }
  const ends = tokens.slice(at).every(({ kind, lower }) => kind === 'sign' || lower === 'please')
  return turned && ends && !names.some(isOld) ? names : []
}

const lead = /^(and|also|please|ok|actually|no|then|,|just)$/

/** Names, lower case, of those who are to leave or cannot come. */
function leaving(desk: Desk, clause: Clause): string[] {
  const { tokens } = clause
  const word = (at: number) => tokens[at]?.lower ?? ''
  let at = 0
  while (lead.test(word(at))) at++
  const told = /^(remove|uninvite|disinvite|drop|take|kick|without)$/.test(word(at))
  if (told) at++
  const names: string[] = []
  for (;;) {
    const to = personAt(clause, at, desk.around)
    if (to === at) break
    names.push(textOf(clause, at, to).toLowerCase())
    at = to
    if (!/^(and|,|&)$/.test(word(at))) break
    at++
  }
  const rest = tokens
    .slice(at)
    .filter(({ kind }) => kind !== 'sign')
    .map(({ lower }) => lower)
    .join(' ')
  const ends = told
    ? /^((from|off|out of|out)( of)?( it| that| this| there)?)?( again| please| too)?$/.test(rest)
    : /^(can't|cannot|can not|cant|won't|will not|wont|isn't|is not|isnt|are not|aren't|doesn't|does not) (come|coming|make it|join|joining|be there|attend|attending)( any ?more| after all)?$/.test(
        rest,
      )
  return ends ? names : []
}
