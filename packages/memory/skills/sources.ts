import { Deleted, MemorySource, pageOf, pageRequest, sourceTypes } from '@atom/contracts'
import { defineSkill, kernelErrors, type Skill } from '@atom/kernel'
import { z } from 'zod'
import { memoryErrors } from '../errors.ts'
import { askIndex } from '../ingest/index-job.ts'
import { askSync, cancelSync } from '../ingest/sync-job.ts'
import { pageOfList } from '../page-of-list.ts'
import { listSources, showSource } from '../sources/list-sources.ts'
import { removeSource } from '../sources/remove-source.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { insertSource } from '../sources/source-record.ts'
import { store } from '../store.ts'

const id = z.string().min(1).max(100)
const everyMinutes = z.number().int().min(5).max(525_600).describe('Minutes between two comparisons.')

/** Where documents come from, as people add, pause and delete it. */
export const sourceSkills = ({ kinds, on }: { kinds: ReadonlyMap<string, SourceKind>; on: boolean }): Skill[] => [
  defineSkill({
    id: 'sources.list',
    title: 'List sources',
    description: 'Where memory’s documents come from: ATOM’s own records, uploaded files, folders and web pages.',
    effect: 'read',
    input: z.object(pageRequest),
    output: pageOf(MemorySource),
    examples: [],
    internal: true,
    route: 'GET /api/memory/sources',
    run: async (ctx, page) => pageOfList(await listSources(ctx, kinds), page, ({ id: listed }) => listed),
  }),
  defineSkill({
    id: 'sources.create',
    title: 'Add a source',
    description: 'Reads a folder of this machine (`path`), or a web page, sitemap or feed (`url`), and looks again by itself.',
    effect: 'write',
    input: z.object({
      type: z.enum(sourceTypes),
      name: z.string().trim().min(1).max(200).optional(),
      path: z.string().min(1).max(2000).optional().describe('Of a folder: its whole path.'),
      url: z.string().min(1).max(2000).optional().describe('Of a page, a sitemap or an RSS or Atom feed.'),
      ignore: z
        .array(z.string().min(1).max(200))
        .max(200)
        .optional()
        .describe('In a folder: what is left out, in the words of .gitignore.'),
      maxPages: z.number().int().min(1).max(2000).optional().describe('Of the web: pages at most.'),
      everyMinutes: everyMinutes.optional(),
      visibleTo: z.enum(['workspace', 'me']).optional().describe('Who may find what it holds; the workspace unless told.'),
    }),
    output: MemorySource,
    examples: [],
    internal: true,
    route: 'POST /api/memory/sources',
    status: 201,
    target: output => output.id,
    async run(ctx, { type, everyMinutes: every, visibleTo, ...given }) {
      const kind = kinds.get(type)
      if (!kind?.add) throw kernelErrors.not_found({ what: 'kind of source', words: type })
      const { name, config, everyMinutes: usual } = await kind.add(ctx, given)
      const principals = [visibleTo === 'me' ? `person:${ctx.person.id}` : 'workspace']
      const made = await insertSource(ctx, { kind: type, name, config, principals, everyMinutes: every ?? usual })
      await askSync(ctx, made)
      await ctx.events.publish(ctx, { name: 'source.created', data: { id: made } })
      return showSource(ctx, kinds, made)
    },
  }),
  defineSkill({
    id: 'sources.update',
    title: 'Change a source',
    description: 'Pauses or resumes a source, renames it, or says how often it is compared.',
    effect: 'write',
    input: z.object({
      id,
      name: z.string().trim().min(1).max(200).optional(),
      paused: z.boolean().optional(),
      everyMinutes: everyMinutes.optional(),
    }),
    output: MemorySource,
    examples: [],
    internal: true,
    route: 'PATCH /api/memory/sources/{id}',
    target: (_, input) => input.id,
    async run(ctx, { id: wanted, name, paused, everyMinutes: every }) {
      const before = await showSource(ctx, kinds, wanted)
      if (name === undefined && paused === undefined && every === undefined)
        throw memoryErrors.bad_source({ problem: 'Say what to change: name, paused or everyMinutes.' })
      const changesPause = paused !== undefined && paused !== (before.status === 'paused')
      await store
        .update(ctx, 'memory_source')
        .set({
          ...(name === undefined ? {} : { name }),
          ...(every === undefined ? {} : { every_minutes: every }),
          ...(changesPause ? { status: paused ? ('paused' as const) : ('idle' as const) } : {}),
          updated_at: ctx.clock.now().toISOString(),
        })
        .where('id', '=', wanted)
        .execute()
      if (changesPause && paused) await cancelSync(ctx, wanted)
      if (changesPause && !paused) {
        await askSync(ctx, wanted)
        await askIndex(ctx)
      }
      await ctx.events.publish(ctx, { name: 'source.updated', data: { id: wanted } })
      return showSource(ctx, kinds, wanted)
    },
  }),
  defineSkill({
    id: 'sources.sync',
    title: 'Compare a source now',
    description: 'Looks at once what is new, changed or gone at a source.',
    effect: 'write',
    input: z.object({ id }),
    output: MemorySource,
    examples: [],
    internal: true,
    route: 'POST /api/memory/sources/{id}/sync',
    target: (_, input) => input.id,
    async run(ctx, { id: wanted }) {
      const source = await showSource(ctx, kinds, wanted)
      if (!on) throw memoryErrors.off()
      if (source.status === 'paused') throw memoryErrors.paused({ source: source.name })
      await askSync(ctx, wanted)
      await ctx.events.publish(ctx, { name: 'source.updated', data: { id: wanted } })
      return source
    },
  }),
  defineSkill({
    id: 'sources.delete',
    title: 'Delete a source',
    description: 'Forgets a source and everything that was read from it. What lies at the source itself stays there.',
    effect: 'destructive',
    input: z.object({ id }),
    output: Deleted,
    examples: [],
    internal: true,
    route: 'DELETE /api/memory/sources/{id}',
    target: (_, input) => input.id,
    async affects(ctx, { id: wanted }) {
      const source = await showSource(ctx, kinds, wanted)
      return { noun: 'source', titles: [source.name], version: source.id }
    },
    async run(ctx, { id: wanted }) {
      const source = await showSource(ctx, kinds, wanted)
      if (source.builtIn) throw memoryErrors.built_in({ source: source.name })
      await removeSource(ctx, wanted)
      return { id: wanted, title: source.name, deleted: 1, ids: [wanted] }
    },
  }),
]
