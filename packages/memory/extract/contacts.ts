import { memoryErrors } from '../errors.ts'
import { ExtractedText } from './builder.ts'
import { decodeText } from './decode-text.ts'
import type { Extracted } from './extracted.ts'

interface Property {
  name: string
  parameters: string
  value: string
}

/**
 * vCard 2.1, 3.0 and 4.0: a person a block. Telephones still write 2.1, whose quoted-printable values and bare parameters `ical.js` refuses.
 * @throws memory.broken_file
 */
export function contacts(source: string): Extracted {
  const text = new ExtractedText()
  let card: Property[] | undefined
  for (const property of propertiesOf(source)) {
    if (property.name === 'begin' && /vcard/i.test(property.value)) card = []
    else if (property.name === 'end' && /vcard/i.test(property.value)) {
      text.add(cardText(card ?? []), { kind: 'paragraph' })
      card = undefined
    } else card?.push(property)
  }
  if (card) throw memoryErrors.broken_file({ reason: 'its end is missing.' })
  return text.done()
}

function* propertiesOf(source: string): Generator<Property> {
  // A long line goes on in the next one, behind a space; quoted-printable goes on behind an equals sign.
  const lines = source.replace(/\n[ \t]/g, '').split('\n')
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i] as string
    const isQuoted = /^[^:]*quoted-printable/i.test(line)
    while (isQuoted && line.endsWith('=') && i + 1 < lines.length) line = line.slice(0, -1) + lines[++i]
    const match = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:;"]*(?:"[^"]*")?[^:;]*)*):(.*)$/.exec(line)
    if (!match) continue
    const [, name = '', parameters = '', value = ''] = match
    yield { name: name.toLowerCase(), parameters: parameters.toLowerCase(), value: isQuoted ? unquoted(value, parameters) : value }
  }
}

function unquoted(value: string, parameters: string): string {
  const bytes = value.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return decodeText(Buffer.from(bytes, 'latin1'), /charset=([\w-]+)/i.exec(parameters)?.[1])
}

const labels: Record<string, string> = {
  org: 'Company',
  title: 'Position',
  role: 'Role',
  email: 'E-mail',
  tel: 'Phone',
  adr: 'Address',
  url: 'Web',
  bday: 'Birthday',
  categories: 'Labels',
  nickname: 'Known as',
  note: 'Notes',
}

function cardText(card: Property[]): string {
  const name = card.find(property => property.name === 'fn') ?? card.find(property => property.name === 'n')
  const parts = name ? partsOf(name.value) : []
  // `Family;Given;…`: people say the given name first.
  const full = name?.name === 'n' ? [parts[3], parts[1], parts[2], parts[0], parts[4]].filter(part => part).join(' ') : parts.join(';')
  const lines = [full]
  for (const [key, label] of Object.entries(labels)) {
    const values = card.filter(property => property.name === key).map(valueText)
    if (values.some(value => value !== '')) lines.push(`${label}: ${values.filter(value => value !== '').join(', ')}`)
  }
  return lines.join('\n')
}

function valueText({ name, parameters, value }: Property): string {
  const parts = partsOf(value).filter(part => part !== '')
  const text = parts.join(name === 'note' || name === 'url' ? ';' : ', ').replace(/^(tel|mailto):/i, '')
  const kind = name === 'tel' || name === 'email' || name === 'adr' ? /\b(work|home|cell|fax)\b/.exec(parameters)?.[1] : undefined
  return kind && text ? `${text} (${kind === 'cell' ? 'mobile' : kind})` : text
}

/** The parts of a value, apart by semicolons that are not escaped. */
const partsOf = (value: string): string[] =>
  value.split(/(?<!\\);/).map(part =>
    part
      .replace(/\\n/gi, '\n')
      .replace(/\\([\\,;:])/g, '$1')
      .trim(),
  )
