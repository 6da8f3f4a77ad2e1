import { attribute, child, elementsIn, type XmlElement } from './xml.ts'

/** Where a paragraph stands in a list. */
export interface ListPlace {
  list: string
  /** 0 for the outermost. */
  level: number
}

/** What a Word file's styles say of a paragraph. */
export class Styles {
  readonly #styles = new Map<string, XmlElement>()

  constructor(styles: XmlElement | undefined) {
    for (const style of styles ? elementsIn(styles) : []) {
      const id = attribute(style, 'styleId')
      if (style.name === 'style' && id) this.#styles.set(id, style)
    }
  }

  /** 1 for the highest heading, 0 for the document's title, nothing for a paragraph that is none. */
  headingLevel(paragraph: XmlElement | undefined): number | undefined {
    for (const { properties, name } of this.#chain(paragraph)) {
      const outline = attribute(child(properties, 'outlineLvl'), 'val')
      if (outline !== undefined) return Number(outline) < 9 ? Number(outline) + 1 : undefined
      // Names of Word's own styles are the same in every language.
      if (name === 'title') return 0
      const heading = /^heading (\d)$/.exec(name)
      if (heading) return Number(heading[1])
    }
    return undefined
  }

  numbering(paragraph: XmlElement | undefined): ListPlace | undefined {
    let level: string | undefined
    for (const { properties } of this.#chain(paragraph)) {
      const numbering = child(properties, 'numPr')
      level ??= attribute(child(numbering, 'ilvl'), 'val')
      const list = attribute(child(numbering, 'numId'), 'val')
      if (list !== undefined) return list === '0' ? undefined : { list, level: Math.min(8, Number(level ?? 0) || 0) }
    }
    return undefined
  }

  /** The paragraph, its style, and those that one is based on. */
  *#chain(paragraph: XmlElement | undefined): Generator<{ properties: XmlElement | undefined; name: string }> {
    yield { properties: paragraph, name: '' }
    let id = attribute(child(paragraph, 'pStyle'), 'val')
    for (let steps = 0; id !== undefined && steps < 20; steps++) {
      const style = this.#styles.get(id)
      yield { properties: child(style, 'pPr'), name: (attribute(child(style, 'name'), 'val') ?? id).toLowerCase() }
      id = attribute(child(style, 'basedOn'), 'val')
    }
  }
}
