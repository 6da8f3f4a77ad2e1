export { readSentence, type Sentence, type SentenceDeps } from './read-sentence.ts'
export type { Surroundings } from './types.ts'
export { type Vocabulary, vocabularyOf } from './vocabulary.ts'
