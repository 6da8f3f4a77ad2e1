import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { openPromise } from 'yauzl'
import { modelErrors } from '../errors.ts'

/** A file of a model as it lay in its archive or folder. */
export interface FoundFile {
  /** With the folders it lay in, apart by `/`. */
  name: string
  /** Where its content is now; never told by `name`. */
  path: string
  sha256: string
}

/** What of an archive can belong to a model or says how it may be used. */
const wanted =
  /(^|\/)([^/]+\.onnx([._]data)?|tokenizer\.json|tokenizer_config\.json|config\.json|sentence_bert_config\.json|config_sentence_transformers\.json|METADATA|(LICEN[CS]E|COPYING)[^/]*|README\.md)$/i
const mostFiles = 20_000
const mostBytes = 8 * 1024 ** 3

/**
 * The files of a model in a zip or wheel, a tar, plain or gzipped, or a folder. Only what is wanted is unpacked, into new files under `into`; no
 * name in the archive says where. @throws models.model_incomplete
 */
export async function openArchive(path: string, into: string): Promise<FoundFile[]> {
  const kind = kindOf(path)
  const taken = new Taken(await mkdtemp(join(into, 'unpacked-')))
  try {
    if (kind === 'folder') await fromFolder(path, taken)
    else if (kind === 'zip') await fromZip(path, taken)
    else await fromTar(path, kind === 'gzip', taken)
  } catch (cause) {
    if ((cause as { code?: string }).code?.startsWith('models.')) throw cause
    throw modelErrors.model_incomplete({ what: `${basename(path)} cannot be read: it is damaged, or no ${kind}.` }, { cause })
  }
  return taken.files
}

function kindOf(path: string): 'folder' | 'zip' | 'gzip' | 'tar' {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) throw modelErrors.model_incomplete({ what: `There is no file or folder ${path}.` })
  if (stats.isDirectory()) return 'folder'
  if (/\.(zip|whl)$/i.test(path)) return 'zip'
  if (/\.(tgz|tar\.gz)$/i.test(path)) return 'gzip'
  if (/\.tar$/i.test(path)) return 'tar'
  throw modelErrors.model_incomplete({ what: `${basename(path)} is no zip, wheel (.whl), tar or tar.gz.` })
}

/** Writes files under numbers, within bounds. */
class Taken {
  readonly files: FoundFile[] = []
  readonly #folder: string
  #seen = 0
  #bytes = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Whether this one is wanted. @throws models.model_incomplete where there are too many */
  wants(name: string): boolean {
    if (++this.#seen > mostFiles) throw modelErrors.model_incomplete({ what: `There are more than ${mostFiles} files in it.` })
    return wanted.test(name)
  }

  async take(name: string, content: Readable): Promise<void> {
    const path = join(this.#folder, String(this.files.length))
    const hash = createHash('sha256')
    const measured = new PassThrough()
    measured.on('data', (part: Buffer) => {
      hash.update(part)
      this.#bytes += part.length
      if (this.#bytes > mostBytes) measured.destroy(modelErrors.model_incomplete({ what: 'It holds more than 8 GB.' }))
    })
    await pipeline(content, measured, createWriteStream(path, { flags: 'wx' }))
    this.files.push({ name, path, sha256: hash.digest('hex') })
  }
}

async function fromFolder(folder: string, taken: Taken): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).replaceAll('\\', '/')
    // Models fetched by Hugging Face's own tools are links into its cache.
    if ((entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) && taken.wants(name))
      await taken.take(name, createReadStream(path))
  }
}

async function fromZip(path: string, taken: Taken): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, validateEntrySizes: true })
  try {
    for await (const entry of zip.eachEntry())
      if (!entry.fileName.endsWith('/') && taken.wants(entry.fileName))
        await taken.take(entry.fileName, await zip.openReadStreamPromise(entry))
  } finally {
    zip.close()
  }
}

async function fromTar(path: string, gzipped: boolean, taken: Taken): Promise<void> {
  const unpacked = extract()
  const reading = gzipped ? pipeline(createReadStream(path), createGunzip(), unpacked) : pipeline(createReadStream(path), unpacked)
  reading.catch(error => unpacked.destroy(error))
  for await (const entry of unpacked) {
    const { name, type } = entry.header
    if (type === 'file' && taken.wants(name)) await taken.take(name, Readable.from(entry))
    else entry.resume()
  }
  await reading
}
