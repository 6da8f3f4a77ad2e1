import { memoryErrors } from '../errors.ts'
import { decodeText } from './decode-text.ts'
import type { FileToRead } from './extract.ts'

/** How a file is read. `zip` is what office programs write: what is in it tells the rest. */
export type FileKind =
  | 'zip'
  | 'pdf'
  | 'picture'
  | 'html'
  | 'mail'
  | 'mbox'
  | 'calendar'
  | 'contacts'
  | 'markdown'
  | 'json'
  | 'json-lines'
  | 'csv'
  | 'code'
  | 'plain'

/** What a file is by its first bytes, which no name can belie; `type` where ATOM does not read it. */
const signatures: { bytes: string; at?: number; kind?: FileKind; type?: string }[] = [
  { bytes: '%PDF-', kind: 'pdf' },
  { bytes: 'PK\x03\x04', kind: 'zip' },
  { bytes: 'PK\x05\x06', kind: 'zip' },
  { bytes: '\x89PNG\r\n\x1a\n', kind: 'picture' },
  { bytes: '\xff\xd8\xff', kind: 'picture' },
  { bytes: 'BM', type: 'image/bmp' },
  { bytes: 'WEBP', at: 8, kind: 'picture' },
  { bytes: 'GIF8', kind: 'picture' },
  { bytes: 'II*\0', type: 'image/tiff' },
  { bytes: 'MM\0*', type: 'image/tiff' },
  { bytes: '{\\rtf', type: 'application/rtf' },
  { bytes: '\x1f\x8b', type: 'application/gzip' },
  { bytes: "7z\xbc\xaf'\x1c", type: 'application/x-7z-compressed' },
  { bytes: 'Rar!\x1a\x07', type: 'application/vnd.rar' },
  { bytes: 'MZ', type: 'application/vnd.microsoft.portable-executable' },
  { bytes: '\x7fELF', type: 'application/x-elf' },
  { bytes: 'ftyp', at: 4, type: 'video/mp4' },
  { bytes: 'ID3', type: 'audio/mpeg' },
  { bytes: 'OggS', type: 'audio/ogg' },
  { bytes: 'RIFF', type: 'audio/wav' },
  { bytes: 'SQLite format 3\0', type: 'application/vnd.sqlite3' },
  { bytes: '\0asm', type: 'application/wasm' },
]

/** Office programs of before 2007, and everything of theirs that has a password, are OLE containers. */
const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

const endings: Record<string, FileKind> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  json: 'json',
  geojson: 'json',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  eml: 'mail',
  mbox: 'mbox',
  ics: 'calendar',
  ifb: 'calendar',
  vcf: 'contacts',
  vcard: 'contacts',
}

const mediaTypes: Record<string, FileKind> = {
  'text/markdown': 'markdown',
  'application/json': 'json',
  'application/jsonl': 'json-lines',
  'application/x-ndjson': 'json-lines',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'message/rfc822': 'mail',
  'application/mbox': 'mbox',
  'text/calendar': 'calendar',
  'text/vcard': 'contacts',
  'text/x-vcard': 'contacts',
}

const code =
  'astro bash bat c cc cfg clj cljs cmake conf cpp cs css cxx dart dockerfile elm env erl ex exs fish fs gd glsl go gradle graphql groovy h hcl hpp hs hxx ini java jl js jsx kt kts less lisp lua m makefile mjs cjs ml mm nim nix patch diff php pl pm properties proto ps1 py r rb rs sass scala scm scss sh sql svelte svg swift tf toml ts tsx v vb vim vue wat xml xsd xsl yaml yml zig zsh'
for (const ending of code.split(' ')) endings[ending] = 'code'

/** Kinds whose files are not text: one that has such a name and is neither this nor text is broken. */
const binary = /\.(pdf|docx|docm|dotx|xlsx|xlsm|xltx|pptx|pptm|ppsx|odt|ods|odp|ott|zip|png|jpe?g|gif|bmp|webp)$/i

/**
 * How to read a file: by its content, and only where that leaves it open by its media type and its name.
 * @throws memory.unknown_type, memory.encrypted, memory.broken_file
 */
export function kindOf({ content, mediaType, name }: FileToRead): FileKind {
  const head = latin(content.subarray(0, 2048))
  if (head.startsWith(ole)) throw isProtectedOffice(content) ? memoryErrors.encrypted() : memoryErrors.unknown_type({ type: oleType(name) })
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  const signature = signatures.find(({ bytes, at = 0 }) => head.startsWith(bytes, at))
  // Two letters may begin any text.
  if (signature && (signature.bytes.length > 2 || !looksLikeText(content))) {
    if (signature.kind) return signature.kind
    throw memoryErrors.unknown_type({ type: signature.type })
  }
  // A PDF may have up to a kilobyte of something else in front.
  if (head.slice(0, 1024).includes('%PDF-') && !looksLikeText(content)) return 'pdf'
  if (!looksLikeText(content)) {
    if (binary.test(name) || /pdf|officedocument|opendocument|zip|^image\//.test(type))
      throw memoryErrors.broken_file({ reason: 'what is in it is not what its name says.' })
    throw memoryErrors.unknown_type({ type: type.startsWith('text/') || type === '' ? 'application/octet-stream' : type })
  }
  return kindOfText(decodeText(content.subarray(0, 4096)).trimStart(), type, name)
}

function kindOfText(head: string, type: string, name: string): FileKind {
  if (/^BEGIN:VCALENDAR/i.test(head)) return 'calendar'
  if (/^BEGIN:VCARD/i.test(head)) return 'contacts'
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype html|html)[\s>]/i.test(head)) return 'html'
  if (/^From \S+.*\d{4}\s*\n[\w-]+:/.test(head)) return 'mbox'
  const told = endings[/(?:^|[./\\])([^./\\]+)$/.exec(name.toLowerCase())?.[1] ?? ''] ?? mediaTypes[type]
  // What these are called says little if they do not begin as such things do.
  if (told && told !== 'calendar' && told !== 'contacts' && told !== 'mbox') return told
  if (isMailHead(head)) return 'mail'
  if (told) throw memoryErrors.broken_file({ reason: 'what is in it is not what its name says.' })
  if (type.startsWith('text/x-') || /^(text|application)\/(xml|css|javascript|x-sh|yaml|toml|sql)$/.test(type) || head.startsWith('<?xml'))
    return 'code'
  return 'plain'
}

/** Several lines of a mail's head, and one that only a mail has. */
function isMailHead(head: string): boolean {
  const lines = (head.split('\n\n')[0] ?? '').replace(/\n[ \t]+/g, ' ').split('\n')
  const names = lines.map(line => /^([A-Za-z][\w-]*):/.exec(line)?.[1]?.toLowerCase())
  if (names.length < 3 || names.includes(undefined)) return false
  return names.includes('from') && ['received', 'message-id', 'mime-version', 'date', 'return-path'].some(name => names.includes(name))
}

/** Whether the bytes are text in some encoding: control characters are rare in it. */
function looksLikeText(content: Uint8Array): boolean {
  const text = decodeText(content.subarray(0, 64 * 1024))
  let controls = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  for (const _ of text.matchAll(/[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)) controls++
  return controls <= text.length * 0.005
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

function isProtectedOffice(content: Uint8Array): boolean {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

function oleType(name: string): string {
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const types: Record<string, string> = {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
    msg: 'application/vnd.ms-outlook',
  }
  return types[ending] ?? 'application/x-ole-storage'
}
