import { answerFiles } from '../process/answer-files.ts'
import { readScan } from './read-scan.ts'
import type { FileToScan } from './scan.ts'

answerFiles<FileToScan>(readScan)
