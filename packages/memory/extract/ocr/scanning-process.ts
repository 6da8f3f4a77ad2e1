import { FileProcess, type FileProcessOptions } from '../process/file-process.ts'
import type { FileToScan, ScannedPage } from './scan.ts'

/** A process that reads pages which are pictures. Its time is that of one page, and what it holds lies beside the heap. */
export class ScanningProcess extends FileProcess<FileToScan, ScannedPage[]> {
  constructor(options: Omit<FileProcessOptions, 'main'> = {}) {
    super({ memory: 1536, timeout: 180_000, ...options, main: new URL('./main.ts', import.meta.url) })
  }
}
