import { AtomError, effectOf, type Invoke, meaningOf, parseInput, type SkillRegistry } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { defineNode, type Mode, type NodeType, type Step, type StepResult } from './node-type.ts'
import { placeholderOf } from './placeholder.ts'

interface SkillNodeDeps {
  registry: SkillRegistry
  invoke: Invoke
}

/** Calls a skill, through the one door to all of them. */
export const skillNode = ({ registry, invoke }: SkillNodeDeps): NodeType =>
  defineNode({
    type: 'skill',
    version: 1,
    title: 'Skill',
    description: 'Does one of the things ATOM can do.',
    group: 'actions',
    config: { skill: z.string().min(1).max(200), input: z.record(z.string(), z.unknown()).optional() },
    mode: node => modeOf(registry, node.skill as string),
    takesSecrets: true,
    secretFields: node => secretFieldsOf(registry, node.skill as string),
    fields: ({ input }) => ({ input: input ?? {} }),
    async run(step): Promise<StepResult> {
      const id = step.node.skill as string
      const skill = registry.get(id)
      const input = step.fields.input ?? {}
      if (step.dry && effectOf(skill, parseInput(skill, input)) !== 'read') return { output: placeholderOf(skill.output) }
      const approvalId = approved(step)
      const keyed = modeOf(registry, id) !== 'read'
      const key = step.node.interrupted === 'retry' && step.attempt > 1 ? `${step.key}:${step.attempt}` : step.key
      const outcome = await invoke(step.ctx, id, input, {
        ...(keyed ? { idempotencyKey: key } : {}),
        ...(approvalId ? { approvalId } : {}),
        shown: step.hide,
      }).catch(error => {
        if (AtomError.is(error) && error.code === 'kernel.interrupted')
          throw workflowErrors.interrupted(
            { node: step.node.title ?? step.node.id },
            step.node.interrupted === 'retry' ? { retry: 'policy' } : {},
          )
        throw error
      })
      if (outcome.status === 'done') return { output: outcome.output }
      return { wait: { kind: 'approval', approvalId: outcome.approval.id, until: outcome.approval.expiresAt } }
    },
  })

/** Own data is changed in the journal's transaction and read without one; what others can see begins when all before it is durable. */
function modeOf(registry: SkillRegistry, id: string): Mode {
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
