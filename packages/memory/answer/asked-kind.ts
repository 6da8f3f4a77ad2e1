import { tokensOf } from '../text/tokens.ts'

/** What kind of thing answers a question; undefined where any sentence may. */
export type AskedKind = 'money' | 'number' | 'time' | 'person'

const kinds: [AskedKind, RegExp][] = [
  [
    'money',
    /\b(how much|how expensive|costs?|price|fee|rent|salary|earns?|budget|charged?|premium|was kostet|wie teuer|kostet|preis|miete|gehalt|verdient|gebühr)\b/,
  ],
  [
    'number',
    /\b(how (many|high|long|far|often|old|large|big|loud|fast|soon|late|wide|heavy|quickly)|what percentage|wie (viele?|hoch|lange?|oft|groß|weit|schnell|laut|alt))\b/,
  ],
  ['time', /^(when|(since|until|by) when|wann|(bis|seit|ab) wann)\b|\b(what date|which day|an welchem tag)\b/],
  ['person', /^(who|whom|whose|wer|wem|wen)\b|\bwie heißt\b|\bname of\b/],
]

export const askedKind = (question: string): AskedKind | undefined => {
  const asked = question.trim().toLowerCase()
  return kinds.find(([, words]) => words.test(asked))?.[0]
}

const digits = /\p{N}/u
const currency = /€|\$|£|%|\b(eur|euros?|cents?|percent|prozent|pounds?|dollars?|free|kostenlos)\b/i
const counted =
  /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|hundred|thousand|every|each|daily|weekly|monthly|yearly|quarter|eine?n?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\p{L}+mal|halbe?s?|jährlich|monatlich|wöchentlich|täglich)\b/iu
const dated =
  /\b(january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|(mon|tues|wednes|thurs|fri|satur|sun)days?|(mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|weeks?|months?|years?|after|before|until|spring|summer|autumn|winter|easter|christmas|wochen?|monate?n?|jahre?n?|nach|vor|bis|frühling|sommer|herbst|ostern|weihnachten)\b/i
/** A word with a capital letter that does not begin a sentence or a line. */
const named = /(?<=[\p{L}\p{N},;|)] |: )\p{Lu}[\p{L}'’-]+/gu

/** Whether a text has anything of the kind that is asked for: an amount, a number, a time, somebody's name that the question has not. */
export function hasKind(text: string, kind: AskedKind | undefined, question: string): boolean {
  if (kind === undefined) return true
  if (kind === 'money') return (digits.test(text) && currency.test(text)) || /\p{N}{3}/u.test(text)
  if (kind === 'number') return digits.test(text) || counted.test(text)
  if (kind === 'time') return digits.test(text) || dated.test(text)
  const asked = new Set([...tokensOf(question)].map(({ word }) => word))
  return [...text.matchAll(named)].some(([name]) => [...tokensOf(name)].some(({ word }) => !asked.has(word)))
}
