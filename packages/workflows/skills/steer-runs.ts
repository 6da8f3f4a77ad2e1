import { Run } from '@atom/contracts'
import { type Context, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { liveVersion } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'
import { readRun } from './read-runs.ts'

const input = z.object({ id: z.string().min(1).max(100) })

const steer = (id: string, title: string, description: string, act: (ctx: Context, runId: string) => Promise<unknown>) =>
  defineSkill({
    id: `runs.${id}`,
    title,
    description,
    effect: 'write',
    input,
    output: Run,
    examples: [],
    route: `POST /api/runs/{id}/${id}`,
    internal: true,
    async run(ctx, { id: runId }) {
      await act(ctx, runId)
      return readRun(ctx, runId)
    },
  })

export const cancelRun = ({ engine }: SkillDeps) =>
  steer('cancel', 'Cancel a run', 'Ends a run at once, wherever it is.', (ctx, id) => engine.request(ctx, id, 'cancel'))

export const pauseRun = ({ engine }: SkillDeps) =>
  steer('pause', 'Pause a run', 'Begins no further step until it is resumed.', (ctx, id) => engine.request(ctx, id, 'pause'))

export const resumeRun = ({ engine }: SkillDeps) =>
  steer('resume', 'Resume a run', 'A paused run goes on.', (ctx, id) => engine.resume(ctx, id))

export const retryRun = ({ engine }: SkillDeps) =>
  steer(
    'retry',
    'Try a run again',
    'A failed or cancelled run goes on from the step that failed; what has ended is not done again.',
    (ctx, id) => engine.retry(ctx, id),
  )

/** Starts another run with the same event. */
export const replayRun = ({ engine, plans }: SkillDeps) =>
  defineSkill({
    id: 'runs.replay',
    title: 'Replay a run',
    description: 'Starts a new run with the same event, of the same version or of the one that is live.',
    effect: 'write',
    input: input.extend({ version: z.enum(['same', 'live']).optional().describe('same unless told.') }),
    output: z.object({ runId: z.string() }),
    examples: [],
    route: 'POST /api/runs/{id}/replay',
    internal: true,
    target: ({ runId }) => runId,
    async run(ctx, { id, version: which }) {
      const run = await engine.find(ctx, id)
      // Another version acts as whoever published it, never as the person of a run before.
      const { version, personId } =
        which === 'live' ? await liveVersion(ctx, run.workflow_id) : { version: run.version, personId: run.person_id }
      const graph = await plans.get(ctx, run.workflow_id, version)
      const runId = await engine.start(ctx, graph, {
        workflowId: run.workflow_id,
        version,
        personId,
        trigger: run.trigger,
        ...(run.event_id === null ? { event: JSON.parse(run.event ?? '{}') } : { eventId: run.event_id }),
        // What was only pretended is only pretended again.
        ...(run.dry === 1 ? { dry: true } : {}),
        originRun: run.id,
      })
      if (!runId) throw workflowErrors.skipped()
      return { runId }
    },
  })
