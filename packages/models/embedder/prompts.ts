import type { TextRole } from './embedder.ts'

/** What a model wants before a text, by what the text is. */
export type Prompts = Record<TextRole, string>

/** Families of models that were trained with words before each text, by their names. */
const families: [RegExp, Prompts][] = [
  [/e5.*instruct/i, { query: 'Instruct: Given a question, retrieve passages that answer it\nQuery: ', passage: '' }],
  [/(^|[^a-z])e5([^a-z0-9]|$)/i, { query: 'query: ', passage: 'passage: ' }],
  [/nomic-embed/i, { query: 'search_query: ', passage: 'search_document: ' }],
  [/mxbai-embed|snowflake-arctic-embed|arctic-embed/i, { query: 'Represent this sentence for searching relevant passages: ', passage: '' }],
  [/bge-(small|base|large)-en/i, { query: 'Represent this sentence for searching relevant passages: ', passage: '' }],
  [/embeddinggemma/i, { query: 'task: search result | query: ', passage: 'title: none | text: ' }],
]

/** The prompts of the family a model's name tells; none where it tells none. */
export const promptsOf = (model: string): Prompts | undefined => families.find(([name]) => name.test(model))?.[1]

export function withPrompt(prompts: Prompts | undefined, as: TextRole, texts: string[]): string[] {
  const before = prompts?.[as] ?? ''
  return before === '' ? texts : texts.map(text => before + text)
}
