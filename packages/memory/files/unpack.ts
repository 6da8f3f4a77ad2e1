import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { memoryErrors } from '../errors.ts'
import { sayBytes } from './file-store.ts'

/** One file of a ZIP, to be read before the next is asked for. */
export interface ZipEntry {
  /** With its folders. */
  name: string
  open(): Promise<Readable>
}

/** Most of a ZIP that is taken in; one that has more is refused as a whole, before anything of it is kept. */
const mostFiles = 10_000
const mostBytes = 8 * 1024 ** 3
/** How many times a file may grow, from `harmless` bytes on. */
const mostGrowth = 500
const harmless = 10 * 1024 ** 2

/** What systems put beside people's files. */
const rubbish = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/

const isUnpacked = (type: string, name: string): boolean =>
  /\.zip$/i.test(name) || /^application\/(zip|x-zip|x-zip-compressed)$/i.test(type)

/** Whether the files in it are documents of their own: a ZIP, not an office document, which is one inside. */
export const isZip = (type: string, name: string): boolean =>
  isUnpacked(type, name) && !/\.(docx|xlsx|pptx|odt|ods|odp|epub|jar|apk)$/i.test(name)

/**
 * The files of a ZIP, one after another. @param zip where it lies, or its content
 * @throws memory.broken_file, memory.encrypted, memory.too_large before the first is given
 */
export async function* unpack(zip: string | Buffer): AsyncGenerator<ZipEntry> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, decodeStrings: true }
  const file = await (typeof zip === 'string' ? openPromise(zip, options) : fromBufferPromise(zip, options)).catch(cause => {
    throw memoryErrors.broken_file({ reason: 'it is no ZIP file, or it is damaged.' }, { cause })
  })
  try {
    for (const entry of await entriesOf(file)) yield { name: entry.fileName, open: () => file.openReadStreamPromise(entry) }
  } finally {
    file.close()
  }
}

async function entriesOf(file: ZipFile): Promise<Entry[]> {
  if (file.entryCount > mostFiles) throw memoryErrors.too_large({ what: `${file.entryCount} files, and at most ${mostFiles} are read` })
  const entries: Entry[] = []
  let bytes = 0
  try {
    for await (const entry of file.eachEntry()) {
      if (entry.fileName.endsWith('/') || rubbish.test(entry.fileName)) continue
      if (entry.isEncrypted()) throw memoryErrors.encrypted()
      bytes += entry.uncompressedSize
      if (bytes > mostBytes) throw memoryErrors.too_large({ what: `more than ${sayBytes(mostBytes)} when it is unpacked` })
      if (entry.uncompressedSize > harmless && entry.uncompressedSize > entry.compressedSize * mostGrowth)
        throw memoryErrors.too_large({ what: `a file that grows more than ${mostGrowth} times when it is unpacked` })
      entries.push(entry)
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('memory.')) throw error
    throw memoryErrors.broken_file({ reason: 'its list of files is damaged.' }, { cause: error })
  }
  return entries
}
