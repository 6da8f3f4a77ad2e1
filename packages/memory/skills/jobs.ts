import { MemoryJob, MemoryUsage, pageOf, pageRequest } from '@atom/contracts'
import { type Context, defineSkill, type Skill } from '@atom/kernel'
import { z } from 'zod'
import { memoryErrors } from '../errors.ts'
import { countDocuments, usedByFiles } from '../files/usage.ts'
import { cancelIndex } from '../ingest/index-job.ts'
import { cancelSync } from '../ingest/sync-job.ts'
import { findJob, listJobs } from '../ingest/watched-job.ts'
import { pageOfList } from '../page-of-list.ts'

interface JobSkills {
  on: boolean
  /** Bytes. */
  fileLimit: number
  filesLimit: number | undefined
}

/** What memory is doing and what it holds. */
export const jobSkills = ({ on, fileLimit, filesLimit }: JobSkills): Skill[] => [
  defineSkill({
    id: 'memory.jobs',
    title: 'What memory is doing',
    description: 'Syncs of sources and the reading of what is queued: how far each is, how fast, and how long it will take.',
    effect: 'read',
    input: z.object(pageRequest),
    output: pageOf(MemoryJob),
    examples: [],
    internal: true,
    route: 'GET /api/memory/jobs',
    run: async (ctx, page) => pageOfList(await listJobs(ctx), page, ({ id }) => id),
  }),
  defineSkill({
    id: 'memory.cancel-job',
    title: 'Cancel work of memory',
    description: 'Ends a sync, or the reading of what is queued: what was not read yet is marked as cancelled and can be read again later.',
    effect: 'write',
    input: z.object({ id: z.string().min(1).max(200) }),
    output: MemoryJob,
    examples: [],
    internal: true,
    route: 'POST /api/memory/jobs/{id}/cancel',
    target: (_, input) => input.id,
    async run(ctx, { id }) {
      const job = await findJob(ctx, id)
      if (job.status !== 'queued' && job.status !== 'running') throw memoryErrors.job_ended()
      if (job.kind === 'reembed') throw memoryErrors.reembedding()
      await (job.kind === 'index' ? cancelIndex(ctx) : cancelSync(ctx, job.source as string))
      await ctx.events.publish(ctx, { name: 'memory.changed', data: { id } })
      return findJob(ctx, id)
    },
  }),
  defineSkill({
    id: 'memory.usage',
    title: 'What memory holds',
    description: 'How many documents are read, queued or failed, what files take, and how large they may be.',
    effect: 'read',
    input: z.object({}),
    output: MemoryUsage,
    examples: [],
    internal: true,
    route: 'GET /api/memory/usage',
    async run(ctx: Context) {
      const { files, bytes } = await usedByFiles(ctx)
      const most = filesLimit === undefined ? {} : { mostBytes: filesLimit }
      return { on, documents: await countDocuments(ctx), files, fileBytes: bytes, largestFile: fileLimit, ...most }
    },
  }),
]
