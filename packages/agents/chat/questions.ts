const lead = '^(?:(?:and|so|but|ok|okay|hey|und|also) )*'
const english = new RegExp(`${lead}(?:what|what's|whats|who|who's|whose|whom|when|where|which|why|how)\\b`, 'i')
const german = new RegExp(
  `${lead}(?:(?:bis|ab|seit|mit|für|von|zu|bei|in|an|auf|unter|über) )?(?:was|wer|wem|wen|wessen|wann|wo|wohin|woher|wie|wieso|warum|weshalb|wofür|welch(?:e[rsmn]?))(?![\\p{L}])`,
  'iu',
)
/** What asks for a deed, however politely. */
const request = /^(?:please\b|bitte\b|(?:can|could|would|will|won't) you\b|(?:kannst|könntest|würdest) du\b)/i
/** About ATOM itself. */
const ofAtom = /\b(?:you|your|yourself|atom)\b/i

/** Whether a message asks something rather than for something. */
export function isQuestion(text: string): boolean {
  const said = text.trim()
  if (request.test(said)) return false
  return said.endsWith('?') || english.test(said) || isForeignQuestion(said)
}

/** Whether a message is surely a question in a language that requests are not understood in: “was”, “wer” and “wann” with a German word after. */
export function isForeignQuestion(text: string): boolean {
  const said = text.trim()
  return german.test(said) && !english.test(said) && !/^was (?:i|you|it|he|she|there|that|this|the|my|our|any)\b/i.test(said)
}

/** A question for a fact: where nothing is known of it, that is the answer. */
export const wantsToKnow = (text: string): boolean => (english.test(text.trim()) && !ofAtom.test(text)) || isForeignQuestion(text)
