import { z } from 'zod'
import { runCode } from '../code/index.ts'
import { milliseconds } from '../graph/duration.ts'
import { defineNode } from './node-type.ts'

/** Runs JavaScript in the sandbox. */
export const code = defineNode({
  type: 'code',
  version: 1,
  title: 'Code',
  description: 'Runs JavaScript away from everything: no network, no files. It is given “input” and returns a value.',
  group: 'data',
  mode: 'read',
  takesSecrets: 'everywhere',
  config: {
    code: z.string().min(1).max(200_000).describe('The body of an async function that is given “input”.'),
    input: z.record(z.string(), z.unknown()).optional(),
  },
  fields: ({ input }) => ({ input: input ?? {} }),
  async run({ node, fields, ctx }) {
    const timeoutMs = node.timeout === undefined ? undefined : milliseconds(node.timeout)
    const { value, logs } = await runCode(node.code as string, {
      input: fields.input,
      signal: ctx.signal,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    })
    for (const line of logs) ctx.log.debug({ runId: ctx.runId, node: node.id }, line)
    return { output: value }
  },
})
