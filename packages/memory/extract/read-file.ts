import { AtomError } from '@atom/kernel'
import { memoryErrors } from '../errors.ts'
import { decodeText } from './decode-text.ts'
import type { FileToRead } from './extract.ts'
import type { Extracted } from './extracted.ts'
import { type FileKind, kindOf } from './file-kind.ts'

type Read = (content: Uint8Array) => Promise<Extracted> | Extracted

/** Each reader is loaded by the first file that needs it. */
const readers: Record<FileKind, () => Promise<Read>> = {
  zip: async () => (await import('./office.ts')).office,
  pdf: async () => (await import('./pdf.ts')).pdf,
  picture: async () => (await import('./picture.ts')).picture,
  html: async () => (await import('./html.ts')).html,
  mail: async () => (await import('./mail.ts')).mail,
  mbox: async () => (await import('./mail.ts')).mbox,
  calendar: async () => ofText((await import('./calendar.ts')).calendar),
  contacts: async () => ofText((await import('./contacts.ts')).contacts),
  markdown: async () => ofText((await import('./markdown.ts')).markdown),
  json: async () => ofText((await import('./json.ts')).json),
  'json-lines': async () => ofText((await import('./json.ts')).jsonLines),
  csv: async () => ofText((await import('./csv.ts')).csv),
  code: async () => ofText((await import('./code.ts')).code),
  plain: async () => ofText((await import('./plain.ts')).plain),
}

const ofText =
  (read: (text: string) => Extracted): Read =>
  content =>
    read(decodeText(content))

/**
 * Takes the text out of a file, here and now: for the process that may be ended, as a hostile file can take all time and memory there is.
 * @throws as `Extract`, but that what is a picture is not read
 */
export async function readFile(file: FileToRead): Promise<Extracted> {
  if (file.content.byteLength === 0) throw memoryErrors.no_text()
  const kind = kindOf(file)
  const read = await readers[kind]()
  let extracted: Extracted
  try {
    extracted = await read(file.content)
  } catch (error) {
    if (AtomError.is(error)) throw error
    throw memoryErrors.broken_file({ reason: 'it is damaged, or not what it seems.' }, { cause: error })
  }
  if (extracted.text === '' && !extracted.inner?.length && !extracted.scans?.length) throw memoryErrors.no_text()
  return extracted
}
