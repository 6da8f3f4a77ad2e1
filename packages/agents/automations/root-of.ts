import { stem } from '../understanding/text/words.ts'

const irregular: Record<string, string> = {
  made: 'make',
  written: 'write',
  wrote: 'write',
  done: 'do',
  did: 'do',
  gone: 'go',
  goes: 'go',
  went: 'go',
  came: 'come',
  got: 'get',
  gets: 'get',
  is: 'be',
  are: 'be',
  was: 'be',
  were: 'be',
  been: 'be',
  being: 'be',
  said: 'say',
  took: 'take',
  taken: 'take',
  put: 'put',
  set: 'set',
  threw: 'throw',
  thrown: 'throw',
  broke: 'break',
  broken: 'break',
  given: 'give',
  kept: 'keep',
  "isn't": 'not',
  "doesn't": 'not',
  "didn't": 'not',

  cancels: 'cancel',
}

/** “finish”, “finished” and “finishes” are one verb. */
export function rootOf(word: string): string {
  const known = irregular[word]
  if (known) return known.length > 3 ? known.replace(/e$/, '') : known
  return stem(word)
    .replace(/(?:ied|ies)$/, 'y')
    .replace(/(?:ing|ed|es|s|e)$/, '')
    .replace(/([bdgmnprt])\1$/, '$1')
}
