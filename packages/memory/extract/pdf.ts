import { getDocumentProxy } from 'unpdf'
import { memoryErrors } from '../errors.ts'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'
import { told } from './opc.ts'
import { addLines, lettersOf } from './pdf-blocks.ts'
import { type Fragment, type Line, linesInOrder } from './pdf-layout.ts'

/** PDF, page by page in reading order; what is larger than the text is a heading. Pages without a letter may be scans. @throws memory.encrypted, memory.broken_file, memory.too_large */
export async function pdf(content: Uint8Array): Promise<Extracted> {
  // Readers mend a file that was cut off, and then show a part of it as if it were the whole.
  if (!Buffer.from(content.buffer, content.byteOffset, content.byteLength).subarray(-2048).includes('%%EOF')) {
    throw memoryErrors.broken_file({ reason: 'its end is missing.' })
  }
  // The library keeps what it is given.
  const document = await getDocumentProxy(new Uint8Array(content), { verbosity: 0, stopAtErrors: true }).catch(error => {
    if ((error as Error).name === 'PasswordException') throw memoryErrors.encrypted()
    throw memoryErrors.broken_file({ reason: 'it is not a whole PDF.' }, { cause: error })
  })
  try {
    if (document.numPages > limits.pages) throw tooMany('pages', limits.pages)
    const pages: Line[][] = []
    const upright: string[] = []
    const scans: number[] = []
    let characters = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { fragments, turned } = fragmentsOf(await page.getTextContent(), page.getViewport({ scale: 1 }).transform)
      page.cleanup()
      characters += fragments.reduce((sum, { text }) => sum + text.length, turned.length)
      if (characters > limits.characters) throw tooMany('characters of text', limits.characters)
      if (![...fragments.map(({ text }) => text), turned].some(text => /\p{L}/u.test(text))) scans.push(number)
      pages.push(linesInOrder(fragments))
      upright.push(turned)
    }
    const letters = lettersOf(pages)
    const text = new ExtractedText()
    for (const [i, lines] of pages.entries()) {
      addLines(text, lines, letters, i + 1)
      text.add(upright[i] ?? '', { kind: 'paragraph', page: i + 1 })
    }
    const extracted = text.done()
    const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> }
    return { ...extracted, ...properties(info, extracted), ...(scans.length === 0 ? {} : { scans }) }
  } finally {
    await document.loadingTask.destroy()
  }
}

type TextContent = Awaited<ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>['getTextContent']>>

function fragmentsOf({ items }: TextContent, view: number[]): { fragments: Fragment[]; turned: string } {
  const fragments: Fragment[] = []
  const turned: string[] = []
  for (const item of items) {
    if (!('str' in item) || item.str.trim() === '') continue
    const [a, b, c, d, x, y] = multiplied(view, item.transform as number[])
    const size = Math.hypot(c, d)
    // Text that stands on its side, as beside a chart, has no line among the others.
    if (Math.abs(b) > Math.abs(a)) turned.push(item.str)
    else if (size > 0) fragments.push({ text: item.str, x, y, width: item.width, size, rightToLeft: item.dir === 'rtl' })
  }
  return { fragments, turned: turned.join(' ') }
}

/** Two transformations as one, as PDF writes them. */
function multiplied(one: number[], two: number[]): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = two
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** Names that programs give of themselves, instead of a title. */
const noTitle = /^(microsoft \w+ - .*|untitled.*|unbenannt.*|document\d*|.*\.(docx?|xlsx?|pptx?|indd|pdf|tex|dvi|qxd|odt|html?))$/i

function properties(info: Record<string, unknown>, { text, blocks }: Extracted): Pick<Extracted, 'title' | 'author' | 'at'> {
  const said = (name: string) => (typeof info[name] === 'string' ? (info[name] as string).trim() : '')
  const heading = blocks.find(block => block.page === 1 && block.kind === 'heading' && block.level === 1)
  const title = noTitle.test(said('Title')) || said('Title') === '' ? heading && text.slice(heading.start, heading.end) : said('Title')
  return told({ title, author: said('Author'), at: day(said('ModDate')) ?? day(said('CreationDate')) })
}

/** `D:20261124090000+01'00'` as ISO 8601. */
function day(told: string): string | undefined {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-]\d{2})'?(\d{2})?)?/.exec(told)
  if (!match) return undefined
  const [, year, month = '01', date = '01', hour = '00', minute = '00', second = '00', zone, zoneMinutes = '00'] = match
  return `${year}-${month}-${date}T${hour}:${minute}:${second}${zone ? `${zone}:${zoneMinutes}` : 'Z'}`
}
