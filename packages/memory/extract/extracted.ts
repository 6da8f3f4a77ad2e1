/** What kind of passage a block is. A table's block is one row, or a few, each line with its headers. */
export type BlockKind = 'heading' | 'paragraph' | 'list' | 'table' | 'code'

/** One piece of a document, as its author made it. `start` and `end` are characters of `Extracted.text`. */
export interface Block {
  kind: BlockKind
  start: number
  end: number
  /** Of a heading: 1 is the highest. */
  level?: number
  /** Page or slide, from 1. */
  page?: number
  /** Name of the sheet. */
  sheet?: string
  /** Of a text file: the line it begins on, from 1. Where it breaks lines, so did the file. */
  line?: number
  /** The line it ends on. */
  lastLine?: number
  /** Of a sheet: its row, from 1, and the first and last of its columns that are filled, from 0. */
  row?: number
  columns?: [first: number, last: number]
}

/** A file inside a file, such as an attachment of a mail: a document of its own. */
export interface Inner {
  name: string
  mediaType: string
  content: Uint8Array
}

/** A document as text, with the places its passages stand at. */
export interface Extracted {
  /** All that a person would read, blocks apart by blank lines. */
  text: string
  /** In the order of the text; what is between them is white space. */
  blocks: Block[]
  title?: string
  author?: string
  /** UTC ISO 8601: when it was written, as it says itself. */
  at?: string
  inner?: Inner[]
  /** Pages that have no text of their own and may be pictures of it, from 1. */
  scans?: number[]
}
