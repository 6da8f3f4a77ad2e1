import { ExtractedText } from '../builder.ts'
import type { Extracted } from '../extracted.ts'
import type { ScannedPage } from './scan.ts'

/** A document with what was read off its pictures, each page in its place. Where it has no title, its highest heading on the first page is one. */
export function withScanned({ text, blocks, scans: _, ...rest }: Extracted, scanned: readonly ScannedPage[]): Extracted {
  const whole = new ExtractedText()
  const pages = scanned.toSorted((a, b) => a.page - b.page)
  const addUpTo = (end: number) => {
    while (pages[0] && pages[0].page < end)
      for (const { page, blocks: found } of pages.splice(0, 1))
        for (const { text: read, ...block } of found) whole.add(read, { ...block, page })
  }
  for (const { start, end, ...block } of blocks) {
    addUpTo(block.page ?? 0)
    whole.add(text.slice(start, end), block)
  }
  addUpTo(Number.POSITIVE_INFINITY)
  const title = rest.title ?? scanned.find(({ page }) => page === 1)?.blocks.find(({ level }) => level === 1)?.text
  return whole.done({ ...rest, ...(title === undefined ? {} : { title }) })
}
