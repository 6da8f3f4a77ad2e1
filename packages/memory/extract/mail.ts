import PostalMime, { type Address, type Email } from 'postal-mime'
import { ExtractedText } from './builder.ts'
import type { Extracted, Inner } from './extracted.ts'
import { limits } from './limits.ts'
import { told } from './opc.ts'
import { partsOf } from './plain.ts'

/** A mail: who wrote to whom, when, and its text. What is attached is told by name, and is a file of its own. */
export async function mail(content: Uint8Array): Promise<Extracted> {
  const text = new ExtractedText()
  const read = await addMail(text, content)
  return text.done({ ...told({ title: read.subject, author: nameOf(read.from), at: read.date }), inner: read.inner })
}

/** A file of mails, each under its subject. */
export async function mbox(content: Uint8Array): Promise<Extracted> {
  const text = new ExtractedText()
  const inner: Inner[] = []
  for (const message of messagesOf(content)) inner.push(...(await addMail(text, message)).inner)
  return text.done({ inner })
}

async function addMail(text: ExtractedText, content: Uint8Array): Promise<Email & { inner: Inner[] }> {
  const email = await PostalMime.parse(content, {
    forceRfc822Attachments: true,
    maxNestingDepth: limits.mailDepth,
  })
  // Pictures in the text are logos and signatures.
  const attached = email.attachments.filter(part => !(part.related && part.mimeType.startsWith('image/')))
  const inner = attached.map((part, i) => ({
    name: part.filename ?? (part.mimeType === 'message/rfc822' ? `mail-${i + 1}.eml` : `attachment-${i + 1}`),
    mediaType: part.mimeType,
    content: new Uint8Array(part.content as ArrayBuffer),
  }))
  text.add(email.subject ?? '', { kind: 'heading', level: 1 })
  const lines = [
    ['From', addresses(email.from ? [email.from] : [])],
    ['To', addresses(email.to)],
    ['Cc', addresses(email.cc)],
    ['Date', email.date ?? ''],
    ['Attachments', inner.map(({ name }) => name).join(', ')],
  ]
  text.add(lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n'), { kind: 'paragraph' })
  // Loaded by the mails that need it.
  if (email.text?.trim()) for (const part of partsOf(email.text, /\n(?:[ \t]*\n)+/g)) text.add(part.text, { kind: 'paragraph' })
  else if (email.html) (await import('./html.ts')).addMailHtml(text, email.html)
  return { ...email, inner }
}

const addresses = (list: Address[] = []): string =>
  list
    .flatMap(one => one.group ?? one)
    .map(({ name, address }) => (name && name !== address ? `${name} <${address}>` : address))
    .join(', ')

const nameOf = (from: Address | undefined): string => from?.name || from?.address || ''

const newMail = Buffer.from('\nFrom ')

/** The mails of an mbox file: each begins with a line `From `, and such lines inside have a `>` in front. */
function* messagesOf(content: Uint8Array): Generator<Uint8Array> {
  const all = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  let start = 0
  while (start < all.length) {
    let next = start
    do next = all.indexOf(newMail, next + 1)
    while (next >= 0 && !beginsMail(all, next + 1))
    const end = next < 0 ? all.length : next + 1
    const firstLine = all.indexOf('\n', start)
    const message = all.subarray(firstLine < 0 ? end : Math.min(firstLine + 1, end), end)
    yield message.includes('\n>From ') ? Buffer.from(message.toString('latin1').replace(/\n>(>*From )/g, '\n$1'), 'latin1') : message
    start = end
  }
}

/** A line of its kind has a year, and a header follows it; prose that begins with “From” has neither. */
const beginsMail = (all: Buffer, at: number): boolean =>
  /^From \S.*\d{4}\s*\r?\n[\w-]+:/.test(all.subarray(at, at + 500).toString('latin1'))
