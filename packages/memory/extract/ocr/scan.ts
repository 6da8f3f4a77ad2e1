import type { FileToRead } from '../extract.ts'
import type { BlockKind } from '../extracted.ts'
import type { ScanLanguage } from './languages.ts'

/** A file some pages of which are pictures of text. */
export interface FileToScan extends FileToRead {
  /** From 1. A picture has one. */
  pages: number[]
  languages: ScanLanguage[]
}

/** What stands on a page that is a picture. */
export interface ScannedPage {
  page: number
  blocks: ScannedBlock[]
}

export interface ScannedBlock {
  kind: Extract<BlockKind, 'heading' | 'paragraph'>
  /** Of a heading. */
  level?: number
  text: string
}
