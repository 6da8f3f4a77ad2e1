import { setTimeout } from 'node:timers/promises'
import { kernelErrors } from './errors.ts'
import { type FaultPoint, faultPoints } from './fault-points.ts'

/** What happens at a point: the process dies as by kill -9, the passage throws `kernel.fault`, or it takes so many milliseconds. */
export interface Fault {
  point: FaultPoint
  does: 'kill' | 'fail' | 'delay'
  /** With `delay`. */
  milliseconds: number
  /** Only at the n-th passage, 1 for the first; without it at each. */
  passage: number | undefined
}

const written = /^([\w.-]+)=(kill|fail|delay:(\d{1,7}))(?:@([1-9]\d{0,8}))?$/
const form = 'Expected point=kill, point=fail or point=delay:MILLISECONDS, with @N for the N-th passage alone, and commas between several.'

/** Reads `jobs.taken=kill@2,events.published=delay:50`. @throws kernel.invalid_config, with the points there are */
export function parseFaults(text: string): Fault[] {
  return text.split(',').map(part => {
    const [, point, does, milliseconds, passage] = written.exec(part.trim()) ?? refuse(form)
    if (!Object.hasOwn(faultPoints, point as string)) refuse(`There is no point “${point}”. Known: ${Object.keys(faultPoints).join(', ')}.`)
    return {
      point: point as FaultPoint,
      does: (does as string).replace(/:.*/, '') as Fault['does'],
      milliseconds: Number(milliseconds ?? 0),
      passage: passage === undefined ? undefined : Number(passage),
    }
  })
}

function refuse(problem: string): never {
  throw kernelErrors.invalid_config({ name: 'ATOM_FAULT', problem })
}

const armed = new Map<FaultPoint, Fault[]>()
const passed = new Map<FaultPoint, number>()

/** Makes these faults happen from now on, and no others; counting begins anew. */
export function armFaults(faults: readonly Fault[]): void {
  armed.clear()
  passed.clear()
  for (const fault of faults) armed.set(fault.point, [...(armed.get(fault.point) ?? []), fault])
}

/** A place between two effects, awaited there. Does nothing unless ATOM_FAULT names it. @throws kernel.fault when told to fail */
export const faultPoint = (point: FaultPoint): Promise<void> | undefined => (armed.has(point) ? pass(point) : undefined)

async function pass(point: FaultPoint): Promise<void> {
  const passage = (passed.get(point) ?? 0) + 1
  passed.set(point, passage)
  for (const fault of armed.get(point) ?? []) {
    if (fault.passage !== undefined && fault.passage !== passage) continue
    if (fault.does === 'delay') await setTimeout(fault.milliseconds)
    else if (fault.does === 'fail') throw kernelErrors.fault({ point })
    else await die()
  }
}

/** Never returns: the signal cannot be caught, and nothing after this place may run before it arrives. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}
