import { attribute, child, elementsIn, type XmlElement } from './xml.ts'

type Format = 'date' | 'time' | 'date and time' | 'percent' | { currency: string } | undefined

/** Formats Excel knows without being told. */
const builtIn: Record<number, Format> = {
  9: 'percent',
  10: 'percent',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'date and time',
  45: 'time',
  46: 'time',
  47: 'time',
}
for (const id of [14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]) builtIn[id] = 'date'

/** How numbers are shown: a date is a number too, and only its format tells. */
export class CellFormats {
  /** By the style a cell names. */
  readonly #formats: Format[]
  /** Milliseconds of day 0. */
  readonly #origin: number

  constructor(styles: XmlElement | undefined, from1904: boolean) {
    this.#origin = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
    const own = new Map<number, Format>()
    const children = (name: string) => {
      const list = styles && child(styles, name)
      return list ? elementsIn(list) : []
    }
    for (const format of children('numFmts'))
      own.set(Number(attribute(format, 'numFmtId')), formatOf(attribute(format, 'formatCode') ?? ''))
    this.#formats = children('cellXfs').map(style => {
      const id = Number(attribute(style, 'numFmtId') ?? 0)
      return own.has(id) ? own.get(id) : builtIn[id]
    })
  }

  shown(value: number, style: number): string {
    if (!Number.isFinite(value)) return ''
    const format = this.#formats[style]
    if (format === 'percent') return `${plainNumber(value * 100)} %`
    if (typeof format === 'object') return `${plainNumber(value)} ${format.currency}`
    if (format === undefined || value < 0 || value > 2_958_466) return plainNumber(value)
    const at = new Date(this.#origin + Math.round(value * 86_400) * 1000).toISOString()
    if (format === 'date') return at.slice(0, 10)
    const time = at.slice(17, 19) === '00' ? at.slice(11, 16) : at.slice(11, 19)
    // More than a day, as a duration may be, is a number of days and hours that no time of day tells.
    return format === 'time' ? (value < 1 ? time : plainNumber(value)) : `${at.slice(0, 10)} ${time}`
  }
}

/** Without what binary fractions add: 0.1 + 0.2 is 0.3. */
const plainNumber = (value: number): string => String(Number(value.toPrecision(15)))

function formatOf(code: string): Format {
  const [positive = ''] = code.split(';')
  const currency = /\[\$([^\]-]+)|([€$£¥₹₽₩])/.exec(positive)
  // What is quoted, escaped or in brackets is shown as it stands; [h] is a time.
  const bare = positive
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '')
    .toLowerCase()
  if (bare.includes('%')) return 'percent'
  if (currency) return { currency: (currency[1] ?? currency[2] ?? '').trim() }
  const day = /[yd]/.test(bare) || /mmm/.test(bare)
  const time = /[hs]/.test(bare)
  if (day && time && !/general/.test(bare)) return 'date and time'
  if (/general|standard/.test(bare)) return undefined
  return day ? 'date' : time ? 'time' : undefined
}
