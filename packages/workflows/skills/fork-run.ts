import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { planFork, writeFork } from '../run/fork.ts'
import { liveVersion } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** Starts a new run that goes on from a step of one that ended. */
export const forkRun = ({ engine, plans }: SkillDeps) =>
  defineSkill({
    id: 'runs.fork',
    title: 'Fork a run',
    description:
      'Starts a new run that begins again at a step of one that ended, perhaps with another input. What ended before is taken over and not done again. With another input it acts as you.',
    effect: 'write',
    input: z.object({
      id: z.string().min(1).max(100),
      from: z.string().min(1).max(64).describe('Id of the step it begins at.'),
      input: z.unknown().optional().describe('What the step is given, as the list of steps shows inputs; what it was given unless told.'),
      version: z.enum(['same', 'live']).optional().describe('same unless told.'),
    }),
    output: z.object({ runId: z.string() }),
    examples: [],
    route: 'POST /api/runs/{id}/fork',
    internal: true,
    target: ({ runId }) => runId,
    async run(ctx, { id, from, input, version: which }) {
      const old = await engine.find(ctx, id)
      const { version, personId } =
        which === 'live' ? await liveVersion(ctx, old.workflow_id) : { version: old.version, personId: old.person_id }
      const graph = await plans.get(ctx, old.workflow_id, version)
      const fork = await planFork(ctx, old, graph, from, input)
      const start = {
        workflowId: old.workflow_id,
        version,
        // Whoever says what a step is given answers for it.
        personId: input === undefined ? personId : ctx.person.id,
        trigger: old.trigger,
        ...(old.event_id === null ? { event: JSON.parse(old.event ?? '{}') } : { eventId: old.event_id }),
        ...(old.dry === 1 ? { dry: true } : {}),
        originRun: old.id,
      }
      const runId = await engine.start(ctx, graph, start, (run, mark) => writeFork(ctx, old, run, fork, mark))
      if (!runId) throw workflowErrors.skipped()
      return { runId }
    },
  })
