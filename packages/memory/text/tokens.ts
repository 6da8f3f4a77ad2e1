/** One word of a text as it is compared: lower case, without accents. `start` and `end` are places in the text. */
export interface Token {
  word: string
  start: number
  end: number
}

/** Letters, marks and digits; inside a word also `.,-_/:` between digits and `'` between letters, so that 3.5, 2026-11-27 and Dana's stay whole. */
const word = /[\p{L}\p{N}\p{M}]+(?:(?:[.,:/_-](?=\p{N}))[\p{L}\p{N}\p{M}]+|['’](?=\p{L})[\p{L}\p{M}]+)*/gu

/** Scripts written without spaces; their words are found by pairs of characters. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'")
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('œ', 'oe')

export function* tokensOf(text: string): Generator<Token> {
  for (const match of text.matchAll(word)) {
    const start = match.index
    if (unspaced.test(match[0])) {
      const letters = [...match[0]]
      let at = start
      for (let i = 0; i < letters.length; i++) {
        const pair = letters.slice(i, i + 2).join('')
        if (i === 0 || i + 1 < letters.length) yield { word: fold(pair), start: at, end: at + pair.length }
        at += (letters[i] as string).length
      }
      continue
    }
    yield { word: fold(match[0]).replace(/'s?$/, ''), start, end: start + match[0].length }
  }
}
