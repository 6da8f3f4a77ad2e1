import { join } from 'node:path'
import type { EventBus } from '@atom/events'
import type { JobHandler } from '@atom/jobs'
import type { Context, Logger, Skill, UnitOfWork } from '@atom/kernel'
import { visibleTo } from './documents/visible.ts'
import { memoryErrors } from './errors.ts'
import { extract } from './extract/extract.ts'
import { indexJob } from './ingest/index-job.ts'
import { Nudge } from './ingest/nudge.ts'
import { syncJob, syncJobOf } from './ingest/sync-job.ts'
import { MemoryProcess } from './process/memory-process.ts'
import { type Filters, type Passage, search } from './retrieve/search.ts'
import { searchMemory } from './skills/search.ts'
import type { SourceKind } from './sources/source-kind.ts'
import { builtInSource } from './sources/source-record.ts'

export interface MemoryOptions {
  unitOfWork: UnitOfWork
  dataDir: string
  /** Folder of further embedding models. */
  modelsDir?: string | undefined
  kinds: SourceKind[]
  /** Off: nothing is read and nothing is found, and the process that holds the index is never started. */
  on: boolean
  log: Logger
  systemContext(workspaceId: string): Context
}

/** What ATOM has read: found by words and by meaning. */
export interface Memory {
  skills: Skill[]
  jobs: JobHandler[]
  search(ctx: Context, query: string, filters: Filters, limit: number): Promise<Passage[]>
  /** Reads the records that change from now on. */
  watch(bus: EventBus): void
  /** At the start of a server: what changed while it was away is read. */
  catchUp(): Promise<void>
  /** Asks for every built-in source of the workspace to be read again, in a transaction of its own. */
  syncBuiltIn(ctx: Context): Promise<void>
  /** Waits for writes under way. */
  close(): Promise<void>
}

export function createMemory({ unitOfWork, dataDir, modelsDir, kinds, on, log, systemContext }: MemoryOptions): Memory {
  const byKind = new Map(kinds.map(kind => [kind.kind, kind]))
  const held = new MemoryProcess({ folder: join(dataDir, 'memory'), modelsDir, embedder: undefined })
  const embed = held.embed.bind(held)
  const indexOf = (ctx: Context) => held.index(ctx.workspaceId)
  const nudge = new Nudge({ unitOfWork, log, systemContext })
  const find: Memory['search'] = async (ctx, query, filters, limit) => {
    if (!on) throw memoryErrors.off()
    nudge.once(ctx.workspaceId, kinds)
    return search(
      {
        index: indexOf(ctx),
        embed,
        visible: await visibleTo(ctx),
        onLeak: documents => ctx.log.error({ documents }, 'a search found what its reader may not see; it was left out'),
      },
      ctx,
      query,
      filters,
      limit,
    )
  }
  return {
    skills: [searchMemory(find)],
    jobs: on ? [syncJob({ unitOfWork, kinds: byKind, indexOf }), indexJob({ unitOfWork, extract, kinds: byKind, indexOf, embed })] : [],
    search: find,
    syncBuiltIn: ctx =>
      unitOfWork.writing(ctx, async tx => {
        for (const kind of kinds) if (kind.builtIn) await tx.jobs.enqueue(tx, syncJobOf((await builtInSource(tx, kind)).id))
      }),
    catchUp: async () => {
      if (on) await nudge.all(kinds)
    },
    watch: bus => {
      if (on) nudge.watch(bus, kinds)
    },
    close: () => {
      nudge.stop()
      return held.close()
    },
  }
}
