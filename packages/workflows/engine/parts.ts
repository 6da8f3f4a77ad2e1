import { newId } from '@atom/kernel'
import type { Signals } from '@atom/storage'
import { journalPurpose, markOf } from '../run/hidden.ts'
import { cameOf, outputOfStep } from '../run/load.ts'
import type { Runtime } from '../run/runtime.ts'
import { openSecrets } from '../variables/variables.ts'
import { Actors } from './actors.ts'
import { Admission } from './admission.ts'
import { Callers } from './callers.ts'
import type { EngineDeps, EngineOptions } from './deps.ts'
import { Gates } from './gates.ts'
import { InMemory } from './in-memory.ts'
import { Intake } from './intake.ts'
import { Queue } from './queue.ts'
import { RunEnds } from './run-ends.ts'
import { Steering } from './steering.ts'
import { Wakes } from './wakes.ts'
import { Watchers } from './watchers.ts'

/** What the engine of one process is made of. Each part knows one thing; what it needs of the others its constructor names. */
export interface EngineParts {
  readonly deps: EngineDeps
  /** This engine's name in leases. */
  readonly owner: string
  readonly signals: Signals | undefined
  readonly watchers: Watchers
  readonly wakes: Wakes
  readonly actors: Actors
  readonly gates: Gates
  readonly admission: Admission
  readonly ends: RunEnds
  readonly steering: Steering
  readonly inMemory: InMemory
  readonly queue: Queue
  readonly intake: Intake
  readonly callers: Callers
  readonly runtime: Runtime
}

/** Parts name each other and are used only when all are there. */
export function assembleEngine(deps: EngineDeps, { capacity = 1000, signals }: EngineOptions): EngineParts {
  const parts = { deps, owner: newId(), signals, watchers: new Watchers() } as { -readonly [Name in keyof EngineParts]: EngineParts[Name] }
  parts.wakes = new Wakes(parts)
  parts.actors = new Actors(parts)
  parts.gates = new Gates(parts)
  parts.admission = new Admission(parts)
  parts.ends = new RunEnds(parts)
  parts.steering = new Steering(parts)
  parts.inMemory = new InMemory(parts, capacity)
  parts.queue = new Queue(parts)
  parts.intake = new Intake(parts)
  parts.callers = new Callers(parts)
  parts.runtime = runtimeOf(parts)
  return parts
}

function runtimeOf(parts: EngineParts): Runtime {
  const { deps, owner, watchers, wakes, actors, gates, ends, steering, callers } = parts
  const markKey = deps.vault.derive(journalPurpose)
  const reading = (runId: string) => deps.unitOfWork.reading(deps.system(parts.inMemory.workspaceOf(runId)))
  return {
    clock: deps.clock,
    log: deps.log,
    batch: deps.batch,
    unitOfWork: deps.unitOfWork,
    owner,
    measure: (what, milliseconds) => watchers.measured(what, milliseconds),
    system: deps.system,
    actor: run => actors.of(run),
    isMember: run => actors.isKnown(run),
    secrets: (ctx, names) => openSecrets(deps.unitOfWork.reading(ctx), deps.vault, names),
    mark: (runId, seq) => markOf(markKey, runId, seq),
    enter: (tx, request) => gates.enter(tx, request),
    leave: (tx, runId, seq) => gates.leave(tx, { runId, seq }),
    output: (runId, seq) => outputOfStep(reading(runId), runId, seq),
    came: runId => cameOf(reading(runId), runId),
    wakeAt: (tx, wait) => wakes.at(tx, wait),
    lookAt: (tx, wait) => steering.lookAtApproval(tx, wait),
    hasSequel: (run, graph, status) => ends.hasSequel(run, graph, status),
    ended: (tx, run, end) => ends.follow(tx, run, end),
    endedAlone: (run, othersHeld) => {
      if (othersHeld) parts.admission.letInSoon(run)
    },
    changed: change => watchers.changed(change),
    answered: (run, graph, answer) => callers.answered(run, graph, answer),
  }
}
