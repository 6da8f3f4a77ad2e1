import { AtomError, type Context, effectOf, type Invoke, meaningOf, parseInput, type SkillRegistry } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { automationPrefix } from '../graph/schema.ts'
import type { BegunRun } from '../skill/automation-skill.ts'
import { askedBefore, askWhetherDone } from './ask-whether-done.ts'
import { itemTemplates } from './item-at-hand.ts'
import { defineNode, type Mode, type NodeType, type Step, type StepResult } from './node-type.ts'
import { placeholderOf } from './placeholder.ts'

/** Times one step is begun anew under another key because the machine stopped in its middle. */
const mostCalls = 20

interface SkillNodeDeps {
  registry: SkillRegistry
  invoke: Invoke
  /** What a skill gives whose run has ended. @throws why it did not succeed */
  followRun(ctx: Context, runId: string, title: string): Promise<unknown>
}

/** Calls a skill, through the one door to all of them. */
export const skillNode = ({ registry, invoke, followRun }: SkillNodeDeps): NodeType =>
  defineNode({
    type: 'skill',
    version: 1,
    title: 'Skill',
    description: 'Does one of the things ATOM can do.',
    group: 'actions',
    config: { skill: z.string().min(1).max(200), input: z.record(z.string(), z.unknown()).optional() },
    mode: node => modeOf(registry, node.skill as string),
    // What ATOM keeps of a skill on its own data could be read by all who may read that.
    takesSecrets: node => (modeOf(registry, node.skill as string) === 'outside' ? 'everywhere' : 'secret fields'),
    secretFields: node => secretFieldsOf(registry, node.skill as string),
    fields: ({ input }) => ({ input: input ?? {} }),
    perItem: () => itemTemplates,
    async run(step): Promise<StepResult> {
      const id = step.node.skill as string
      const skill = registry.find(id) ?? (await registry.in(step.ctx)).get(id)
      const input = step.fields.input ?? {}
      if (step.dry && (skill.follow || effectOf(skill, parseInput(skill, input)) !== 'read')) return { output: placeholderOf(skill.output) }
      const ended = endedRun(step)
      if (ended) return { output: await followRun(step.ctx, ended, skill.title) }
      const asked = askedBefore(step)
      if (asked?.says === 'done') return { output: null }
      if (asked?.says === 'fail') throw interrupted(step)
      const approvalId = asked ? undefined : approved(step)
      const keyed = modeOf(registry, id) !== 'read'
      const options = {
        alone: true,
        // The journal keeps it.
        keepsReads: true,
        ...(step.node.retry ? { retriesRefused: true } : {}),
        ...(approvalId ? { approvalId } : {}),
        shown: step.hide,
        begin: true,
      }
      const first = (asked?.call ?? 0) + 1
      for (let call = first; call < first + mostCalls; call++) {
        const key = call === 1 ? step.key : `${step.key}:${call}`
        try {
          const outcome = await invoke(step.ctx, id, input, { ...options, ...(keyed ? { idempotencyKey: key } : {}) })
          if (outcome.status === 'done')
            return skill.follow ? { wait: { kind: 'run', runId: (outcome.output as BegunRun).runId } } : { output: outcome.output }
          return { wait: { kind: 'approval', approvalId: outcome.approval.id, until: outcome.approval.expiresAt } }
        } catch (error) {
          if (!AtomError.is(error) || error.code !== 'kernel.interrupted') throw error
          if (step.node.interrupted === 'ask') return { inside: tx => askWhetherDone(tx, step, call) }
          if (step.node.interrupted !== 'retry') throw interrupted(step)
        }
      }
      throw interrupted(step)
    },
  })

/** The run of another automation it waited for. */
const endedRun = ({ came }: Step): string | undefined => (came?.result as Partial<BegunRun> | undefined)?.runId

const interrupted = ({ node }: Step) => workflowErrors.interrupted({ node: node.title ?? node.id })

/** Own data is changed in the journal's transaction and read without one; what others can see begins when all before it is durable. */
function modeOf(registry: SkillRegistry, id: string): Mode {
  // What was made of an automation is begun in the journal's transaction, like the run of another automation.
  if (id.startsWith(automationPrefix)) return 'inside'
  const skill = registry.find(id)
  if (!skill || skill.reach === 'outside') return 'outside'
  return skill.effect === 'read' ? 'read' : 'inside'
}

function secretFieldsOf(registry: SkillRegistry, id: string): string[] {
  const shape = (registry.find(id)?.input.shape ?? {}) as Record<string, z.ZodType>
  return Object.entries(shape).flatMap(([name, schema]) => (meaningOf(schema)?.kind === 'secret' ? [`input.${name}`] : []))
}

/** The yes it waited for. @throws workflow.denied */
function approved({ came, node }: Step): string | undefined {
  if (!came) return undefined
  const answer = came.result as { status: string; approvalId: string } | undefined
  if (came.status === 'timeout' || answer?.status !== 'approved') throw workflowErrors.denied({ step: node.title ?? node.id })
  return answer.approvalId
}
