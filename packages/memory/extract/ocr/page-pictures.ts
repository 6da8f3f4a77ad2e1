import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'

/** Dots an inch that Tesseract reads best. */
const resolution = 300
/** Pixels of one page: A3 at that resolution, and what is larger at a lower one. */
const mostPixels = 18_000_000

let library: Promise<PDFiumLibrary> | undefined

/** Pages of a PDF as pictures. */
export class PagePictures {
  readonly #document: PDFiumDocument

  private constructor(document: PDFiumDocument) {
    this.#document = document
  }

  /** @throws what PDFium says of a file it cannot open */
  static async of(content: Uint8Array): Promise<PagePictures> {
    library ??= PDFiumLibrary.init()
    return new PagePictures(await (await library).loadDocument(content))
  }

  /** A page in grey, as PGM; nothing for one with nothing on it or that cannot be drawn. @param number from 1 */
  async picture(number: number): Promise<Uint8Array | undefined> {
    if (number > this.#document.getPageCount()) return undefined
    const page = this.#document.getPage(number - 1)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    if (page.getObjectCount() === 0 || originalWidth < 1 || originalHeight < 1) return undefined
    const scale = Math.min(resolution / 72, Math.sqrt(mostPixels / (originalWidth * originalHeight)))
    const { width, height, data } = await page.render({ scale, render: 'bitmap', colorSpace: 'Gray' })
    return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data])
  }

  close(): void {
    this.#document.destroy()
  }
}
