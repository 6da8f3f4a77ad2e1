import { Field, FixedSizeList, Float32, Int32, Schema, Utf8 } from 'apache-arrow'
import type { Category } from '../store.ts'
import type { IndexSpace } from './space.ts'

/** What the index keeps of a chunk: how to find it, and where its text stands. Never the text. */
export interface ChunkRow {
  /** `<document>:<version>:<position>` */
  id: string
  document: string
  source: string
  /** Of the document's text; a row of another version than the document's is left over. */
  version: string
  /** 0 for the document's first. */
  position: number
  start: number
  end: number
  /** 0 where the document has no pages. */
  page: number
  sheet: string
  /** Headings above it, a line each. */
  headings: string
  category: Category
  /** Lower case; '' for nobody. */
  author: string
  /** UTC ISO 8601. */
  at: string
  language: string
  /** SHA-256 of what was embedded: the same passage is embedded once. */
  hash: string
  /** Its words as they are compared. */
  terms: string
  vector: Float32Array
}

/** The columns, with what the vectors were made by. */
export const rowSchema = ({ id, dimension, probe }: IndexSpace): Schema =>
  new Schema(
    [
      ...['id', 'document', 'source', 'version'].map(name => new Field(name, new Utf8())),
      ...['position', 'start', 'end', 'page'].map(name => new Field(name, new Int32())),
      ...['sheet', 'headings', 'category', 'author', 'at', 'language', 'hash', 'terms'].map(name => new Field(name, new Utf8())),
      new Field('vector', new FixedSizeList(dimension, new Field('item', new Float32()))),
    ],
    new Map([
      ['embedder', id],
      ['probe', probe === undefined ? '' : JSON.stringify(probe)],
    ]),
  )

/** Numbers in a vector of a table with these columns. */
export const dimensionOf = (schema: Schema): number =>
  (schema.fields.find(({ name }) => name === 'vector') as Field<FixedSizeList>).type.listSize
