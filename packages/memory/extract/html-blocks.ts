import { addTable } from './add-table.ts'
import type { ExtractedText } from './builder.ts'
import { limits, tooMany } from './limits.ts'
import type { PageElement } from './page-element.ts'

interface Options {
  /** Whether menus, headers, footers and asides are read too. */
  margins: boolean
}

/** Never read, or not to be: what a page hides from people is a place to talk to programs. */
const unread = new Set([
  'head',
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'button',
  'select',
  'textarea',
  'iframe',
  'object',
  'canvas',
  'audio',
  'video',
  'dialog',
  'datalist',
  'rt',
  'rp',
])

const margins = new Set(['nav', 'footer', 'aside'])

const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter output progress q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** Refuses a page nobody wrote, before anything walks through it. @throws memory.too_large */
export function checkSize(root: PageElement): void {
  let elements = 0
  let depth = 0
  for (let at: PageElement | null = root; at; ) {
    if (++elements > limits.elements) throw tooMany('elements in a page', limits.elements)
    if (at.firstElementChild) {
      if (++depth > limits.depth) throw tooMany('elements inside one another', limits.depth)
      at = at.firstElementChild
      continue
    }
    while (at && at !== root && !at.nextElementSibling) {
      at = at.parentElement
      depth--
    }
    at = !at || at === root ? null : at.nextElementSibling
  }
}

/** Adds what an element shows. */
export function addElement(text: ExtractedText, root: PageElement, options: Options): void {
  let line = ''
  const flush = () => {
    text.add(tidy(line), { kind: 'paragraph' })
    line = ''
  }
  const walk = (element: PageElement) => {
    for (const node of element.childNodes) {
      if (node.nodeType === 3) line += (node.textContent ?? '').replace(/\s+/g, ' ')
      if (node.nodeType !== 1) continue
      const inner = node
      const name = inner.localName
      if (isUnread(inner, options)) continue
      if (name === 'br') line += '\n'
      else if (inline.has(name)) walk(inner)
      else {
        flush()
        if (/^h[1-6]$/.test(name)) text.add(shownText(inner, options), { kind: 'heading', level: Number(name[1]) })
        else if (name === 'pre') text.add(inner.textContent ?? '', { kind: 'code' })
        else if (name === 'ul' || name === 'ol' || name === 'menu') text.add(items(inner, options, 0).join('\n'), { kind: 'list' })
        else if (name === 'dl') text.add(definitions(inner, options), { kind: 'list' })
        else if (name === 'table' && isData(inner)) table(text, inner, options)
        else walk(inner)
        flush()
      }
    }
  }
  walk(root)
  flush()
}

function isUnread(element: PageElement, options: Options): boolean {
  if (unread.has(element.localName) || (!options.margins && margins.has(element.localName))) return true
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true
  return /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i.test(
    element.getAttribute('style') ?? '',
  )
}

const tidy = (text: string): string => text.replace(/[ \t\u00a0]+/g, ' ').replace(/ ?\n ?/g, '\n')

/** Everything an element shows, as one line. */
function shownText(element: PageElement, options: Options, except: ReadonlySet<string> = new Set()): string {
  let text = ''
  for (const node of element.childNodes) {
    if (node.nodeType === 3) text += node.textContent ?? ''
    if (node.nodeType !== 1) continue
    const inner = node
    if (isUnread(inner, options) || except.has(inner.localName)) continue
    const told = inner.localName === 'br' ? ' ' : shownText(inner, options, except)
    text += inline.has(inner.localName) ? told : ` ${told} `
  }
  return text.replace(/\s+/g, ' ').trim()
}

const lists = new Set(['ul', 'ol', 'menu'])

function items(list: PageElement, options: Options, level: number): string[] {
  let number = Number(list.getAttribute('start') ?? 1) || 1
  const lines: string[] = []
  for (const item of list.children) {
    if (isUnread(item, options)) continue
    if (lists.has(item.localName)) {
      lines.push(...items(item, options, level + 1))
      continue
    }
    const own = shownText(item, options, lists)
    if (own !== '') lines.push(`${'  '.repeat(Math.min(level, 8))}${list.localName === 'ol' ? `${number++}.` : '-'} ${own}`)
    for (const inner of item.querySelectorAll('ul, ol, menu'))
      if (inner.parentElement?.closest('ul, ol, menu') === list) lines.push(...items(inner, options, level + 1))
  }
  return lines
}

function definitions(list: PageElement, options: Options): string {
  const lines: string[] = []
  for (const part of list.querySelectorAll('dt, dd')) {
    const told = shownText(part, options)
    if (part.localName === 'dt' || lines.length === 0) lines.push(told)
    else lines[lines.length - 1] += lines.at(-1)?.includes(': ') ? `; ${told}` : `: ${told}`
  }
  return lines.join('\n')
}

/** Whether a table holds data, not the layout of a page or mail. */
function isData(table: PageElement): boolean {
  if (table.getAttribute('role') === 'presentation' || table.querySelector('table')) return false
  if (table.querySelector('th, caption')) return true
  const rows = [...table.querySelectorAll('tr')]
  return rows.length > 1 && rows.every(row => row.children.length > 1) && !table.querySelector('h1, h2, h3, ul, p + p')
}

function table(text: ExtractedText, table: PageElement, options: Options): void {
  const caption = table.querySelector('caption')
  if (caption) text.add(shownText(caption, options), { kind: 'paragraph' })
  const rows = [...table.querySelectorAll('tr')].filter(row => !isUnread(row, options))
  const first = [...(rows[0]?.children ?? [])]
  const header = first.length > 1 && first.every(cell => cell.localName === 'th')
  const cells = rows.map(row =>
    [...row.children].flatMap(cell => {
      const span = Math.min(Number(cell.getAttribute('colspan') ?? 1) || 1, 100)
      return [shownText(cell, options), ...Array<string>(span - 1).fill('')]
    }),
  )
  addTable(text, cells, header ? { header } : table.querySelector('th') ? { header: false } : {})
}
