import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString as textOf } from 'mdast-util-to-string'
import { gfm } from 'micromark-extension-gfm'
import { addTable } from './add-table.ts'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'
import { told } from './opc.ts'
import { countLines } from './plain.ts'

type Root = ReturnType<typeof fromMarkdown>
type Node = Root['children'][number]

/** What some programs put in front, between lines of three dashes: a title, a day, an author. */
const frontMatter = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/

/** Markdown with its tables. The title is the front matter's, or the one highest heading it begins with. */
export function markdown(text: string): Extracted {
  const front = frontMatter.exec(text)
  // Its lines stay, so that lines are counted right.
  const body = front ? front[0].replace(/[^\n]/g, '') + text.slice(front[0].length) : text
  const extracted = new ExtractedText()
  const { children } = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  for (const node of children) add(extracted, node)
  const said = (name: string) => new RegExp(`^${name}:[ \\t]*["']?(.*?)["']?[ \\t]*$`, 'im').exec(front?.[1] ?? '')?.[1] ?? ''
  const [first] = children
  const heading = first?.type === 'heading' && first.depth === 1 ? textOf(first) : ''
  return extracted.done(told({ title: said('title') || heading, author: said('author'), at: said('date') }))
}

function add(extracted: ExtractedText, node: Node): void {
  const lines = linesOf(node)
  if (node.type === 'heading') extracted.add(textOf(node), { kind: 'heading', level: node.depth, ...lines })
  else if (node.type === 'code') extracted.add(node.value, { kind: 'code', ...codeLines(node) })
  else if (node.type === 'list') extracted.add(items(node, 0).join('\n'), { kind: 'list', ...lines })
  else if (node.type === 'table') {
    const rows = node.children.map(row => row.children.map(cell => textOf(cell)))
    addTable(extracted, rows, { header: true, lines: node.children.map(linesOf) })
  } else if (node.type === 'blockquote' || node.type === 'footnoteDefinition') for (const inner of node.children) add(extracted, inner)
  else if (node.type === 'html')
    extracted.add(node.value.replace(/<!--[\s\S]*?-->|<[^>]*>/g, ' ').replace(/[ \t]+/g, ' '), { kind: 'paragraph', ...lines })
  else extracted.add(textOf(node), { kind: 'paragraph', ...lines })
}

const linesOf = ({ position }: Pick<Node, 'position'>) => (position ? { line: position.start.line, lastLine: position.end.line } : {})

/** Without the fences; code that is only indented has none. */
function codeLines({ position, value }: Extract<Node, { type: 'code' }>) {
  if (!position) return {}
  const { line } = position.start
  const inside = countLines(value)
  const first = position.end.line - line > inside ? line + 1 : line
  return { line: first, lastLine: first + inside }
}

function items(list: Extract<Node, { type: 'list' }>, level: number): string[] {
  return list.children.flatMap((item, i) => {
    const mark = list.ordered ? `${(list.start ?? 1) + i}.` : '-'
    const done = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : ''
    const own = item.children.filter(part => part.type !== 'list').map(part => textOf(part))
    const inner = item.children.flatMap(part => (part.type === 'list' ? items(part, level + 1) : []))
    return [`${'  '.repeat(Math.min(level, 8))}${mark} ${done}${own.join(' ')}`, ...inner]
  })
}
