import type { JobHandler } from '@atom/jobs'
import { type Context, faultPoint, type UnitOfWork } from '@atom/kernel'
import type { ErasedList } from '../documents/erased-list.ts'
import { forgetDocuments, forgetJobKind } from '../documents/forget.ts'
import type { FileStore } from '../files/file-store.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { store } from '../store.ts'

const eraseJobKind = 'memory.erase'
/** Documents of a source that go in one transaction. */
const together = 200

interface ForgetDeps {
  unitOfWork: UnitOfWork
  files: FileStore
  erasedList: ErasedList
  /** The index that serves; none where nothing was read yet. */
  indexOf(ctx: Context): Promise<WorkspaceIndex | undefined>
  /** What was deleted from these tables is on the disk of the database no more. */
  erased(tables: string[]): Promise<void>
}

/** Several at once are one. */
const eraseJobOf = () => ({ kind: eraseJobKind, payload: {}, key: eraseJobKind })

/** Removes words, vectors and contents; then nothing of them stays on the disk, in old versions, index tokens or the database's log. */
export const forgetJobs = (deps: ForgetDeps): JobHandler[] => [
  {
    kind: forgetJobKind,
    attempts: 20,
    async run(ctx, payload) {
      const { documents = [], hashes = [], source } = payload as { documents?: string[]; hashes?: string[]; source?: string }
      const at = ctx.clock.now().toISOString()
      await deps.erasedList.add({ at, workspace: ctx.workspaceId, ...(source === undefined ? { documents } : { source }) })
      await faultPoint('memory.forgotten')
      const index = await deps.indexOf(ctx)
      if (source !== undefined) {
        await forgetSource(deps, ctx, source)
        await index?.removeSource(source)
      } else await index?.removeAll(documents)
      for (const hash of hashes) await deps.files.remove(ctx.workspaceId, hash, () => isNamed(ctx, hash))
      await deps.unitOfWork.writing(ctx, tx => tx.jobs.enqueue(tx, eraseJobOf()))
    },
  },
  {
    kind: eraseJobKind,
    attempts: 20,
    async run(ctx) {
      await (await deps.indexOf(ctx))?.erase()
      await deps.erased(['memory_text', 'memory_document', 'memory_file'])
    },
  },
]

const isNamed = async (ctx: Context, hash: string): Promise<boolean> =>
  (await store.from(ctx, 'memory_file').select('id').where('hash', '=', hash).limit(1).executeTakeFirst()) !== undefined

/** All documents of a source whose row is gone. */
async function forgetSource({ unitOfWork }: ForgetDeps, ctx: Context, source: string): Promise<void> {
  for (;;) {
    ctx.signal.throwIfAborted()
    const rows = await store.from(ctx, 'memory_document').select('id').where('source_id', '=', source).limit(together).execute()
    if (rows.length === 0) return
    await unitOfWork.writing(ctx, tx =>
      forgetDocuments(
        tx,
        rows.map(row => row.id),
      ),
    )
  }
}
