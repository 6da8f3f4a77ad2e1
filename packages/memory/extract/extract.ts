import { AtomError } from '@atom/kernel'
import { memoryErrors } from '../errors.ts'
import type { Extracted } from './extracted.ts'
import { kindOf } from './file-kind.ts'
import { limits, tooMany } from './limits.ts'
import type { ScanLanguage } from './ocr/languages.ts'
import { ScanningProcess } from './ocr/scanning-process.ts'
import { withScanned } from './ocr/with-scanned.ts'
import type { Progress } from './process/protocol.ts'
import { ReadingProcess } from './process/reading-process.ts'
import { readFile } from './read-file.ts'

export interface FileToRead {
  content: Uint8Array
  mediaType: string
  /** With its ending, which tells the type where content and `mediaType` leave it open. */
  name: string
}

/** Makes text of files. No file can take more than its time and memory, or more of the server than a process apart. */
export interface Extract {
  /**
   * The text a file holds; `scans` are pages it may have more on, as pictures.
   * @throws memory.unknown_type, memory.broken_file, memory.encrypted, memory.too_large, memory.no_text, memory.took_too_long
   */
  read(file: FileToRead, signal?: AbortSignal): Promise<Extracted>
  /**
   * As `read`, with the text of its pictures: some five seconds of a core for a full page, one file at a time. Where they cannot be read, and there is text beside them, that is all.
   * @throws as `read`
   */
  scan(file: FileToRead, read: Extracted, signal?: AbortSignal, progress?: (how: Progress) => void): Promise<Extracted>
}

/** Bytes of plain text that are read where they are: ATOM's own records, for which a process would be much. */
const little = 256 * 1024

/** @param languages scans are read in; none for not at all */
export function createExtract(languages: readonly ScanLanguage[]): Extract {
  // Two, so that a file which takes its time does not hold up every workspace.
  const readers = [new ReadingProcess(), new ReadingProcess()]
  const scanner = new ScanningProcess()
  return {
    async read(file, signal) {
      if (file.content.byteLength <= little && file.mediaType.startsWith('text/plain') && kindOf(file) === 'plain') return readFile(file)
      const reader = readers.reduce((least, other) => (other.waiting < least.waiting ? other : least))
      const { scans, ...extracted } = await reader.extract(file, signal)
      if (scans && languages.length > 0) return { ...extracted, scans }
      if (extracted.text === '' && !extracted.inner?.length) throw memoryErrors.no_text()
      return extracted
    },
    async scan(file, read, signal, progress) {
      const { scans: pages = [], ...without } = read
      let whole = without
      try {
        if (pages.length > limits.scannedPages) throw tooMany('scanned pages', limits.scannedPages)
        whole = withScanned(read, await scanner.ask({ ...file, pages, languages: [...languages] }, signal, progress))
      } catch (error) {
        if (without.text === '' || !AtomError.is(error) || error.retry === 'policy') throw error
      }
      if (whole.text === '' && !whole.inner?.length) throw memoryErrors.no_text()
      return whole
    },
  }
}
