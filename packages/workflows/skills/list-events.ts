import { EventSummary } from '@atom/contracts'
import { defineSkill, type EventKind, type Skill, type SkillRegistry } from '@atom/kernel'
import { z } from 'zod'
import { placeholderMark, placeholderOf } from '../nodes/placeholder.ts'
import { eventAsSeen } from '../triggers/event-as-seen.ts'

function plain({ output }: Skill): object {
  const { [placeholderMark]: _, ...sample } = placeholderOf(output) as Record<string, unknown>
  return sample
}

/** What can start an automation or be waited for, with how it looks. */
export const listEvents = (kinds: readonly EventKind[], registry: SkillRegistry) =>
  defineSkill({
    id: 'workflows.events',
    title: 'List events',
    description: 'What happens here that can start an automation or be waited for, each with what “event” stands for then.',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(EventSummary) }),
    examples: [],
    route: 'GET /api/workflows/events',
    internal: true,
    run: async ctx => ({
      items: kinds.map(({ name, title, record, example }) => {
        const read = record === undefined ? undefined : registry.find(record)
        const data = { ...example, ...(read ? { record: { ...plain(read), ...example } } : {}) }
        return { name, title, example: eventAsSeen({ name, at: ctx.clock.now().toISOString(), data }) }
      }),
    }),
  })
