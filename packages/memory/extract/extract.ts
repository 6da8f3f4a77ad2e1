import type { Extracted } from './extracted.ts'
import { kindOf } from './file-kind.ts'
import { ReadingProcess } from './process/reading-process.ts'
import { readFile } from './read-file.ts'

export interface FileToRead {
  content: Uint8Array
  mediaType: string
  /** With its ending, which tells the type where content and `mediaType` leave it open. */
  name: string
}

/**
 * Makes text of a file. No file can take more than its time and memory, or more of the server than a process apart.
 * @throws memory.unknown_type, memory.broken_file, memory.encrypted, memory.too_large, memory.no_text, memory.took_too_long
 */
export type Extract = (file: FileToRead, signal?: AbortSignal) => Promise<Extracted>

/** Bytes of plain text that are read where they are: ATOM's own records, for which a process would be much. */
const little = 256 * 1024

/** Two, so that a file which takes its time does not hold up every workspace. */
const readers = [new ReadingProcess(), new ReadingProcess()]

export const extract: Extract = async (file, signal) => {
  if (file.content.byteLength <= little && file.mediaType.startsWith('text/plain') && kindOf(file) === 'plain') return readFile(file)
  const reader = readers.reduce((least, other) => (other.waiting < least.waiting ? other : least))
  return reader.extract(file, signal)
}
