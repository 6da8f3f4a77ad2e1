import type { Context } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { defineNode, type NodeType } from './node-type.ts'

/** Starts the live version of a workflow in the caller's transaction. @returns the run's id */
export type StartChild = (
  tx: Context,
  child: { workflow: string; input: Record<string, unknown>; parentRun: string | undefined; dry: boolean },
) => Promise<string>

/** Runs another automation and waits for what it gives. */
export const subWorkflow = (start: StartChild): NodeType =>
  defineNode({
    type: 'workflow',
    version: 1,
    title: 'Run an automation',
    description: 'Starts another automation with an input and, unless told otherwise, waits for what it gives.',
    group: 'flow',
    mode: 'inside',
    role: 'member',
    config: {
      workflow: z.string().min(1).max(200).describe('Id of a published automation.'),
      input: z.record(z.string(), z.unknown()).optional(),
      wait: z.boolean().optional().describe('true unless told.'),
      limit: z.string().max(50).optional(),
    },
    fields: ({ workflow, input }) => ({ workflow, input: input ?? {} }),
    async run({ node, fields, ctx, came, runId, dry }) {
      if (came) {
        const { status, output, error } = came.result as { status: string; output: unknown; error?: { message: string } }
        if (status !== 'succeeded') throw workflowErrors.child_failed({ reason: error?.message ?? status })
        return { output }
      }
      const waits = node.wait !== false
      const child = await start(ctx, {
        workflow: String(fields.workflow),
        input: fields.input as Record<string, unknown>,
        parentRun: waits ? runId : undefined,
        dry,
      })
      return waits ? { wait: { kind: 'run', runId: child } } : { output: { runId: child } }
    },
  })
