import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { eventOf } from '../run/event-of.ts'
import type { SkillDeps } from './deps.ts'

/** What `event` is in the run's expressions. */
export const readEvent = ({ engine }: SkillDeps) =>
  defineSkill({
    id: 'runs.event',
    title: 'Look at what started a run',
    description: 'What “event” stands for in the expressions of a run.',
    effect: 'read',
    input: z.object({ id: z.string().min(1).max(100) }),
    output: z.object({ event: z.unknown() }),
    examples: [],
    route: 'GET /api/runs/{id}/event',
    internal: true,
    run: async (ctx, { id }) => ({ event: await eventOf(ctx, await engine.find(ctx, id)) }),
  })
