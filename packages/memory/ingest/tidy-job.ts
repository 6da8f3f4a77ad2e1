import type { JobHandler } from '@atom/jobs'
import type { Context, UnitOfWork } from '@atom/kernel'
import type { FileStore } from '../files/file-store.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { store } from '../store.ts'

const tidyJobKind = 'memory.tidy'
/** Milliseconds between two. */
const every = 24 * 3_600_000
/** Documents read at once. */
const page = 1000

interface TidyDeps {
  on: boolean
  unitOfWork: UnitOfWork
  files: FileStore
  /** The index that serves; none where nothing was read yet. */
  indexOf(ctx: Context): Promise<WorkspaceIndex | undefined>
}

/** Has the workspace's index tidied, at once or when the next time has come. */
export const tidyJobOf = (runAt?: string) => ({
  kind: tidyJobKind,
  payload: {},
  key: tidyJobKind,
  ...(runAt === undefined ? {} : { runAt }),
})

/** Once a day what crashes left goes: passages of documents that are gone or say something else now, contents no file names; then the index is compacted. */
export const tidyJob = (deps: TidyDeps): JobHandler => ({
  kind: tidyJobKind,
  async run(ctx) {
    if (!deps.on) return
    const index = await deps.indexOf(ctx)
    if (index) {
      await removeLeftOver(ctx, index)
      await index.tidy()
      await index.erase()
    }
    for await (const hashes of deps.files.hashes(ctx.workspaceId))
      for (const hash of hashes) await deps.files.remove(ctx.workspaceId, hash, () => isNamed(ctx, hash))
    await deps.unitOfWork.writing(ctx, tx => tx.jobs.enqueue(tx, tidyJobOf(new Date(tx.clock.now().getTime() + every).toISOString())))
  },
})

const isNamed = async (ctx: Context, hash: string): Promise<boolean> =>
  (await store.from(ctx, 'memory_file').select('id').where('hash', '=', hash).limit(1).executeTakeFirst()) !== undefined

/** The index is asked first: what is read meanwhile is queued or processing by then, and is left alone. */
async function removeLeftOver(ctx: Context, index: WorkspaceIndex): Promise<void> {
  const there = await index.versions()
  const known = await versionsKnown(ctx)
  for (const { document, version } of there) {
    ctx.signal.throwIfAborted()
    const counts = known.get(document)
    if (counts === undefined) await index.removeAll([document])
    else if (counts !== 'changing' && counts !== version) await index.removeVersion(document, version)
  }
}

async function versionsKnown(ctx: Context): Promise<Map<string, string | null>> {
  const known = new Map<string, string | null>()
  for (let last = ''; ; ) {
    const rows = await store
      .from(ctx, 'memory_document')
      .select(['id', 'version', 'status'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(page)
      .execute()
    for (const { id, version, status } of rows) known.set(id, status === 'queued' || status === 'processing' ? 'changing' : version)
    if (rows.length < page) return known
    last = rows.at(-1)?.id as string
  }
}
