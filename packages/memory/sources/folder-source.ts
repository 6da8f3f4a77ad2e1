import { constants } from 'node:fs'
import { lstat, open, readdir, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Context, SourceFailure, SourceItem } from '@atom/kernel'
import ignore, { type Ignore } from 'ignore'
import { z } from 'zod'
import { memoryErrors } from '../errors.ts'
import { sayBytes } from '../files/file-store.ts'
import { typeByName } from '../files/type-by-name.ts'
import type { SourceKind } from './source-kind.ts'

const Config = z.object({
  path: z.string(),
  ignore: z.array(z.string()),
  /** Where what holds the folder was mounted when it was added; `/` for the disk of the system. */
  mount: z.string().optional(),
})

/** What nobody means when they name a folder of documents. */
const usuallyIgnored = ['.*', 'node_modules/', '__pycache__/', 'Thumbs.db', 'desktop.ini', '~$*', '*.tmp', '*.part', '*.crdownload']
/** Files of a folder in which people say what to leave out. */
const ignoreFiles = ['.gitignore', '.atomignore']
const pageSize = 200
const everyMinutes = 60
/** Bytes of a file that is read. */
const mostRead = 256 * 1024 ** 2

/**
 * A folder of the machine ATOM runs on. Its documents are its files by their paths below it; links are not followed, so nothing outside of it
 * is read. Rules of `.gitignore` and `.atomignore` in it hold. @param allowed whether a person may have folders of the machine read
 */
export const folderSource = (allowed: (ctx: Context) => Promise<boolean>): SourceKind => ({
  kind: 'folder',
  title: 'Folder',
  category: 'document',
  builtIn: false,
  locationOf: config => Config.parse(config).path,
  async add(ctx, { name, path, ignore: rules = [] }) {
    if (!(await allowed(ctx))) throw memoryErrors.not_yours()
    if (path === undefined || !isAbsolute(path)) throw memoryErrors.bad_source({ problem: 'Give the whole path of the folder in path.' })
    const real = await rootOf(path)
    return { name: name ?? (basename(real) || real), config: { path: real, ignore: rules, mount: await mountOf(real) }, everyMinutes }
  },
  open(given) {
    const { path, ignore: rules, mount } = Config.parse(given)
    const checkThere = async () => {
      await rootOf(path)
      // Its mount point is left behind, empty or with something else in it: that is no reason to forget what was read.
      if (mount !== undefined && (await mountOf(mount)) !== mount)
        throw memoryErrors.bad_source({
          problem: `The folder ${path} cannot be read: what was mounted at ${mount} is not there. Mount it again, or delete this source if it is gone for good.`,
        })
    }
    const files = () => walk(path, [{ from: 0, rules: ignore().add([...usuallyIgnored, ...rules]) }])
    return {
      id: path,
      async *list() {
        await checkThere()
        let items: SourceItem[] = []
        let failures: SourceFailure[] = []
        for await (const file of files()) {
          if ('code' in file) failures.push(file)
          else items.push(itemOf(path, file))
          if (items.length + failures.length < pageSize) continue
          yield { items, failures, checkpoint: '' }
          items = []
          failures = []
        }
        yield { items, failures, checkpoint: '' }
      },
      async *ids() {
        await checkThere()
        let ids: string[] = []
        for await (const file of files()) {
          // What cannot be looked at is not known to be gone.
          ids.push(file.id)
          if (ids.length < pageSize) continue
          yield ids
          ids = []
        }
        // Unmounted on the way, it looked as if the rest were deleted.
        await checkThere()
        yield ids
      },
      fetch: async (_, id) => ({ content: await contentOf(path, id), mediaType: typeByName(id) }),
    }
  },
})

interface File {
  id: string
  size: number
  changed: number
}

const itemOf = (root: string, { id, size, changed }: File): SourceItem => ({
  id,
  version: `${changed} ${size}`,
  title: basename(id),
  uri: pathToFileURL(join(root, id)).href,
  updatedAt: new Date(changed).toISOString(),
})

/** The folder itself, without links. @throws memory.bad_source when it is none, or cannot be read */
async function rootOf(path: string): Promise<string> {
  try {
    const real = await realpath(path)
    await readdir(real)
    return real
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): Error {
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such folder',
    ENOTDIR: 'it is no folder',
    EACCES: 'ATOM may not read it',
  }
  const { code = '' } = error as NodeJS.ErrnoException
  return memoryErrors.bad_source({ problem: `The folder ${path} cannot be read: ${reasons[code] ?? code}.` }, { cause: error })
}

/** The folder at or above this one at which its file system is mounted; the highest for that of the system. */
export async function mountOf(path: string): Promise<string> {
  const { dev } = await lstat(path)
  for (let at = path; ; at = dirname(at)) {
    const parent = dirname(at)
    if (parent === at || (await lstat(parent)).dev !== dev) return at
  }
}

/** Rules and how many characters of a path lead to the folder they stand in: they hold for all below it. */
interface Ruled {
  from: number
  rules: Ignore
}

/** Files below a folder in the order of their names, with the rules of each folder on the way. @throws memory.bad_source for the root alone */
async function* walk(root: string, ruled: Ruled[], folder = ''): AsyncGenerator<File | SourceFailure> {
  const start = folder === '' ? '' : `${folder}/`
  let all = ruled
  let entries: Awaited<ReturnType<typeof entriesIn>>
  try {
    const own = await rulesIn(join(root, folder))
    if (own) all = [...ruled, { from: start.length, rules: own }]
    entries = await entriesIn(join(root, folder))
  } catch (error) {
    if (folder === '') throw unreadable(root, error)
    yield failureOf(folder, error)
    return
  }
  for (const entry of entries) {
    const id = start + entry.name
    const name = entry.isDirectory() ? `${id}/` : id
    if (all.some(({ from, rules }) => rules.ignores(name.slice(from)))) continue
    if (entry.isDirectory()) yield* walk(root, all, id)
    else if (entry.isFile())
      try {
        const { size, mtimeMs } = await lstat(join(root, id))
        yield { id, size, changed: Math.round(mtimeMs) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') yield failureOf(id, error)
      }
  }
}

const entriesIn = async (folder: string) =>
  (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

const failureOf = (id: string, error: unknown): SourceFailure => ({
  id,
  code: 'memory.unreadable',
  message: `ATOM may not read it (${(error as NodeJS.ErrnoException).code}).`,
})

/** @throws where there are rules that cannot be read: what they leave out is not to be read then */
async function rulesIn(folder: string): Promise<Ignore | undefined> {
  const texts = await Promise.all(
    ignoreFiles.map(name =>
      readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'EISDIR') return ''
        throw error
      }),
    ),
  )
  const text = texts.join('\n').trim()
  return text === '' ? undefined : ignore().add(text)
}

/** @throws memory.bad_source for what is not below the folder, memory.too_large, memory.broken_file for what may not be read */
async function contentOf(root: string, id: string): Promise<Uint8Array> {
  try {
    return await readBelow(root, id)
  } catch (error) {
    const reasons: Record<string, string> = { EACCES: 'ATOM may not read it.', EPERM: 'ATOM may not read it.', ENOENT: 'it is gone.' }
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    throw reason === undefined ? error : memoryErrors.broken_file({ reason }, { cause: error })
  }
}

async function readBelow(root: string, id: string): Promise<Uint8Array> {
  const path = join(root, id)
  const real = await realpath(path)
  const below = relative(await realpath(root), real)
  if (below === '' || below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below))
    throw memoryErrors.bad_source({ problem: `${id} leads out of its folder.` })
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    if ((await file.stat()).size > mostRead) throw memoryErrors.too_large({ what: `more than ${sayBytes(mostRead)}` })
    return await file.readFile()
  } finally {
    await file.close()
  }
}
