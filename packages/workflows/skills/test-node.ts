import { RunError } from '@atom/contracts'
import { AtomError, type Context, defineSkill, newId, ref } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import type { Scope } from '../expressions/index.ts'
import { compileNode, findNode } from '../graph/compile.ts'
import type { NodePlan } from '../graph/plan.ts'
import { GraphDocument, type SubGraph } from '../graph/schema.ts'
import type { StepResult } from '../nodes/node-type.ts'
import { placeholderMark } from '../nodes/placeholder.ts'
import { callType } from '../run/call-type.ts'
import { markOf, shownValue } from '../run/hidden.ts'
import { evaluateAll } from '../run/scope.ts'
import { hideSecrets } from '../run/secrets.ts'
import { openSecrets, readVariables } from '../variables/variables.ts'
import { findWorkflow } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

const Input = z.object({
  id: ref('workflow'),
  node: z.string().min(1).max(64),
  graph: z.record(z.string(), z.unknown()).optional().describe('Instead of the draft.'),
  event: z.unknown().optional().describe('What “event” stands for.'),
  steps: z.record(z.string().max(64), z.unknown()).optional().describe('What steps before it gave, by id.'),
  item: z.unknown().optional().describe('Of a step in a loop.'),
  index: z.number().int().min(0).optional(),
  confirm: z.boolean().optional().describe('Do what it does; without it what would change anything gives a placeholder.'),
})

const Output = z.object({
  input: z.unknown().describe('What it was given.'),
  output: z.unknown(),
  port: z.string().nullable().describe('The way it goes on; null where it does not.'),
  waits: z.string().optional().describe('What it would wait for.'),
  error: RunError.optional(),
})

/** Runs one step alone with data of one's own, as whoever asks. Nothing is journaled. */
export const testNode = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.test-node',
    title: 'Test a step',
    description:
      'Runs one step alone, as you, with the event and the outputs of other steps you give. It changes nothing unless “confirm” is set.',
    effect: 'write',
    reach: 'outside',
    timeout: 130_000,
    input: Input,
    output: Output,
    examples: [],
    route: 'POST /api/workflows/{id}/test-node',
    internal: true,
    target: (_, { id }) => id,
    async run(ctx, { id, node: nodeId, graph, event = {}, steps = {}, item, index, confirm = false }) {
      const reading = deps.unitOfWork.reading(ctx)
      const workflow = await findWorkflow(reading, id)
      const document = GraphDocument.safeParse(graph ?? JSON.parse(workflow.graph))
      const node = document.success ? findNode(document.data as SubGraph, nodeId) : undefined
      if (!node) throw workflowErrors.step_not_found({ node: nodeId })
      const plan = compileNode(node, await deps.compile(reading))
      const { vars, secrets } = await readVariables(reading)
      const outputs = Object.fromEntries(Object.entries(steps).map(([step, output]) => [step, { output }]))
      const scope: Scope = { event, vars, steps: outputs, ...(item === undefined ? {} : { item, index: index ?? 0 }) }
      const runId = newId()
      const mark = () => markOf(deps.vault.derive('workflow journal'), runId, 1)
      let shown: Record<string, unknown> = {}
      try {
        const values = await evaluateAll(plan.templates, scope, hideSecrets(plan, secrets, mark))
        shown = shownValue(values) as Record<string, unknown>
        const run = (own: Context) =>
          callType(
            {
              plan,
              values,
              base: { event, vars, secrets },
              scope: () => scope,
              mark,
              sub: ({ run }) => run({ key: `test:${runId}` }),
              secrets: (given, names) => openSecrets(deps.unitOfWork.reading(given), deps.vault, names),
              step: {
                runId,
                workflowId: id,
                seq: 1,
                iteration: item === undefined ? '' : String(index ?? 0),
                attempt: 1,
                key: `test:${runId}`,
                dry: !confirm || !acts(plan),
              },
            },
            own,
          )
        const result = starts(plan) && !confirm ? { output: { [placeholderMark]: true } } : await runIn(deps, ctx, plan, run)
        return { input: shown, ...said(plan, result) }
      } catch (error) {
        if (!AtomError.is(error)) throw error
        return { input: shown, output: null, port: null, error: { code: error.code, message: error.message, node: nodeId } }
      }
    },
  })

/** What changes ATOM's own data does so in one transaction. */
const runIn = (deps: SkillDeps, ctx: Context, { mode }: NodePlan, run: (ctx: Context) => StepResult | Promise<StepResult>) =>
  mode === 'inside' ? deps.unitOfWork.writing(ctx, async tx => run(tx)) : run(ctx)

/** A question would wait for ever for a run that is none, and so would a pause. */
const acts = ({ type }: NodePlan) => type.type !== 'approval' && type.type !== 'wait'
const starts = ({ type }: NodePlan) => type.type === 'workflow'

function said({ ports }: NodePlan, result: StepResult): Pick<z.input<typeof Output>, 'output' | 'port' | 'waits'> {
  if ('wait' in result) return { output: result.output ?? null, port: null, waits: result.wait.kind }
  if ('each' in result) return { output: { items: result.each.items }, port: null }
  if ('inside' in result) return { output: null, port: null }
  return { output: result.output ?? null, port: result.port ?? ports[0] ?? null }
}
