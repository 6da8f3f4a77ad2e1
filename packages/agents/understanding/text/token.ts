/** One word, number or sign of a message, with its place in the original text. */
export interface Token {
  /** As written. */
  text: string
  /** Lower case, straight apostrophes, spelling corrected: for comparing only, never for what is stored. */
  lower: string
  start: number
  end: number
  kind: 'word' | 'number' | 'tag' | 'bang' | 'mention' | 'email' | 'url' | 'phone' | 'quote' | 'sign'
  /** For a quote: what stands between the marks. */
  inner?: string
}

const patterns: [Token['kind'], RegExp][] = [
  ['quote', /"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|(?<=^|[\s(:])'([^']+(?:'[^'\s][^']*)*)'(?=$|[\s.,;:!?)])|‘([^’]+)’(?!\p{L})/uy],
  ['email', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy],
  ['url', /(?:https?:\/\/|www\.)[^\s,;]*[^\s,;.!?)]/uy],
  ['url', /[\p{L}\p{N}-]+\.(?:com|org|net|io|de|co|uk|eu|app|dev|ai|fr|ch|at|gov|edu)(?![\p{L}\p{N}])(?:\/\S*)?/uy],
  ['tag', /#[\p{L}\p{N}][\p{L}\p{N}_/-]*/uy],
  ['bang', /!!*\p{L}+|!!+(?=\s|$)|!\d(?=\s|$)/uy],
  ['mention', /@\p{L}[\p{L}\p{N}_-]*/uy],
  ['number', /\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\p{L}\d])/uy],
  ['number', /\d{4}\/\d{1,2}\/\d{1,2}(?!\d)|\d{1,2}-\d{1,2}-\d{2,4}(?!\d)/uy],
  [
    'phone',
    /\+\d[\d ()/.-]{5,}\d|\(\d{2,5}\)[ -]?\d{2,}(?:[ -]\d{2,})*|\d{5}[ -]\d{5,6}(?!\d)|0\d{2,4}[ /-]?\d{3,}(?:[ -]\d{2,})*|\d{3}[-. ]\d{3,4}(?:[-. ]\d{3,5})?(?![\d:])/uy,
  ],
  [
    'number',
    /\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}(?!\d))?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?!\d)|\d+(?:[.:,]\d+)*(?:h\d{2}(?:m(?:in)?)?|\p{L}+)?/uy,
  ],
  ['word', /\p{L}[\p{L}\p{N}\p{M}_]*(?:['’&-][\p{L}\p{N}]+)*['’]?(?=[^\p{L}\p{N}]|$)|\p{L}[\p{L}\p{N}\p{M}_]*/uy],
  ['sign', /\S/uy],
]

/** Cuts a message into tokens. Offsets are UTF-16 units of `text`. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at] as string)) {
      at++
      continue
    }
    const found = match(text, at)
    tokens.push(...possessive(found))
    at = found.end
  }
  return tokens
}

function match(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const hit = pattern.exec(text)
    if (!hit?.[0]) continue
    const written = hit[0]
    const token: Token = { text: written, lower: written.toLowerCase().replaceAll('’', "'"), start: at, end: at + written.length, kind }
    if (kind === 'quote')
      token.inner =
        hit
          .slice(1)
          .find(part => part !== undefined)
          ?.trim() ?? ''
    return token
  }
  return { text: text[at] as string, lower: (text[at] as string).toLowerCase(), start: at, end: at + 1, kind: 'sign' }
}

/** The written text of tokens `from` (inclusive) to `to` (exclusive), with the spaces between them. */
export const written = (text: string, tokens: readonly Token[], from: number, to: number): string =>
  from < to ? text.slice((tokens[from] as Token).start, (tokens[to - 1] as Token).end) : ''

const contracted = /^(what|who|where|when|how|it|that|there|here|he|she)('s)$|^(what|who|where|when|how|that|there|here)(s)$/

/** "Dana's" is a name and its ending; "what's" is "what is". */
function possessive(token: Token): Token[] {
  const days =
    token.kind === 'word'
      ? /^((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)([-–])((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)$/.exec(token.lower)
      : null
  if (days) {
    const [first, sign] = [(days[1] as string).length, 1]
    const piece = (from: number, to: number, kind: Token['kind']): Token => ({
      text: token.text.slice(from, to),
      lower: token.lower.slice(from, to),
      start: token.start + from,
      end: token.start + to,
      kind,
    })
    return [piece(0, first, 'word'), piece(first, first + sign, 'sign'), piece(first + sign, token.text.length, 'word')]
  }
  const short = token.kind === 'word' ? contracted.exec(token.lower) : null
  if (token.kind !== 'word' || /^(let|o)'s$/.test(token.lower) || !(short || /'s$/.test(token.lower))) return [token]
  const cut = token.text.length - (short?.[4] ?? "'s").length
  return [
    { ...token, text: token.text.slice(0, cut), lower: token.lower.slice(0, cut), end: token.start + cut },
    { ...token, text: token.text.slice(cut), lower: short ? 'is' : "'s", start: token.start + cut },
  ]
}
