import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise } from 'yauzl'
import { memoryErrors } from '../errors.ts'
import { limits, tooMany, tooManyBytes } from './limits.ts'

/** The files in a ZIP. Nothing was inflated yet. */
export interface Zip {
  /** Names in the order of the directory, folders left out. */
  names: string[]
  has(name: string): boolean
  /** The inflated content. @throws memory.broken_file where it is missing, or is not what the directory says */
  read(name: string): Promise<Uint8Array>
}

/**
 * Reads the directory of a ZIP and refuses one that would be too much before anything is inflated: too many files, too large, or growing
 * as no honest file does. @throws memory.too_large, memory.encrypted, memory.broken_file
 */
export async function openZip(content: Uint8Array): Promise<Zip> {
  const zip = await fromBufferPromise(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
    lazyEntries: true,
    validateEntrySizes: true,
    decodeStrings: true,
  }).catch(error => {
    throw memoryErrors.broken_file({ reason: 'its end is missing, or it is damaged.' }, { cause: error })
  })
  if (zip.entryCount > limits.entries) throw tooMany('files in one', limits.entries)
  const entries = new Map<string, Entry>()
  let inflated = 0
  let packed = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    if (entry.isEncrypted()) throw memoryErrors.encrypted()
    inflated += entry.uncompressedSize
    packed += entry.compressedSize
    if (entry.uncompressedSize > limits.entryBytes) throw tooManyBytes('a part', limits.entryBytes)
    if (entry.uncompressedSize > limits.harmlessBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio) throw bomb()
    entries.set(entry.fileName, entry)
  }
  if (inflated > limits.inflatedBytes) throw tooManyBytes('a content', limits.inflatedBytes)
  // The same bytes named many times grow without any one of them growing much.
  if (packed > content.byteLength) throw bomb()
  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    read: async name => {
      const entry = entries.get(name)
      if (!entry) throw memoryErrors.broken_file({ reason: `its part ${name} is missing.` })
      const content = await buffer(await zip.openReadStreamPromise(entry))
      if (crc32(content) !== entry.crc32) throw memoryErrors.broken_file({ reason: `its part ${name} is damaged.` })
      return content
    },
  }
}

const bomb = () => memoryErrors.too_large({ what: `a part that grows more than ${limits.ratio} times when it is unpacked` })
