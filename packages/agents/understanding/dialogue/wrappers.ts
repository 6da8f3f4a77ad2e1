import type { Clause } from '../found/extraction.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { questionWords, stem, verbStems } from '../text/words.ts'

/** Takes off what a request is wrapped in, where what is inside is one by itself. */
export const unwrapped = (desk: Desk, clause: Clause): Clause =>
  rejoined(desk, askedBack(desk, forgotten(desk, meant(desk, toBeTold(desk, clause)))))

/** "put the lesson off until Friday": the two words of a verb are brought together again. */
function rejoined(desk: Desk, clause: Clause): Clause {
  const word = (at: number) => clause.tokens[at]?.lower ?? ''
  const verb = stem(word(0))
  for (let at = 2; at < Math.min(8, clause.tokens.length); at++) {
    if (clause.tokens[at]?.kind !== 'word' || !/^(off|out|back|up|down|away|forward|on)$/.test(word(at))) continue
    const next = clause.tokens[at + 1]
    if (next && next.kind !== 'sign' && !/^(to|till|until|til|by|for|at|from)$/.test(next.lower)) continue
    if (
      !desk.model.profiles.some(
        ({ key, reads, verbs }) => key && !reads && verbs.some(each => each.length === 2 && each[0] === verb && each[1] === word(at)),
      )
    )
      continue
    const tokens = [...clause.tokens.slice(0, 1), clause.tokens[at] as Token, ...clause.tokens.slice(1, at), ...clause.tokens.slice(at + 1)]
    return desk.clause(tokens, clause.question)
  }
  return clause
}

/** "I need to be reminded of …": what is wanted to be done to who speaks. */
function toBeTold(desk: Desk, clause: Clause): Clause {
  const at = clause.tokens.findIndex(token => token.lower === 'be')
  const past = clause.tokens[at + 1]
  if (at < 1 || at > 5 || !past || clause.tokens[at - 1]?.lower !== 'to') return clause
  const verb = verbStems(past.lower).find(each => each !== past.lower && desk.model.telling.has(each))
  const wish = clause.tokens
    .slice(0, at - 1)
    .every(token => /^(i|we|i'd|we'd|do|really|just|also|would|need|want|have|like|wish|ought|got|hope|prefer)$/.test(token.lower))
  if (!verb || !wish) return clause
  const said = (text: string): Token => ({ ...past, text, lower: text })
  return desk.clause([said(verb), said('me'), ...clause.tokens.slice(at + 2)], false)
}

/** "I need to add somebody to my list", "we must move the review" ask for just that; "I need to call the bank" is a thing to do. */
function meant(desk: Desk, clause: Clause): Clause {
  const word = (at: number) => clause.tokens[at]?.lower ?? ''
  const who = /^(i|we|you|i've|we've)$/.test(word(0)) ? 1 : 0
  if (!/^(need|have|want|must|should|got|better)$/.test(word(who)) || (who === 0 && word(0) !== 'must')) return clause
  const from = word(who + 1) === 'to' ? who + 2 : who + 1
  // "I must remember to call Tim": remembering is what ATOM is for.
  if (word(from) === 'remember' && word(from + 1) === 'to') return desk.clause(clause.tokens.slice(from), false)
  const inner = desk.clause(clause.tokens.slice(from))
  const top = desk.rank(inner)[0]
  if (!top || top.alignment.unexplained >= 0.3) return clause
  const own = top.alignment.frame.elements.some(element => element.kind === 'noun' || element.kind === 'tail')
  if (own && top.alignment.matched > 2) return inner
  // What is to be changed with a value found, and called by its sort: "move the piano lesson to Friday".
  const kinds = top.profile.kinds.some(kind => inner.tokens.some(token => kind.length === 1 && kind[0] === stem(token.lower)))
  return top.profile.key && !top.profile.reads && isComplete(top) && kinds && top.extraction.count > 0 && top.alignment.matched > 0.6
    ? inner
    : clause
}

/** "don't forget to remind Lena …": not to be forgotten is what it asks for, when that is a request by itself. */
function forgotten(desk: Desk, clause: Clause): Clause {
  const words = clause.tokens.map(token => token.lower)
  const length = /^(don't|dont) forget$/.test(words.slice(0, 2).join(' '))
    ? 2
    : /^(do not forget)$/.test(words.slice(0, 3).join(' '))
      ? 3
      : 0
  if (length === 0 || words[length] !== 'to') return clause
  const inner = desk.clause(clause.tokens.slice(length + 1))
  const top = desk.rank(inner)[0]
  if (!top || !isComplete(top) || top.alignment.frame.bare || top.alignment.unexplained > 0.4) return clause
  const telling = desk.model.telling.has(stem(words[length + 1] ?? ''))
  const noun = top.alignment.frame.elements.some(element => element.kind === 'noun' || element.kind === 'tail')
  return telling || (noun && top.alignment.matched > 1.6) ? inner : clause
}

/** "remind me what it says", "remind me when it is": a question, put as a wish to be told again. */
function askedBack(desk: Desk, clause: Clause): Clause {
  const words = clause.tokens.map(token => token.lower)
  if (words[1] !== 'me' || !desk.model.telling.has(stem(words[0] ?? ''))) return clause
  if (!/^(what|when|where|who|which|how)$/.test(words[2] ?? '') || !questionWords.has(words[2] ?? '')) return clause
  const inner = desk.clause(clause.tokens.slice(2), true)
  const top = desk.rank(inner)[0]
  return top?.profile.reads && isComplete(top) && top.alignment.unexplained < 0.8 && top.score > 0.9 ? inner : clause
}
