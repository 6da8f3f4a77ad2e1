import { sayDate, Workflow } from '@atom/contracts'
import { type Context, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { checkDraft } from '../graph/check-draft.ts'
import { invalidGraph } from '../graph/compile.ts'
import type { Graph } from '../graph/schema.ts'
import { store } from '../store.ts'
import { keepVersion } from '../versions/keep-version.ts'
import { findWorkflow, workflowOf } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** Makes the draft the live version and enables it. Fires `workflow.published`. */
export const publishWorkflow = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.publish',
    title: 'Publish an automation',
    description: 'Makes the draft the live version and enables it. Its runs act as the person who published it.',
    effect: 'write',
    input: z.object({ id: ref('workflow'), note: z.string().max(500).optional() }),
    output: Workflow,
    examples: [
      { say: 'publish the automation weekly report', input: { id: 'weekly report' } },
      { say: 'enable the automation weekly report', input: { id: 'weekly report' } },
      { say: 'make the automation weekly report live', input: { id: 'weekly report' } },
      { say: 'put the morning agenda automation live', input: { id: 'morning agenda' } },
      { say: 'activate the weekly report workflow', input: { id: 'weekly report' } },
    ],
    synonyms: { verbs: ['publish', 'enable', 'activate'], nouns: ['automation', 'workflow', 'automations', 'workflows'] },
    route: 'POST /api/workflows/{id}/publish',
    tell: ({ name, nextRunAt, webhookUrl }, _input, ctx) => {
      const place = { timeZone: ctx.person.timeZone, locale: ctx.person.locale, now: ctx.clock.now() }
      const next = nextRunAt ? ` It runs next ${sayDate(nextRunAt, place)}.` : webhookUrl ? ` Its address is ${webhookUrl}.` : ''
      return `“${name}” is on.${next}`
    },
    async run(ctx, { id, note }) {
      const { graph } = await findWorkflow(ctx, id)
      await publishVersion(ctx, deps, { id, graph, note })
      return workflowOf(ctx, deps, await findWorkflow(ctx, id))
    },
  })

/**
 * Makes this graph the newest version, published by whoever asks, and enables it, in the caller's transaction. @returns its number
 * @throws workflow.invalid_graph, workflow.path_taken, workflow.skill_taken
 */
export async function publishVersion(
  ctx: Context,
  deps: SkillDeps,
  { id, graph, note }: { id: string; graph: string; note: string | undefined },
): Promise<number> {
  const { problems } = checkDraft(JSON.parse(graph), await deps.draftDeps(ctx))
  if (problems.length > 0) throw invalidGraph(problems)
  const last = await store
    .from(ctx, 'workflow_version')
    .select(eb => eb.fn.max('version').as('version'))
    .where('workflow_id', '=', id)
    .executeTakeFirst()
  const version = Math.max(0, Number(last?.version ?? 0)) + 1
  const now = ctx.clock.now().toISOString()
  await keepVersion(ctx, { workflowId: id, version, graph, note })
  await store.update(ctx, 'workflow').set({ version, enabled: 1, updated_at: now }).where('id', '=', id).execute()
  await goLive(ctx, deps, id, version)
  await ctx.events.publish(ctx, { name: 'workflow.published', data: { id, version } })
  return version
}

/** Nothing starts it any more, in the caller's transaction. */
export async function stop(tx: Context, deps: SkillDeps, workflowId: string): Promise<void> {
  await deps.triggers.remove(tx, workflowId)
  await deps.automationSkills.remove(tx, workflowId)
}

/**
 * Sets the trigger of a version and makes it a skill where it says so, in the caller's transaction.
 * @throws workflow.path_taken, workflow.skill_taken; workflow.invalid_graph where it would call itself
 */
export async function goLive(tx: Context, deps: SkillDeps, workflowId: string, version: number): Promise<void> {
  const row = await store
    .from(tx, 'workflow_version')
    .select(['graph', 'published_by', 'published_at'])
    .where('workflow_id', '=', workflowId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const graph = JSON.parse(row.graph) as Graph
  const { trigger } = graph
  if (trigger.type === 'webhook') {
    const methods = trigger.methods ?? ['POST']
    const others = await store
      .from(tx, 'workflow_trigger')
      .select('spec')
      .where('type', '=', 'webhook')
      .where('subject', '=', trigger.path)
      .where('workflow_id', '!=', workflowId)
      .execute()
    const taken = others.some(other =>
      ((JSON.parse(other.spec) as typeof trigger).methods ?? ['POST']).some(method => methods.includes(method)),
    )
    if (taken) throw workflowErrors.path_taken({ path: trigger.path })
  }
  const publisher = row.published_by === tx.person.id ? tx : await deps.memberContext(tx.workspaceId, row.published_by)
  await deps.triggers.set(
    tx,
    { workflowId, version, personId: row.published_by, spec: trigger },
    { publishedAt: row.published_at, timeZone: (publisher ?? tx).person.timeZone },
  )
  await deps.automationSkills.set(tx, { workflowId, version, graph })
  await deps.engine.limitChanged(tx, workflowId)
}
