import { memoryErrors } from '../errors.ts'

/** How much of one file is read. What is beyond fails with `memory.too_large`: a part of a file is never taken for the whole. */
export const limits = {
  /** Bytes of the file. */
  bytes: 256 * 2 ** 20,
  /** Characters of its text; about 8,000 printed pages. */
  characters: 20_000_000,
  /** Pages, slides or sheets. */
  pages: 5_000,
  /** Pages without text that are read as pictures; a full one takes some five seconds of a core. */
  scannedPages: 500,
  /** Of a picture. */
  pixels: 64_000_000,
  /** Files in a ZIP, and in what office programs write, which is one. */
  entries: 20_000,
  /** Bytes of one of them once it is inflated. */
  entryBytes: 256 * 2 ** 20,
  /** Bytes of all of them. */
  inflatedBytes: 512 * 2 ** 20,
  /** Times a file may grow by being inflated, once it is larger than `harmlessBytes`: honest tables reach 100, bombs 1,000. */
  ratio: 250,
  harmlessBytes: 8 * 2 ** 20,
  /** Elements inside one another. */
  depth: 400,
  /** Elements of one XML file that is held as a whole. */
  elements: 4_000_000,
  /** Parts of a mail inside one another, and mails. */
  mailDepth: 30,
} as const

const numbers = new Intl.NumberFormat('en-US')

/** `memory.too_large` for something that is counted. */
export const tooMany = (what: string, most: number) => memoryErrors.too_large({ what: `more than ${numbers.format(most)} ${what}` })

/** `memory.too_large` for bytes. */
export const tooManyBytes = (what: string, most: number) =>
  memoryErrors.too_large({ what: `${what} of more than ${numbers.format(Math.round(most / 2 ** 20))} MB` })
