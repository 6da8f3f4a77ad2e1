import { analyse } from 'chardet'

/** Bytes looked at where an encoding has to be guessed. */
const sample = 64 * 1024

/**
 * Bytes as text, whatever they are encoded in: a byte order mark, then UTF-8 where it is valid, then what the file says of itself, UTF-16 by
 * its zeros, and at last what the bytes look like. Never throws; line ends become `\n`.
 */
export function decodeText(content: Uint8Array, told?: string): string {
  return new TextDecoder(encodingOf(content, told)).decode(content).replace(/\r\n?/g, '\n')
}

function encodingOf(content: Uint8Array, told: string | undefined): string {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le'
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be'
  const head = content.subarray(0, sample)
  const zeros = zerosOf(head)
  if (zeros) return zeros
  // An escape sequence is valid UTF-8, but means ISO-2022, in which Japanese mails are written.
  if (isUtf8(content)) return head.includes(0x1b) ? (known(told) ?? guess(head)) : 'utf-8'
  return known(told) ?? guess(head)
}

/** UTF-16 without a mark: every second byte of western text is zero. */
function zerosOf(head: Uint8Array): string | undefined {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  const most = head.length / 2
  if (odd > most * 0.4 && even < most * 0.05) return 'utf-16le'
  if (even > most * 0.4 && odd < most * 0.05) return 'utf-16be'
  return undefined
}

function isUtf8(content: Uint8Array): boolean {
  try {
    // The last character may be cut off: only the beginning is looked at where a type is told.
    new TextDecoder('utf-8', { fatal: true }).decode(content, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The label, if it is one. */
function known(label: string | undefined): string | undefined {
  if (!label) return undefined
  try {
    // UTF-8 was tried, and is said of much that is not.
    const { encoding } = new TextDecoder(label.trim())
    return encoding === 'utf-8' ? undefined : encoding
  } catch {
    return undefined
  }
}

/** The likeliest encoding; western Europe's where the bytes say little, for little text looks like many things. */
function guess(head: Uint8Array): string {
  const matches = analyse(head).filter(({ name }) => name !== 'UTF-8' && known(name) !== undefined)
  const [best] = matches
  if (!best) return 'windows-1252'
  const western = matches.find(({ name }) => name === 'windows-1252' || name === 'ISO-8859-1')
  return western && western.confidence >= best.confidence - 10 ? 'windows-1252' : (known(best.name) as string)
}
