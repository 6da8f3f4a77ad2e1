import type { Token } from '../text/token.ts'

const short: Record<string, [string, string]> = { its: ['it', 'is'], thats: ['that', 'is'], youre: ['you', 'are'], isnt: ['is', 'not'] }
/** What is said of it, and nothing it has. */
const state =
  /^(done|finished|complete|completed|over|off|not|no|too|also|now|still|already|urgent|fine|ok|okay|good|great|perfect|wrong|right|awesome)$/

/** "its done", "thats fine": the apostrophe that a hurried person leaves out, where nothing that it has can be meant. */
export const unclipped = (tokens: Token[]): Token[] =>
  tokens.flatMap((token, at) => {
    const words = token.kind === 'word' && state.test(tokens[at + 1]?.lower ?? '') ? short[token.lower] : undefined
    return words ? words.map(word => ({ ...token, text: word, lower: word })) : [token]
  })
