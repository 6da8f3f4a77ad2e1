const yes =
  "yes|yep|yeah|yup|ya|y|ok|okay|sure|of course|do|do it|do that|do so|go ahead|go on|go for it|confirm|confirmed|approve|approved|right|correct|fine|alright|all right|absolutely|definitely|that's right|that is right|that's fine|i'm sure|i am sure"
const no =
  "no|nope|nah|n|never mind|nevermind|cancel|cancel it|cancel that|don't|do not|don't do it|don't do that|stop|leave it|leave them|leave that|leave it alone|leave it be|leave it as it is|leave them as they are|keep it|keep them|keep that|rather not|better not|forget it|forget about it|forget that|not now|deny|denied|abort"

const whole = (words: string) => new RegExp(`^(?:${words})(?: (?:${words}))*$`)
const isYes = whole(yes)
const isNo = whole(no)

const acknowledgement = /^(?:ok|okay|sure|right|correct|fine|alright|all right|that's right|that is right|that's fine| )+$/

/** “ok”, “all right”: a yes right after a question, and no more than a nod behind anything else. */
export const isAcknowledgement = (text: string): boolean =>
  acknowledgement.test(
    text
      .toLowerCase()
      .replace(/👍/gu, ' ok ')
      .replace(/[’`]/g, "'")
      .replace(/[^\p{L}' ]+/gu, ' ')
      .trim(),
  )

const hesitation =
  /^(?:(?:h+m+|u+h*m+|e+r+m*|well|oh|ok|okay|so|please|no|just|actually|wait|hold on|hang on|hold it|(?:wait |just )?an?(?: moment| minute| second| sec)|one (?:moment|minute|second|sec)|just a (?:moment|minute|second|sec)|i'm|i am|not sure|not so sure|unsure|not certain|let me think|let me see|i don't know|i dont know|maybe|perhaps|not yet|yet|later|about it|about that) ?)+$/
const begins = /\b(?:h+m+|wait|hold|hang|moment|minute|second|sec|sure|unsure|certain|think|see|know|maybe|perhaps|yet|later)\b/

/** Whether somebody has not made up their mind: neither a yes nor a no, and nothing else besides. */
export function isHesitant(text: string): boolean {
  const said = text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return begins.test(said) && hesitation.test(said) && !/\bno\b/.test(said)
}

/**
 * Whether somebody says yes or no to what was asked, and nothing else besides.
 * @param verbs of what was asked: “delete it” is a yes to the question whether to delete, and to no other
 */
export function consentOf(text: string, verbs: readonly string[] = []): 'yes' | 'no' | undefined {
  const clauses = text
    .toLowerCase()
    .replace(/👍/gu, ' yes ')
    .replace(/👎/gu, ' no ')
    .replace(/[’`]/g, "'")
    .replace(/\b(please|thanks|thank you|pls|thx|actually|then|just|oh)\b/g, ' ')
    .split(/[,.!;:–—-]+/)
    .map(clause =>
      clause
        .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
  if (clauses.length === 0 || clauses.length > 3) return undefined
  const asked = new Set(verbs.flatMap(verb => ['it', 'them', 'that', 'those'].map(pronoun => `${verb} ${pronoun}`)))
  const said = clauses.map(clause => (isNo.test(clause) ? 'no' : isYes.test(clause) || asked.has(clause) ? 'yes' : undefined))
  if (said.includes(undefined)) return undefined
  // "no, leave it": whoever says no anywhere means no.
  return said.includes('no') ? 'no' : 'yes'
}

const joint = /(?:[.;!]\s+|\s*,?\s*\b(?:and|then|also|plus)\b)(?:\s*(?:,|and|then|also|please)(?=\W))*\s*/gi
/** What takes a yes back, or hangs on something. */
const limits = /\b(?:instead|rather|not|don['’]?t|no|but|except|only|unless|if|when|wait|after|before|other)\b/i

/**
 * “yes, go ahead and also add …”: a yes and what else is asked for. A nod is no yes here, and what might limit the yes is none either.
 * @param verbs of what was asked, as in `consentOf`
 */
export function yesAndMore(text: string, verbs: readonly string[] = []): string | undefined {
  let more: string | undefined
  for (const match of text.matchAll(joint)) {
    const said = text.slice(0, match.index)
    const rest = text.slice(match.index + match[0].length).trim()
    if (consentOf(said, verbs) === 'yes' && !isAcknowledgement(said) && /\p{L}\S*\s+\S/u.test(rest) && consentOf(rest, verbs) === undefined)
      more = rest
  }
  return more && !limits.test(more) ? more : undefined
}
