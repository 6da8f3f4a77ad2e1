import type { ListPlace } from './docx-styles.ts'
import { attribute, child, elementsIn, type XmlElement } from './xml.ts'

interface Level {
  start: number
  format: string
  /** Such as `%1.%2`. */
  text: string
}

/** Counts a Word file's lists as Word does, so that “see 3.2” finds what has that number. */
export class Numbering {
  readonly #levels = new Map<string, Map<number, Level>>()
  readonly #abstractOf = new Map<string, string>()
  readonly #counters = new Map<string, (number | undefined)[]>()

  constructor(numbering: XmlElement | undefined) {
    for (const element of numbering ? elementsIn(numbering) : []) {
      if (element.name === 'abstractNum') this.#levels.set(attribute(element, 'abstractNumId') ?? '', levelsOf(element))
      if (element.name === 'num')
        this.#abstractOf.set(attribute(element, 'numId') ?? '', attribute(child(element, 'abstractNumId'), 'val') ?? '')
    }
  }

  /** What stands in front of the next paragraph of the list; `-` for a bullet. */
  next(place: ListPlace | undefined): string | undefined {
    if (!place) return undefined
    const abstract = this.#abstractOf.get(place.list) ?? place.list
    const levels = this.#levels.get(abstract)
    const level = levels?.get(place.level)
    if (!levels || !level || level.format === 'bullet') return '-'
    const counters = this.#counters.get(abstract) ?? []
    this.#counters.set(abstract, counters)
    counters[place.level] = (counters[place.level] ?? level.start - 1) + 1
    counters.length = place.level + 1
    if (level.format === 'none') return '-'
    const told = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = levels.get(Number(digit) - 1)
      return written(counters[Number(digit) - 1] ?? at?.start ?? 1, at?.format ?? 'decimal')
    })
    return told.trim() || '-'
  }
}

function levelsOf(abstract: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>()
  for (const level of elementsIn(abstract)) {
    if (level.name !== 'lvl') continue
    levels.set(Number(attribute(level, 'ilvl') ?? 0), {
      start: Number(attribute(child(level, 'start'), 'val') ?? 1) || 0,
      format: attribute(child(level, 'numFmt'), 'val') ?? 'decimal',
      text: attribute(child(level, 'lvlText'), 'val') ?? '',
    })
  }
  return levels
}

function written(number: number, format: string): string {
  if (format === 'lowerLetter') return letters(number)
  if (format === 'upperLetter') return letters(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number)
  if (format === 'upperRoman') return roman(number).toUpperCase()
  if (format === 'decimalZero') return String(number).padStart(2, '0')
  return String(number)
}

/** a … z, aa, bb, as Word counts. */
const letters = (number: number): string =>
  number < 1 || number > 780 ? String(number) : String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26))

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  const signs: [number, string][] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let text = ''
  for (const [value, sign] of signs) for (; number >= value; number -= value) text += sign
  return text
}
