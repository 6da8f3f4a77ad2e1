import { defineSkill, type Effect, type Skill, type UnitOfWork } from '@atom/kernel'
import { z } from 'zod'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import { milliseconds } from '../graph/duration.ts'
import type { Plans } from '../graph/plans.ts'
import type { AutomationSkill, FormField } from '../graph/schema.ts'
import { startChildRun } from '../run/start-child.ts'
import { runStatuses } from '../store.ts'
import { formInput } from '../triggers/form-input.ts'
import { liveVersion } from '../workflow-record.ts'
import { awaitRun } from './await-run.ts'
import { formSchema } from './form-schema.ts'
import { resultOf } from './result-of.ts'
import { sayOutput } from './say-output.ts'

/** Milliseconds a call waits for the end of a run, unless told. */
const patience = 25_000

/** What a call gives at first. */
export interface BegunRun {
  runId: string
  status: 'queued'
}

export interface AutomationSkillDeps {
  engine: Engine
  plans: Plans
  unitOfWork: UnitOfWork
}

/** A live automation that is offered as a skill. */
export interface OfferedAutomation {
  workflow: string
  /** The automation's name. */
  name: string
  effect: Effect
  declared: AutomationSkill
  form: readonly FormField[]
  /** What its last step gives, where that is known. */
  gives?: z.ZodType | undefined
}

/**
 * The skill. A call starts a run of the live version, as its publisher; the caller needs the right to run it. It waits for the end as long as
 * it is told to; a longer run is told by its id and status, and the same call under the same key tells of the same run.
 */
export function automationSkill(deps: AutomationSkillDeps, offered: OfferedAutomation): Skill {
  const { workflow, name, effect, declared, form, gives = z.unknown() } = offered
  const wait = declared.wait === undefined ? patience : (milliseconds(declared.wait) ?? patience)
  return defineSkill({
    id: declared.id,
    title: declared.title,
    description: declared.description,
    effect,
    role: 'member',
    input: formSchema(form),
    output: z.object({
      runId: z.string(),
      status: z.enum(runStatuses).describe('“succeeded”, or how the run stands that takes longer than the call waits.'),
      output: gives.optional().describe('What the run gave, once it succeeded.'),
    }),
    examples: declared.examples ?? [],
    madeOf: { workflow, title: name },
    target: ({ runId }) => runId,
    tell: ({ status, output }) =>
      status === 'succeeded' ? (sayOutput(output) ?? `${declared.title}: done.`) : `“${declared.title}” ${sayStatus[status]}`,
    async run(ctx, input): Promise<BegunRun> {
      const given = formInput(form, input)
      if (ctx.runId !== undefined)
        return { runId: await startChildRun(deps, ctx, { workflow, input: given, parentRun: ctx.runId, dry: false }), status: 'queued' }
      const live = await liveVersion(ctx, workflow)
      const graph = await deps.plans.get(ctx, live.workflowId, live.version)
      const runId = await deps.engine.start(ctx, graph, { ...live, trigger: 'manual', event: { ...given, input: given } })
      if (!runId) throw workflowErrors.skipped()
      return { runId, status: 'queued' }
    },
    async follow(ctx, { runId }) {
      const reading = deps.unitOfWork.reading(ctx)
      const run = await awaitRun(deps, ctx, { runId, title: declared.title, patience: wait })
      return resultOf(reading, run, declared.title)
    },
  })
}

const sayStatus: Record<(typeof runStatuses)[number], string> = {
  queued: 'is about to begin. Its run tells how it goes.',
  running: 'is still running. Its run tells how it goes.',
  waiting: 'waits for something before it can go on, perhaps for a yes. Its run tells for what.',
  paused: 'is paused.',
  succeeded: 'is done.',
  failed: 'failed.',
  cancelled: 'was cancelled.',
}
