import type { Context, Effect, Skill, SkillRegistry, SkillSource } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import { invalidGraph } from '../graph/compile.ts'
import type { AutomationSkill, FormField, Graph } from '../graph/schema.ts'
import { store } from '../store.ts'
import { type AutomationSkillDeps, automationSkill } from './automation-skill.ts'
import { givenBy } from './given-by.ts'
import { liveGraph } from './live-graph.ts'
import { Reach } from './reach-of.ts'

/** What a row keeps besides its columns. */
interface Spec {
  declared: AutomationSkill
  form: FormField[]
  /** Id of the skill whose answer it gives. */
  gives?: string
}

/** Workspaces whose skills are kept made. */
const most = 200

const none: readonly Skill[] = []

/**
 * The automations each workspace offers as skills. A row stands for each that is live, written where its trigger is; every process reads the
 * rows anew, and makes skills of them again only where they have changed.
 */
export class AutomationSkills implements SkillSource {
  readonly #deps: AutomationSkillDeps
  readonly #registry: SkillRegistry
  readonly #made = new Map<string, { rows: string; shared: number; skills: readonly Skill[] }>()

  constructor(deps: AutomationSkillDeps, registry: SkillRegistry) {
    this.#deps = deps
    this.#registry = registry
  }

  async skillsOf(ctx: Context): Promise<readonly Skill[]> {
    const rows = await store
      .from(ctx, 'workflow_skill')
      .innerJoin('workflow', join =>
        join.onRef('workflow.id', '=', 'workflow_skill.workflow_id').onRef('workflow.workspace_id', '=', 'workflow_skill.workspace_id'),
      )
      .select(['workflow_skill.workflow_id', 'workflow_skill.version', 'workflow_skill.effect', 'workflow_skill.spec', 'workflow.name'])
      .orderBy('workflow_skill.skill_id')
      .execute()
    if (rows.length === 0) return none
    const text = JSON.stringify(rows)
    const { revision: shared } = this.#registry
    let made = this.#made.get(ctx.workspaceId)
    if (made?.rows !== text || made.shared !== shared) {
      const skills = rows.map(row => {
        const { gives, ...spec } = JSON.parse(row.spec) as Spec
        const output = gives === undefined ? undefined : this.#registry.find(gives)?.output
        return automationSkill(this.#deps, {
          ...spec,
          workflow: row.workflow_id,
          name: row.name,
          effect: row.effect as Effect,
          gives: output,
        })
      })
      made = { rows: text, shared, skills }
    }
    this.#made.delete(ctx.workspaceId)
    this.#made.set(ctx.workspaceId, made)
    if (this.#made.size > most) this.#made.delete(this.#made.keys().next().value as string)
    return made.skills
  }

  /**
   * This version of an automation is live from now on, in the caller's transaction: it is a skill if its settings say so, and what others
   * that run it may do is looked at again. Fires `skill.changed` where that changes what the workspace can do.
   * @throws workflow.skill_taken; workflow.invalid_graph where it would call itself
   */
  async set(tx: Context, { workflowId, version, graph }: { workflowId: string; version: number; graph: Graph }): Promise<void> {
    const before = await this.skillsOf(tx)
    await store.remove(tx, 'workflow_skill').where('workflow_id', '=', workflowId).execute()
    const declared = graph.settings?.skill
    if (declared && graph.trigger.type === 'manual') {
      const taken = await store.from(tx, 'workflow_skill').select('workflow_id').where('skill_id', '=', declared.id).executeTakeFirst()
      if (taken) throw workflowErrors.skill_taken({ id: declared.id })
      const gives = givenBy(graph)
      const spec: Spec = { declared, form: graph.trigger.form ?? [], ...(gives === undefined ? {} : { gives }) }
      await store
        .insert(tx, 'workflow_skill', {
          workflow_id: workflowId,
          skill_id: declared.id,
          version,
          effect: 'write',
          spec: JSON.stringify(spec),
        })
        .execute()
    }
    const reach = this.#reach(tx)
    const circle = await reach.circleOf(graph, workflowId)
    if (circle) throw invalidGraph([{ node: circle.id, field: circle.type === 'skill' ? 'skill' : 'workflow', message: callsItself }])
    await this.#weigh(tx, reach)
    await this.#tell(tx, before)
  }

  /** It is none any more, in the caller's transaction. Fires `skill.changed` where it was one. */
  async remove(tx: Context, workflowId: string): Promise<void> {
    const before = await this.skillsOf(tx)
    await store.remove(tx, 'workflow_skill').where('workflow_id', '=', workflowId).execute()
    await this.#weigh(tx, this.#reach(tx))
    await this.#tell(tx, before)
  }

  /** Open pages hear of it in every process. */
  async #tell(tx: Context, before: readonly Skill[]): Promise<void> {
    if ((await this.skillsOf(tx)) !== before) await tx.events.publish(tx, { name: 'skill.changed', data: {} })
  }

  /** What the skills of the workspace may do, since what they run may have changed. */
  async #weigh(tx: Context, reach: Reach): Promise<void> {
    const rows = await store.from(tx, 'workflow_skill').select(['workflow_id', 'effect']).execute()
    for (const { workflow_id: id, effect } of rows) {
      const graph = await liveGraph(tx, id)
      const now = graph ? await reach.effectOf(graph) : effect
      if (now !== effect) await store.update(tx, 'workflow_skill').set({ effect: now }).where('workflow_id', '=', id).execute()
    }
  }

  #reach = (tx: Context): Reach => new Reach(tx, id => this.#registry.find(id))
}

const callsItself = 'What this step runs would run this automation again, and so on without end.'
