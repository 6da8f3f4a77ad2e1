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
  config: {
    wait: z
      .enum(['all', 'any'])
      .optional()
      .meta({ title: 'Wait for', description: 'All ways that were taken, unless told, or any of them.' }),
  },
  run: () => ({ output: {} }),
})
