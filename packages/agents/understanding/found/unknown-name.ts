import { commandVerbs, verbStems } from '../text/words.ts'
import type { Surroundings } from './extraction.ts'

/** May a word in lower case that nobody knows be somebody's name? "for fixing the gate" says what it is for. */
export const mayBeName = (around: Surroundings, word: string): boolean =>
  !around.familiar(word) && !verbStems(word).some(verb => verb !== word && (commandVerbs.has(verb) || around.familiar(verb)))
