import type { Block, Extracted } from '../extract/extracted.ts'

/** A passage that is found as a whole. `start` and `end` are characters of the document's text. */
export interface Chunk {
  start: number
  end: number
  /** The headings it stands under, the highest first. */
  headings: string[]
  page?: number
  sheet?: string
}

export interface ChunkSize {
  /** Words a chunk should have; it ends with the sentence that goes beyond. A model reads about 1.3 tokens a word. */
  target: number
  /** Words of the chunk before that a chunk begins with where a passage had to be cut. */
  overlap: number
}

const usualSize: ChunkSize = { target: 150, overlap: 25 }

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

interface Piece {
  start: number
  end: number
  words: number
}

/**
 * Cuts a document by its structure: never across a heading, a page or a sheet, between blocks where it can, else between sentences. A
 * sentence of more than twice the target is cut between words.
 */
export function chunksOf({ text, blocks }: Extracted, size: ChunkSize = usualSize): Chunk[] {
  const chunks: Chunk[] = []
  const headings: { level: number; text: string }[] = []
  let open: Piece[] = []
  let place: Pick<Chunk, 'headings' | 'page' | 'sheet'> = { headings: [] }

  const close = () => {
    const [first, last] = [open[0], open.at(-1)]
    if (first && last) chunks.push({ start: first.start, end: last.end, ...place })
    open = []
  }
  const wordsOpen = () => open.reduce((sum, piece) => sum + piece.words, 0)

  for (const block of blocks) {
    if (block.kind === 'heading') {
      close()
      const level = block.level ?? 1
      while (headings.length > 0 && (headings.at(-1) as { level: number }).level >= level) headings.pop()
      headings.push({ level, text: text.slice(block.start, block.end) })
    }
    const here = {
      headings: headings.map(heading => heading.text),
      ...(block.page === undefined ? {} : { page: block.page }),
      ...(block.sheet === undefined ? {} : { sheet: block.sheet }),
    }
    if (here.page !== place.page || here.sheet !== place.sheet) close()
    if (open.length === 0) place = here
    for (const piece of piecesOf(text, block, size.target)) {
      if (open.length > 0 && wordsOpen() + piece.words > size.target) {
        const tail = piece.start > block.start ? overlapOf(open, size.overlap) : []
        close()
        place = here
        open = tail
      }
      open.push(piece)
    }
  }
  close()
  return withoutBareHeadings(chunks, blocks)
}

/** A heading alone says nothing that the chunk under it, which has it in front, does not. One with nothing under it stays. */
function withoutBareHeadings(chunks: Chunk[], blocks: Block[]): Chunk[] {
  const headings = new Set(blocks.filter(block => block.kind === 'heading').map(block => `${block.start}-${block.end}`))
  return chunks.filter((chunk, i) => {
    if (!headings.has(`${chunk.start}-${chunk.end}`)) return true
    const next = chunks[i + 1]
    return !next || next.headings.length <= chunk.headings.length - 1 || next.headings[chunk.headings.length - 1] !== chunk.headings.at(-1)
  })
}

function* piecesOf(text: string, block: Block, target: number): Generator<Piece> {
  const content = text.slice(block.start, block.end)
  const words = countWords(content)
  if (words <= target) {
    yield { start: block.start, end: block.end, words }
    return
  }
  const parts =
    block.kind === 'table' || block.kind === 'code' || block.kind === 'list'
      ? lines(content)
      : [...sentences.segment(content)].map(s => ({ index: s.index, segment: s.segment }))
  for (const { index, segment } of parts) {
    const trimmed = segment.trimEnd()
    if (trimmed === '') continue
    const start = block.start + index
    const inside = countWords(trimmed)
    if (inside <= target * 2) yield { start, end: start + trimmed.length, words: inside }
    else yield* cutWords(trimmed, start, target)
  }
}

function* lines(content: string): Generator<{ index: number; segment: string }> {
  let index = 0
  for (const line of content.split('\n')) {
    yield { index, segment: line }
    index += line.length + 1
  }
}

function* cutWords(content: string, offset: number, target: number): Generator<Piece> {
  let start = -1
  let end = 0
  let words = 0
  for (const match of content.matchAll(/\S+/g)) {
    if (start < 0) start = match.index
    end = match.index + match[0].length
    if (++words === target) {
      yield { start: offset + start, end: offset + end, words }
      start = -1
      words = 0
    }
  }
  if (words > 0) yield { start: offset + start, end: offset + end, words }
}

/** The last pieces that together stay within so many words. */
function overlapOf(pieces: Piece[], most: number): Piece[] {
  const tail: Piece[] = []
  let words = 0
  for (const piece of pieces.toReversed()) {
    words += piece.words
    if (words > most) break
    tail.unshift(piece)
  }
  return tail
}

/** Characters without spaces, as in Chinese, count half a word each. */
function countWords(text: string): number {
  let words = 0
  for (const match of text.matchAll(/\S+/g)) words += match[0].length > 40 ? Math.ceil(match[0].length / 4) : 1
  return words
}
