import { isProbablyReaderable, Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { ExtractedText } from './builder.ts'
import { decodeText } from './decode-text.ts'
import type { Extracted } from './extracted.ts'
import { addElement, checkSize } from './html-blocks.ts'
import { told } from './opc.ts'
import type { Page } from './page-element.ts'

/** A web page: what a person came to read, without menus and margins; headings, lists and tables kept. */
export function html(content: Uint8Array): Extracted {
  const source = decodeText(content, charsetOf(content))
  const document = documentOf(source)
  checkSize(document.documentElement)
  const meta = (...names: string[]) => {
    for (const name of names) {
      const said = document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute('content')
      if (said) return said
    }
    return ''
  }
  const title = meta('og:title') || document.querySelector('title')?.textContent || document.querySelector('h1')?.textContent || ''
  const properties = told({
    title: title.replace(/\s+/g, ' '),
    author: meta('author', 'article:author'),
    at: meta('article:modified_time', 'article:published_time', 'date', 'dcterms.modified'),
  })
  const whole = new ExtractedText()
  addElement(whole, document.documentElement, { margins: false })
  const article = articleOf(source, whole.length)
  return (article ?? whole).done(properties)
}

/** The HTML of a mail: all of it, for nobody puts menus in one. */
export function addMailHtml(text: ExtractedText, source: string): void {
  const document = documentOf(source)
  checkSize(document.documentElement)
  addElement(text, document.documentElement, { margins: true })
}

/** What Readability takes for the article, unless it is too little of the page to be it. */
function articleOf(source: string, wholeLength: number): ExtractedText | undefined {
  const document = documentOf(source)
  if (!isProbablyReaderable(document)) return undefined
  const article = new Readability(document).parse()
  if (!article?.content) return undefined
  const text = new ExtractedText()
  addElement(text, documentOf(article.content).documentElement, { margins: true })
  return text.length >= 500 && text.length >= wholeLength / 4 ? text : undefined
}

function documentOf(source: string): Page {
  const whole = /<html[\s>]/i.test(source.slice(0, 4096)) ? source : `<!doctype html><html><body>${source}</body></html>`
  return parseHTML(whole).document as unknown as Page
}

/** What a page says it is encoded in, in its first kilobyte. */
function charsetOf(content: Uint8Array): string | undefined {
  const head = Buffer.from(content.subarray(0, 1024)).toString('latin1')
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? /<\?xml[^>]+encoding=["']([\w-]+)/.exec(head)?.[1]
}
