import { jobMigrations, openGraphile } from '@atom/jobs'
import { mergeMigrations, openStorage, storageMigrations } from '@atom/storage'
import { testContext } from '@atom/storage/testing'
import { temporaryFolder } from '../harness/temporary.ts'

const masterKey = 'A'.repeat(43)

/** Milliseconds after which a worker counts as dead here. */
export const silence = 3000

/** The queue of a database as one process has it: the real dispatcher, its own connections, one workspace. */
export async function openJobs(databaseUrl: string) {
  const storage = await openStorage({
    dataDir: temporaryFolder('jobs'),
    databaseUrl,
    masterKey,
    migrations: mergeMigrations(storageMigrations, jobMigrations),
  })
  const base = testContext(storage, { workspaceId: 'acme' })
  const { unitOfWork } = storage
  const dispatcher = await openGraphile({
    databaseUrl,
    unitOfWork,
    log: base.log,
    contextFor: workspaceId => ({ ...base, workspaceId }),
    silence,
  })
  return {
    dispatcher,
    base,
    enqueue: (kind: string, payload: Record<string, unknown> = {}, key?: string) =>
      unitOfWork.writing(base, tx => dispatcher.enqueue(tx, { kind, payload, ...(key === undefined ? {} : { key }) })),
    cancel: (key: string) => unitOfWork.writing(base, tx => dispatcher.cancel(tx, key)),
    find: (id: string) => dispatcher.find(base, id),
    async close() {
      await dispatcher.stop(1000)
      await storage.close()
    },
  }
}
