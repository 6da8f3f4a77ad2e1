import { SaxesParser } from 'saxes'
import { memoryErrors } from '../errors.ts'
import { decodeText } from './decode-text.ts'
import { limits, tooMany } from './limits.ts'

export interface XmlElement {
  /** Without its prefix. */
  name: string
  /** With their prefixes. */
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

interface XmlEvents {
  open(name: string, attributes: Record<string, string>): void
  text(text: string): void
  close(name: string): void
}

/**
 * Goes through an XML file without holding it. One that declares entities is refused: office programs write none, and they are how
 * a small file becomes an endless one. @throws memory.broken_file, memory.too_large
 */
export function readXml(content: Uint8Array, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: false })
  let depth = 0
  parser.on('error', error => {
    throw memoryErrors.broken_file({ reason: 'a part of it is not valid XML.' }, { cause: error })
  })
  parser.on('doctype', type => {
    if (/<!ENTITY/i.test(type)) throw memoryErrors.broken_file({ reason: 'it declares XML entities, which ATOM does not follow.' })
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > limits.depth) throw tooMany('elements inside one another', limits.depth)
    events.open(local(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    events.close(local(name))
  })
  parser.on('text', text => events.text(text))
  parser.on('cdata', text => events.text(text))
  parser.write(decodeText(content)).close()
}

/** An XML file as a whole, for those that are not large. @throws as `readXml` */
export function parseXml(content: Uint8Array): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  let elements = 0
  readXml(content, {
    open: (name, attributes) => {
      if (++elements > limits.elements) throw tooMany('elements in a part', limits.elements)
      const element = { name, attributes, children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    },
    text: text => open.at(-1)?.children.push(text),
    close: () => open.pop(),
  })
  return root.children.find(child => typeof child !== 'string') ?? root
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The value of an attribute, whatever its prefix. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  if (!element) return undefined
  const { attributes } = element
  if (name in attributes) return attributes[name]
  const key = Object.keys(attributes).find(key => local(key) === name)
  return key === undefined ? undefined : attributes[key]
}

export const elementsIn = (element: XmlElement): XmlElement[] => element.children.filter(child => typeof child !== 'string')

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name)

/** Those of the name at any depth, but not inside one another. */
export function* descendants(element: XmlElement, ...names: string[]): Generator<XmlElement> {
  for (const inner of elementsIn(element)) {
    if (names.includes(inner.name)) yield inner
    else yield* descendants(inner, ...names)
  }
}

/** All text in it. */
export function textOf(element: XmlElement | undefined): string {
  return element ? element.children.map(child => (typeof child === 'string' ? child : textOf(child))).join('') : ''
}
