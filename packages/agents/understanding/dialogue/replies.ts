import type { Token } from '../text/token.ts'

/** The words of a message without signs and courtesies, for telling a yes from a no. */
const bare = (tokens: readonly Token[]): string =>
  tokens
    .filter(token => token.kind === 'word')
    .map(token => token.lower)
    .join(' ')

const courtesy =
  "(please|pls|plz|pls|ta|hm|hmm|hmmm|mm|nah|btw|for now|everything|that's|is|thanks|thank you|then|now|just|ok|okay|oh|well|ah|so|um|that one|for me|again)"
const all = (words: string) => new RegExp(`^(${courtesy} )*(${words})( (${words}|${courtesy}))*$`)

const yes = all(
  "yes|yep|yeah|yup|yea|ya|y|sure|sure thing|of course|ok|okay|go ahead|go for it|do it|do that|please do|confirm|confirmed|correct|right|that's right|exactly|absolutely|definitely|certainly|fine|fine by me|by all means|go on|go on then|works for me|okey|okey dokey|yes indeed|indeed|be my guest|sounds good|i'm sure|i am sure|make it so|agreed|affirmative|why not|yes do it",
)
const no = all(
  "no|nope|nah|n|no way|neither|none|neither of them|none of them|skip it|skip that|drop it|cancel it|don't bother|forget about it|don't|dont|do not|leave it|keep it|leave it alone|leave that|leave them|keep them|keep that|stop|cancel|cancel that|not now|not yet|never mind|nevermind|better not|rather not|don't do it|don't do that|i changed my mind|forget it|wait|hold on|abort|no don't",
)
const dropped = all(
  "never mind|nevermind|never mind then|skip it|skip that|scratch that|scratch that idea|cancel that|leave it be|never mind that|forget it|forget about it|forget that|scrap that|scrap it|ignore that|ignore it|i changed my mind|changed my mind|don't do anything|do nothing|don't|dont|no|nope|stop|wait|nothing|don't bother|no need|not needed|no thanks|drop it|leave it",
)
const thanks = all(
  "thanks|thank you|thank u|thx|tyvm|tysm|tx|thanx|thnx|thankyou|ta|danke|merci|gracias|ty|cheers|great|perfect|cool|nice|awesome|ok|okay|good|well done|got it|bye|goodbye|good night|good morning|good evening|hello|see you|see you tomorrow|see you later|see you soon|that's all|that is all|that will be all|for today|alright|all right|brilliant|wonderful|lovely|excellent|good job|much appreciated|you're a star|you are a star|you're the best|you rock|(?:you're|you are) (?:so |very |really |just )?(?:great|awesome|amazing|brilliant|wonderful|lovely|fantastic|helpful|kind|nice|the best)|lol|haha|super|fine|so much|very much|a lot",
)

export const isYes = (tokens: readonly Token[]): boolean => yes.test(bare(tokens))
export const isNo = (tokens: readonly Token[]): boolean => no.test(bare(tokens))
/** Begins with a no, whatever follows: "hmm no, I'd rather keep that one". */
export const beginsWithNo = (tokens: readonly Token[]): boolean =>
  new RegExp(`^(${courtesy} |wait |actually )*(no|nope|nah|don't|dont|neither|skip|forget|never mind|scratch|cancel that|stop)\\b`).test(
    bare(tokens),
  ) || /\bno$/.test(bare(tokens))
/** "Yes, get rid of it": a yes and what was meant, said again. */
export const beginsWithYes = (tokens: readonly Token[]): boolean =>
  tokens.length < 8 &&
  new RegExp(`^(${courtesy} )*(yes|yep|yeah|yup|sure|ok|okay)\\b`).test(bare(tokens)) &&
  tokens.some(token => /^(it|that|them|those)$/.test(token.lower))

/** The person takes back what was being talked about. */
export const isDropped = (tokens: readonly Token[]): boolean =>
  // "no wait, 9" says what is meant instead.
  !tokens.some(token => token.kind === 'number') && dropped.test(bare(tokens))
/** "ok then 11" asks for something. */
export const isThanks = (tokens: readonly Token[]): boolean => !tokens.some(token => token.kind === 'number') && thanks.test(bare(tokens))

const refusal =
  /^(please )?(and |but |so |now |ok |okay |wait |no |oh )*((don't|dont|do not|never|not|stop|let's not|lets not|let us not|no need|there's no need|there is no need|you don't (have|need)|you dont (have|need)|you do not (have|need)|you needn't|i don't (need|want|think)|i dont (need|want)|i do not (need|want)|i didn't (ask|want|mean)|i never|i no longer|i won't|i wont|we don't (need|want)|i'd rather not|i would rather not|hold off|leave|keep)\b|no [a-z]+( [a-z]+){0,5}( needed| required| necessary| please)?$|i('ve| have) decided against|i changed my mind|rather not|under no circumstances|there's no reason|there is no reason|i haven't|i havent|it won't be|we're not|we are not|we won't|you (shouldn't|mustn't|can't|cannot|must not|should not|needn't|need not|may not|are not to|aren't to|don't get to)|nothing (needs|need|should|has|must|is|to)|none of|nobody|no one (asked|wants|needs)|(it's|it is|it isn't|there is|there's) (not|nothing) (necessary|needed|to)|i'd rather you didn't|i would rather you didn't|don't bother|not a word)/

/**
 * Says that something is not to be done. What follows a skill's own words ("don't let me forget") or stands after them ("remind me not
 * to …", "write: don't …") is no refusal; the caller sees to that.
 */
export const isRefusal = (tokens: readonly Token[]): boolean =>
  // "no, I meant …" refuses nothing by its no.
  !(tokens[0]?.lower === 'no' && tokens[1]?.lower === ',' && !/^(don't|dont|do|never|please|stop|leave)$/.test(tokens[2]?.lower ?? '')) &&
  refusal.test(
    tokens
      .map(token => token.lower)
      .filter(word => /[\p{L}\p{N}]/u.test(word))
      .join(' '),
  )

/** "the draft must not be deleted", "the gate shouldn't be moved": what is not to be done, said of the thing. */
export const forbids = (tokens: readonly Token[]): boolean =>
  tokens.every(token => token.kind !== 'quote' && token.lower !== ':' && token.lower !== ',') &&
  /^((the|my|our|that|this|these|those|all|none) )\S+( \S+){0,6} ((must|should|may|can|shall|need) not|mustn't|shouldn't|can't|cannot|needn't|mayn't) (be|get|ever be) /.test(
    tokens.map(token => token.lower).join(' '),
  )

/** A refusal said at the end: "…, so no list needed", "… please don't". */
export const endsInRefusal = (tokens: readonly Token[]): boolean =>
  /\b(no [a-z ]+ (needed|required|necessary)|please don't|so don't)$/.test(bare(tokens))

/** "… don't need it any more", "it's not important": says why something is to go. */
export function isReason(tokens: readonly Token[]): boolean {
  const said = tokens.map(token => token.lower).join(' ')
  return (
    /^(i |we |you )?(don't|dont|do not|no longer|didn't|won't) (need|want|use|needed|be needing)\b.*\b(it|that|this|them|one|anymore|any more|longer|now)\b/.test(
      said,
    ) || /^(it|it is|it's|that) .*\b(not needed|not important|no longer needed|outdated|obsolete)\b/.test(said)
  )
}
