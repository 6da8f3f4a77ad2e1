import { z } from 'zod'
import { defineNode } from './node-type.ts'

/** Gives the values written in it. */
export const set = defineNode({
  type: 'set',
  version: 1,
  title: 'Set values',
  description: 'Gives the values written in it, worked out, for later steps to use.',
  group: 'data',
  mode: 'pure',
  config: { input: z.record(z.string().min(1).max(200), z.unknown()) },
  fields: ({ input }) => ({ input }),
  showsInput: false,
  run: ({ fields }) => ({ output: fields.input }),
})
