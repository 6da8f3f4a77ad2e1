import { AutomationProposal, type Workflow } from '@atom/contracts'
import { type Context, defineSkill, longText } from '@atom/kernel'
import { z } from 'zod'
import { describe } from './describe.ts'
import { readSentence, type Sentence, type SentenceDeps } from './read-sentence.ts'
import type { Surroundings } from './types.ts'

export interface ProposeDeps extends SentenceDeps {
  surroundings(ctx: Context): Promise<Surroundings>
  /** Writes the graph with a language model; nothing when none is set up or it could not. */
  withModel?(ctx: Context, text: string): Promise<Extract<Sentence, { graph: unknown }> | undefined>
}

/** Makes a draft from a sentence. Nothing runs before a person says yes to it. */
export const proposeAutomation = (deps: ProposeDeps) =>
  defineSkill({
    id: 'automations.propose',
    title: 'Propose an automation',
    description:
      'Makes an automation from a sentence such as “every weekday at 8 list my overdue tasks and make a note of them” or “when a task is created, …”, as a draft. Give it the person’s whole sentence, in English. Then show what it does and ask whether to enable it: only after their yes call workflows.publish. For something to be done once use the skill itself.',
    effect: 'write',
    // A language model may be asked, so it runs before its transaction; all it keeps is the draft.
    reach: 'outside',
    idempotency: 'key',
    timeout: 120_000,
    input: z.object({
      text: longText({ ask: 'What should happen, and when? Say “every weekday at 8 …” or “when a task is created, …”.' }).describe(
        'The whole sentence.',
      ),
    }),
    output: AutomationProposal,
    examples: [
      'create an automation',
      'make a new automation',
      'set up a workflow',
      'add an automation',
      'I want a new automation',
      'build a workflow for me',
    ],
    synonyms: { verbs: ['create', 'make', 'set up', 'add', 'build', 'automate'], nouns: ['automation', 'workflow'] },
    offers: ({ id, ask }) => (id === undefined || ask !== undefined ? undefined : { skill: 'workflows.publish', input: { id } }),
    undo: ({ id, name, graph }) =>
      id === undefined
        ? undefined
        : { skill: 'workflows.delete', input: { id }, ifStill: { skill: 'workflows.get', input: { id }, fields: { name, graph } } },
    tell: ({ summary, ask }) =>
      ask ?? `This is what I would do:\n\n${summary}\n\nIt is a draft: nothing runs until you say yes or enable it.`,
    async run(ctx, { text }) {
      const around = await deps.surroundings(ctx)
      const sentence = (await deps.withModel?.(ctx, text)) ?? (await readSentence(deps, text, around))
      if ('ask' in sentence) return { ask: sentence.ask }
      const { name, graph } = sentence
      const made = (await ctx.invoke('workflows.create', { name, graph: graph as unknown as Record<string, unknown> })) as Workflow
      const words = describe(graph, { events: deps.events(), title: id => around.skills.find(id)?.title })
      return { id: made.id, name: made.name, graph: made.graph, ...words }
    },
  })
