/**
 * “for Sam …, remind him”: the one person named before stands for him and her. Not where contacts are spoken of: there it may be the contact.
 * @param people as they are named in the workspace
 */
export function whoIsMeant(text: string, people: readonly string[]): string {
  if (/\b(?:contacts?|customers?|clients?|persons?|people|guests?)\b/i.test(text)) return text
  const named = people.filter(name => wholeWord(name).test(text))
  const [only] = named
  if (only === undefined || named.length > 1) return text
  const start = (wholeWord(only).exec(text)?.index ?? 0) + only.length
  const before = text.slice(0, start)
  const after = text
    .slice(start)
    .replace(/\b(?:him|he|she)\b(?!['’])/giu, only)
    .replace(
      /\bher\b(?=\s*(?:[,.;!?]|$)|\s+(?:in|at|on|to|about|that|tomorrow|today|and|then|when|if|before|after|now|first|otherwise|know)\b)/giu,
      only,
    )
  return before + after
}

const wholeWord = (name: string) => new RegExp(`(?<![\\p{L}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'iu')
