import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the made-up company, as a person would have given it to ATOM. */
export interface MaterialFile {
  name: string
  mediaType: string
  content: string
  /** UTC ISO 8601: when it was last changed; a mail tells it itself. */
  at?: string
}

/** What is asked, and where the answer stands. */
export interface Question {
  kind: 'keyword' | 'paraphrase' | 'cross-language' | 'table' | 'version' | 'typo' | 'who' | 'none'
  question: string
  /** Any of these passages will do: in this file, with these words. Without any, nothing answers it. */
  answers?: { in: string; says: string }[]
  /** Files whose answer was true once, or of another version than was asked for. */
  stale?: string[]
}

const mediaTypes: Record<string, string> = { md: 'text/markdown', csv: 'text/csv', eml: 'message/rfc822' }

/** Each file begins with a line `=== name | author | day`; all of them together are one company's papers. */
export function readMaterial(): MaterialFile[] {
  const texts = globSync(join(import.meta.dirname, 'material/*.txt')).sort()
  return texts.flatMap(path =>
    readFileSync(path, 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map(part => {
        const line = part.indexOf('\n')
        const [name = '', author, day] = part.slice(0, line).split(' | ')
        const body = part.slice(line + 1).trim()
        const type = name.slice(name.lastIndexOf('.') + 1)
        return {
          name,
          mediaType: mediaTypes[type] as string,
          content: type === 'md' ? `---\nauthor: ${author}\ndate: ${day}\n---\n${body}\n` : `${body}\n`,
          ...(day === undefined ? {} : { at: `${day}T09:00:00.000Z` }),
        }
      }),
  )
}

/** @param file beside this one */
export const readQuestions = (file = 'questions.jsonl'): Question[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Question)
