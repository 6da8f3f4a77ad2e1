import { z } from 'zod'
import { GraphJson } from './workflow.ts'

/** An automation made from a sentence, as a draft: nothing runs before somebody publishes it. `ask` alone where something is missing. */
export const AutomationProposal = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  graph: GraphJson.optional(),
  /** What starts it, in words. */
  when: z.string().optional(),
  /** What it does in words, in Markdown: when, then a list of its steps. */
  summary: z.string().optional(),
  ask: z.string().optional(),
})
export type AutomationProposal = z.infer<typeof AutomationProposal>
