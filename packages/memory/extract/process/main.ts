import type { FileToRead } from '../extract.ts'
import { readFile } from '../read-file.ts'
import { answerFiles } from './answer-files.ts'

answerFiles<FileToRead>(readFile)
