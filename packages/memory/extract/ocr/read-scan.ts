import { memoryErrors } from '../../errors.ts'
import { kindOf } from '../file-kind.ts'
import { orientationOf } from '../picture.ts'
import type { Progress } from '../process/protocol.ts'
import type { ScanLanguage } from './languages.ts'
import { PagePictures } from './page-pictures.ts'
import { Recognizer } from './recognizer.ts'
import type { FileToScan, ScannedPage } from './scan.ts'

let made: { codes: string; recognizer: Promise<Recognizer> } | undefined

/** One at a time, as the data of a language takes a third of a second to load. */
function recognizerOf(languages: readonly ScanLanguage[]): Promise<Recognizer> {
  const codes = languages.map(({ code }) => code).join('+')
  if (made?.codes !== codes) made = { codes, recognizer: Recognizer.with(languages) }
  return made.recognizer
}

/**
 * Reads the pages of a file that are pictures, here and now: for the process that may be ended.
 * @throws memory.broken_file
 */
export async function readScan(file: FileToScan, tell: (how: Progress) => Promise<void>): Promise<ScannedPage[]> {
  const recognizer = await recognizerOf(file.languages)
  if (kindOf(file) !== 'pdf') {
    const blocks = recognizer.read(file.content, orientationOf(file.content))
    if (!blocks) throw memoryErrors.broken_file({ reason: 'the picture is damaged.' })
    return [{ page: 1, blocks }]
  }
  const pictures = await PagePictures.of(file.content)
  try {
    const scanned: ScannedPage[] = []
    for (const [done, page] of file.pages.entries()) {
      await tell({ done, total: file.pages.length })
      const picture = await pictures.picture(page)
      if (picture) scanned.push({ page, blocks: recognizer.read(picture) ?? [] })
    }
    return scanned
  } finally {
    pictures.close()
  }
}
