import { GraphJson, GraphProblem, pageOf, pageRequest, sayDate, Workflow, WorkflowSummary, WorkflowVersion } from '@atom/contracts'
import { type Context, defineSkill, query, ref } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { checkDraft } from '../graph/check-draft.ts'
import type { Graph } from '../graph/schema.ts'
import { type RunStatus, store, type WorkflowTable } from '../store.ts'
import { findWorkflow, timingOf, workflowOf } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

export const getWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.get',
    title: 'Look at an automation',
    description: 'One automation with its draft and what keeps it from being published.',
    effect: 'read',
    input: z.object({ id: ref('workflow') }),
    output: Workflow,
    examples: [
      { say: 'show the automation weekly report', input: { id: 'weekly report' } },
      { say: 'when does the automation weekly report run next', input: { id: 'weekly report' } },
      { say: 'look at the morning agenda automation', input: { id: 'morning agenda' } },
      { say: 'open the automation weekly report', input: { id: 'weekly report' } },
    ],
    synonyms: { verbs: ['show', 'look at'], nouns: ['automation', 'workflow', 'automations', 'workflows'] },
    route: 'GET /api/workflows/{id}',
    tell: tellWorkflow,
    run: async (ctx, { id }) => workflowOf(ctx, deps, await findWorkflow(ctx, id)),
  })

export const listWorkflows = () =>
  defineSkill({
    id: 'workflows.list',
    title: 'List automations',
    description: 'The automations of this workspace with how their last runs ended, by name.',
    effect: 'read',
    input: z.object({ query: query({ cues: ['about', 'with', 'called', 'named'] }).optional(), ...pageRequest }),
    output: pageOf(WorkflowSummary),
    examples: [
      'what automations do I have?',
      'list my automations',
      'show all automations',
      'which automations are there',
      'show me my workflows',
      'which workflows do we have',
      'my automations',
      'are there any automations',
    ],
    synonyms: {
      verbs: ['show', 'list', 'see', 'view', 'what', 'which', 'display', 'give me', 'how many'],
      nouns: ['automations', 'workflows'],
    },
    route: 'GET /api/workflows',
    tell: tellWorkflows,
    async run(ctx, { query: words, ...page }) {
      let rows = store.from(ctx, 'workflow').selectAll('workflow').where('deleted_at', 'is', null)
      if (words !== undefined) rows = rows.where(eb => eb(eb.fn('lower', ['name']), 'like', `%${escapeLike(words.toLowerCase())}%`))
      const { items, nextCursor } = await paginate(rows, page, [
        { column: 'name', order: 'asc' },
        { column: 'id', order: 'asc' },
      ])
      return { items: await Promise.all(items.map(row => summaryOf(ctx, row as WorkflowTable))), nextCursor }
    },
  })

function tellWorkflow({ name, published, enabled, nextRunAt, problems }: Workflow, _input: unknown, ctx: Context): string {
  const place = { timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() }
  if (!published)
    return `“${name}” is a draft${problems[0] ? `, and cannot run yet: ${problems[0].message}` : '. Say “publish it” to turn it on.'}`
  if (!enabled) return `“${name}” is paused.`
  return `“${name}” is on.${nextRunAt ? ` It runs next ${sayDate(nextRunAt, place)}.` : ''}`
}

/** Each in a line, with its state and how it went last. */
function tellWorkflows({ items }: { items: WorkflowSummary[] }, { query: words }: { query?: string | undefined }, ctx: Context): string {
  if (items.length === 0)
    return words === undefined
      ? 'There are no automations yet. Say what should happen, such as “every weekday at 8 …” or “when something is created, …”.'
      : `No automation is called “${words}”.`
  const place = { timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() }
  const lines = items.map(({ name, published, enabled, nextRunAt, lastRun }) => {
    const state = !published ? 'draft' : enabled ? 'on' : 'paused'
    const next = nextRunAt && enabled ? `, next ${sayDate(nextRunAt, place)}` : ''
    const last = lastRun ? `, last run ${lastRun.status} ${sayDate(lastRun.at, place)}` : ''
    return `- **${name}**: ${state}${next}${last}`
  })
  return lines.join('\n')
}

const escapeLike = (text: string) => text.replace(/[%_]/g, ' ')
const shown = 20

async function summaryOf(ctx: Context, row: WorkflowTable): Promise<WorkflowSummary> {
  const runs = await store
    .from(ctx, 'run')
    .select(['id', 'status', 'created_at'])
    .where('workflow_id', '=', row.id)
    .orderBy('id', 'desc')
    .limit(shown)
    .execute()
  const live = await store.from(ctx, 'workflow_trigger').select(['next_at', 'error']).where('workflow_id', '=', row.id).executeTakeFirst()
  const [last] = runs
  return {
    id: row.id,
    name: row.name,
    trigger: (JSON.parse(row.graph) as Graph).trigger.type,
    version: row.version ?? 1,
    published: row.version !== null,
    enabled: row.enabled === 1,
    changed: row.version === null,
    ...timingOf(live),
    ...(last ? { lastRun: { id: last.id, status: last.status, at: last.created_at } } : {}),
    recent: runs.map(run => run.status as RunStatus).reverse(),
    updatedAt: row.updated_at,
  }
}

export const validateWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.validate',
    title: 'Check an automation',
    description: 'Says what is wrong with a graph; with the draft unless one is given.',
    effect: 'read',
    input: z.object({ id: ref('workflow'), graph: GraphJson.optional() }),
    output: z.object({ valid: z.boolean(), problems: z.array(GraphProblem), warnings: z.array(GraphProblem) }),
    examples: [],
    route: 'POST /api/workflows/{id}/validate',
    internal: true,
    async run(ctx, { id, graph }) {
      const draft = graph ?? JSON.parse((await findWorkflow(ctx, id)).graph)
      const { problems, warnings } = checkDraft(draft, await deps.draftDeps(ctx))
      return { valid: problems.length === 0, problems, warnings }
    },
  })

export const listVersions = () =>
  defineSkill({
    id: 'workflows.versions',
    title: 'List versions of an automation',
    description: 'What was published, newest first.',
    effect: 'read',
    input: z.object({ id: ref('workflow'), ...pageRequest }),
    output: pageOf(WorkflowVersion),
    examples: [],
    route: 'GET /api/workflows/{id}/versions',
    internal: true,
    async run(ctx, { id, ...page }) {
      const workflow = await findWorkflow(ctx, id)
      const rows = store.from(ctx, 'workflow_version').selectAll().where('workflow_id', '=', id).where('version', '>', 0)
      const { items, nextCursor } = await paginate(rows, page, [{ column: 'version', order: 'desc' }])
      return {
        items: items.map(row => ({
          version: row.version,
          publishedBy: row.published_by,
          publishedAt: row.published_at,
          ...(row.note === null ? {} : { note: row.note }),
          live: row.version === workflow.version && workflow.enabled === 1,
        })),
        nextCursor,
      }
    },
  })
