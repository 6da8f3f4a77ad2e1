import { z } from 'zod'
import { defineNode } from './node-type.ts'

/** Joins ways. */
export const merge = defineNode({
  type: 'merge',
  version: 1,
  title: 'Merge',
  description: 'Goes on when all ways that were taken have arrived, or as soon as any has.',
  group: 'flow',
  mode: 'pure',
  config: { wait: z.enum(['all', 'any']).optional().describe('all unless told.') },
  run: () => ({ output: {} }),
})
