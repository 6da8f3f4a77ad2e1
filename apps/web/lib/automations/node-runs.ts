import type { RunStep } from '@atom/contracts'

/** How a step went in a run, as the canvas shows it: its last row, and how many passes there were. */
export interface NodeRun {
  status: RunStep['status']
  /** Passes through it, where it stands in a loop. */
  passes: number
  failed: number
}

/** The pass of a loop in which a row stands; a sub-step stands where its step does. */
export const passOf = ({ iteration, sub }: RunStep): string =>
  sub ? iteration.slice(0, Math.max(0, iteration.lastIndexOf('.'))) : iteration

/** What a sub-step calls itself. */
export const subNameOf = ({ iteration, sub }: RunStep): string | undefined =>
  sub ? iteration.slice(iteration.lastIndexOf('.') + 1) : undefined

/** Is this step part of the pass that is looked at? `` is everything, `3` the fourth pass and what is within it. */
const within = (iteration: string, pass: string) => pass === '' || iteration === pass || iteration.startsWith(`${pass}.`)

/** The last row of each step in each pass: an earlier one is an attempt that was followed by another. Its sub-steps are no passes. */
export function lastRows(steps: readonly RunStep[]): RunStep[] {
  const last = new Map<string, RunStep>()
  for (const step of steps) if (!step.sub) last.set(`${step.node}\n${step.iteration}`, step)
  return [...last.values()]
}

export function nodeRuns(steps: readonly RunStep[], pass = ''): Map<string, NodeRun> {
  const found = new Map<string, NodeRun>()
  for (const step of lastRows(steps)) {
    if (!within(step.iteration, pass)) continue
    const before = found.get(step.node)
    const failed = (before?.failed ?? 0) + (step.status === 'failed' ? 1 : 0)
    // Of many passes the one that needs a look is shown.
    const status = before && rank[before.status] > rank[step.status] ? before.status : step.status
    found.set(step.node, { status, passes: (before?.passes ?? 0) + 1, failed })
  }
  return found
}

const rank: Record<RunStep['status'], number> = { succeeded: 0, cancelled: 1, retrying: 2, waiting: 3, running: 4, failed: 5 }

/** Ways on that were taken, as `from/port/to`-less `from/port`, so that arrows can be drawn as gone. */
export function portsTaken(steps: readonly RunStep[], pass = ''): Set<string> {
  const taken = new Set<string>()
  for (const step of lastRows(steps))
    if (within(step.iteration, pass) && step.status === 'succeeded') taken.add(`${step.node}/${step.port ?? 'out'}`)
  return taken
}

/** The passes through the loop of that id inside the pass that is looked at, in order, each with how it stands. */
export function passesOf(
  steps: readonly RunStep[],
  inside: ReadonlySet<string>,
  pass: string,
): { pass: string; status: RunStep['status'] }[] {
  const depth = pass === '' ? 0 : pass.split('.').length
  const found = new Map<string, RunStep['status']>()
  for (const step of lastRows(steps)) {
    if (!inside.has(step.node) || step.iteration === '' || !within(step.iteration, pass)) continue
    const name = step.iteration
      .split('.')
      .slice(0, depth + 1)
      .join('.')
    const before = found.get(name)
    found.set(name, before && rank[before] > rank[step.status] ? before : step.status)
  }
  const number = (name: string) => Number(name.split('.').at(-1))
  return [...found].map(([name, status]) => ({ pass: name, status })).sort((a, b) => number(a.pass) - number(b.pass))
}
