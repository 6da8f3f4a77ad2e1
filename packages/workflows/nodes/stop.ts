import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { defineNode } from './node-type.ts'

/** Ends the run as failed. */
export const stop = defineNode({
  type: 'stop',
  version: 1,
  title: 'Stop with an error',
  description: 'Ends the run as failed, with a message.',
  group: 'flow',
  mode: 'pure',
  config: { message: z.string().min(1).max(10_000) },
  ports: () => [],
  fields: ({ message }) => ({ message }),
  run({ fields }) {
    throw workflowErrors.stopped({ message: String(fields.message) })
  },
})
