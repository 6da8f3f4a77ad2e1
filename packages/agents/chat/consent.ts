const yes =
  /^(yes|yep|yeah|yup|ya|y|ok|okay|sure|of course|please do|do it|go ahead|go on|confirm(ed)?|approved?|right|correct|fine|alright|all right|yes please|delete (it|them|that)|(yes )?(that'?s|that is) (right|fine|ok|okay|correct))$/
const no =
  /^(no|nope|nah|n|never ?mind|nevermind|cancel( (it|that|this))?|don'?t|do not|don'?t do (it|that)|stop|leave (it|them|that)( alone| be| as (it|they) (is|are))?|keep (it|them|that)|rather not|better not|forget (it|about it|that)|not now|deny|denied|abort|hold on|wait)$/

/** Whether somebody says yes or no to what was asked, and nothing else besides. */
export function consentOf(text: string): 'yes' | 'no' | undefined {
  const clauses = text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/\b(please|thanks|thank you|pls|thx|actually|then|just|oh)\b/g, ' ')
    .split(/[,.!;:–—-]+|\s-\s/)
    .map(clause =>
      clause
        .replace(/[^a-z' ]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
  if (clauses.length === 0 || clauses.length > 3) return undefined
  const said = clauses.map(clause => (no.test(clause) ? 'no' : yes.test(clause) ? 'yes' : undefined))
  if (said.every(word => word === 'yes')) return 'yes'
  // "no, leave it": whoever says no anywhere means no.
  if (said.every(word => word !== undefined) && said.includes('no')) return 'no'
  return undefined
}
