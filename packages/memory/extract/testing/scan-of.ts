import { crc32, deflateSync } from 'node:zlib'
import { PagePictures } from '../ocr/page-pictures.ts'
import { type PdfText, pdfOf } from './pdf-of.ts'

/** Grey pixels, a byte each, row by row. */
interface Pixels {
  width: number
  height: number
  data: Buffer
}

/** A page as it would be printed, at 300 dots an inch. */
async function printed(texts: readonly PdfText[]): Promise<Pixels> {
  const pictures = await PagePictures.of(pdfOf([texts]))
  const pgm = Buffer.from((await pictures.picture(1)) ?? [])
  pictures.close()
  const [, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(pgm.subarray(0, 40).toString('latin1')) ?? []
  return { width: Number(width), height: Number(height), data: pgm.subarray(pgm.length - Number(width) * Number(height)) }
}

/** A PDF of scans: each page a picture of these texts; `[]` is an empty page. A text beside `printed` has a layer of its own. */
export async function scannedPdfOf(pages: readonly (readonly PdfText[] | { typed: string })[]): Promise<Buffer> {
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${4 + i * 3} 0 R`).join(' ')}] >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'),
  ]
  const stream = (said: string, data: Buffer) =>
    Buffer.concat([Buffer.from(`<< ${said} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')])
  for (const [i, page] of pages.entries()) {
    const at = 4 + i * 3
    const isTyped = 'typed' in page
    const content = isTyped ? `BT /F1 10 Tf 50 700 Td (${page.typed}) Tj ET` : page.length === 0 ? '' : 'q 600 0 0 800 0 0 cm /P Do Q'
    const { width, height, data } = isTyped || page.length === 0 ? { width: 1, height: 1, data: Buffer.from([255]) } : await printed(page)
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${at + 1} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /P ${at + 2} 0 R >> >> >>`,
      ),
      stream('', Buffer.from(content)),
      stream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
        deflateSync(data),
      ),
    )
  }
  const parts = [Buffer.from('%PDF-1.7\n')]
  let length = 9
  const offsets = objects.map((object, n) => {
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    const offset = length
    parts.push(part)
    length += part.length
    return offset
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(end)])
}

/** A PNG of these texts as they would be printed; turned upside down where told. */
export async function photoOf(texts: readonly PdfText[], { upsideDown = false } = {}): Promise<Buffer> {
  const { width, height, data } = await printed(texts)
  return pngOf({ width, height, data: upsideDown ? Buffer.from(data).reverse() : data })
}

/** A grey PNG. */
export function pngOf({ width, height, data }: Pixels): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) data.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
