import { z } from 'zod'

export const memoryCategories = ['conversation', 'document', 'user', 'workflow', 'integration', 'record'] as const

/** A passage of what ATOM has read, with the place it stands at. */
export const MemoryPassage = z.object({
  documentId: z.string().describe('For an uploaded file the id of the file.'),
  title: z.string(),
  uri: z.string(),
  text: z.string(),
  page: z.number().int().optional().describe('Page or slide, from 1.'),
  sheet: z.string().optional(),
  cells: z.string().optional().describe('In that sheet, such as A2:D9.'),
  line: z.number().int().optional().describe('Of a text file: its first line, from 1.'),
  lastLine: z.number().int().optional(),
  heading: z.string().optional().describe('The headings above it, the highest first, with › between.'),
  start: z.number().int().describe('First character in the text of the document.'),
  end: z.number().int(),
  score: z.number().describe('0 to 1.'),
  at: z.string().describe('When it was written.'),
  category: z.enum(memoryCategories),
})
export type MemoryPassage = z.infer<typeof MemoryPassage>

/** An answer with what it stands on; `[1]` in it is the first citation. */
export const MemoryAnswer = z.object({
  answer: z.string(),
  found: z.boolean().describe('False when nothing that was read supports an answer.'),
  citations: z.array(MemoryPassage),
})
export type MemoryAnswer = z.infer<typeof MemoryAnswer>

/** A document in short. */
export const MemorySummary = z.object({
  documentId: z.string(),
  title: z.string(),
  summary: z.string().describe('`[1]` in it is the first citation.'),
  written: z.boolean().describe('By a language model; otherwise it quotes the sentences that tell most.'),
  whole: z.boolean().describe('False where the document is too long for all of it to be looked at.'),
  citations: z.array(MemoryPassage),
})
export type MemorySummary = z.infer<typeof MemorySummary>

/** Something ATOM was told to remember of a person; only they see it. */
export const MemoryFact = z.object({ id: z.string(), text: z.string(), createdAt: z.string() })
export type MemoryFact = z.infer<typeof MemoryFact>

/** A passage as the search page shows it. */
export const FoundPassage = MemoryPassage.extend({
  source: z.string(),
  sourceName: z.string(),
  mediaType: z.string(),
  author: z.string().optional(),
  marks: z
    .array(z.object({ start: z.number().int(), end: z.number().int() }))
    .describe('Where the text of the passage has words of the query, from its first character on.'),
  supported: z.boolean().describe('Whether an answer could stand on it; if not, it is only the closest there is.'),
})
export type FoundPassage = z.infer<typeof FoundPassage>

const facet = <V extends z.ZodType>(value: V) =>
  z.array(z.object({ value, name: z.string(), count: z.number().int().describe('Documents among those found.') }))

/** What a search can be narrowed to: values of its filters, with how many documents that would leave. */
export const MemoryFacets = z.object({
  categories: facet(z.enum(memoryCategories)),
  sources: facet(z.string()),
  authors: facet(z.string()),
})
export type MemoryFacets = z.infer<typeof MemoryFacets>

/** What `POST /api/memory/explore` answers. */
export const Exploration = z.object({ items: z.array(FoundPassage), facets: MemoryFacets })
export type Exploration = z.infer<typeof Exploration>
