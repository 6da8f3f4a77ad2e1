import type { Statement } from '@atom/storage'
import type { CompiledGraph } from '../graph/plan.ts'
import type { RunTable } from '../store.ts'
import { Frontier } from './frontier.ts'
import { Halt } from './halt.ts'
import { InsideSteps } from './inside-steps.ts'
import { JournalWriter } from './journal-writer.ts'
import { Loops } from './loops.ts'
import { Pass } from './pass.ts'
import type { Runtime } from './runtime.ts'
import type { Base } from './scope.ts'
import { StepCalls } from './step-calls.ts'
import { StepEnds } from './step-ends.ts'
import { StepRows } from './step-rows.ts'
import { Steps } from './steps.ts'
import { SubSteps } from './sub-steps.ts'
import { WhenDurable } from './when-durable.ts'
import { Wishes } from './wishes.ts'

/** What one run in memory is made of. Each part knows one thing; what it needs of the others its constructor names. */
export interface Parts {
  readonly runtime: Runtime
  readonly run: RunTable
  readonly graph: CompiledGraph
  /** What expressions see besides steps. */
  readonly base: Base
  readonly root: Pass
  readonly wishes: Wishes
  readonly halt: Halt
  readonly frontier: Frontier
  readonly durable: WhenDurable
  readonly writer: JournalWriter
  readonly rows: StepRows
  readonly subs: SubSteps
  readonly calls: StepCalls
  readonly inside: InsideSteps
  readonly ends: StepEnds
  readonly loops: Loops
  readonly steps: Steps
}

/** `birth`: see `JournalWriter`. Parts name each other and are used only when all are there. */
export function assemble(given: Pick<Parts, 'runtime' | 'graph' | 'run' | 'base'>, birth: Statement[] | undefined): Parts {
  const { graph, run } = given
  const wishes = new Wishes(run)
  const parts = {
    ...given,
    root: new Pass(graph, ''),
    wishes,
    halt: new Halt(wishes),
    frontier: new Frontier(),
    durable: new WhenDurable(given),
  } as { -readonly [Name in keyof Parts]: Parts[Name] }
  parts.writer = new JournalWriter(parts, birth)
  parts.rows = new StepRows(parts)
  parts.subs = new SubSteps(parts)
  parts.calls = new StepCalls(parts)
  parts.inside = new InsideSteps(parts)
  parts.ends = new StepEnds(parts)
  parts.loops = new Loops(parts)
  parts.steps = new Steps(parts)
  return parts
}
