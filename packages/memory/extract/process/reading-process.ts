import type { FileToRead } from '../extract.ts'
import type { Extracted } from '../extracted.ts'
import { limits, tooManyBytes } from '../limits.ts'
import { FileProcess, type FileProcessOptions } from './file-process.ts'

/** A process that takes the text out of files. */
export class ReadingProcess extends FileProcess<FileToRead, Extracted> {
  constructor(options: Omit<FileProcessOptions, 'main'> = {}) {
    super({ ...options, main: new URL('./main.ts', import.meta.url) })
  }

  /** As `Extract.read`. */
  async extract({ content, mediaType, name }: FileToRead, signal?: AbortSignal): Promise<Extracted> {
    if (content.byteLength > limits.bytes) throw tooManyBytes('a file', limits.bytes)
    return this.ask({ content, mediaType, name }, signal)
  }
}
