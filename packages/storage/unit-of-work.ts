import { type Context, kernelErrors, type UnitOfWork } from '@atom/kernel'
import { type Kysely, sql } from 'kysely'
import { type Handle, handleOf } from './handle.ts'

/** What a database must offer; everything else about transactions is the same on both. */
export interface Transactor {
  /** Refuses to write, by the database itself. */
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  reader: Kysely<any>
  /**
   * Runs work in one transaction on two handles that are of no use after it; `reading` refuses to write as `reader` does. Where another was
   * faster the work runs again from its beginning.
   */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  transaction<T>(work: (kysely: Kysely<any>, reading: Kysely<any>) => Promise<T>): Promise<T>
}

export function createUnitOfWork(transactor: Transactor): UnitOfWork {
  return {
    reading(ctx) {
      const handle = handleOf(ctx)
      if (handle.kind === 'read') return ctx
      const kysely = handle.reading ?? transactor.reader
      return { ...ctx, store: { kind: 'read', kysely } satisfies Handle }
    },

    async writing(ctx, work) {
      const handle = handleOf(ctx)
      if (handle.kind === 'read') throw kernelErrors.read_only({ skill: 'This', attempt: 'open a write transaction' })
      if (handle.kind === 'write') return nested(ctx, handle, work)
      let afterCommit: (() => void)[] = []
      const whenOver: (() => void)[] = []
      try {
        return await transactor.transaction((kysely, reading) => {
          // A transaction that starts again has not told anybody yet.
          afterCommit = []
          return work({ ...ctx, store: { kind: 'write', kysely, reading, afterCommit, whenOver, depth: 0 } satisfies Handle })
        })
      } catch (error) {
        afterCommit = []
        throw error
      } finally {
        for (const notify of [...whenOver, ...afterCommit]) tell(ctx, notify)
      }
    },
  }
}

/** What was written, or was not, stands, whatever becomes of those who are told of it. */
function tell(ctx: Context, notify: () => void): void {
  try {
    notify()
  } catch (cause) {
    ctx.log.error({ err: cause }, 'somebody could not be told of what was written')
  }
}

/** Savepoints of one transaction are a stack, so parts that were begun at the same time run one after another. */
function nested<T>(ctx: Context, handle: Handle, work: (ctx: Context) => Promise<T>): Promise<T> {
  const before = handle.lastPart ?? Promise.resolve()
  const part = before.then(() => runPart(ctx, handle, work))
  handle.lastPart = part.then(
    () => {},
    () => {},
  )
  return part
}

/** A part that fails and is caught takes back its own writes, not its caller's. */
async function runPart<T>(ctx: Context, handle: Handle, work: (ctx: Context) => Promise<T>): Promise<T> {
  const name = `part_${handle.depth}`
  const waiting = handle.afterCommit?.length ?? 0
  await sql.raw(`savepoint ${name}`).execute(handle.kysely)
  try {
    const result = await work({ ...ctx, store: { ...handle, depth: (handle.depth ?? 0) + 1, lastPart: undefined } satisfies Handle })
    await sql.raw(`release savepoint ${name}`).execute(handle.kysely)
    return result
  } catch (error) {
    handle.afterCommit?.splice(waiting)
    await sql.raw(`rollback to savepoint ${name}`).execute(handle.kysely)
    await sql.raw(`release savepoint ${name}`).execute(handle.kysely)
    throw error
  }
}
