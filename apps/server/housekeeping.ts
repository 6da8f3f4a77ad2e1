import { setTimeout as sleep } from 'node:timers/promises'
import type { Identity } from '@atom/identity'
import type { Clock, Context, Logger, UnitOfWork } from '@atom/kernel'

interface Tidying {
  /** Days what it removes is kept. */
  days: number
  /** Removes one chunk of what is older than a moment (UTC ISO 8601), in all workspaces, and says how much went. */
  prune(ctx: Context, before: string): Promise<number>
}

interface HousekeepingOptions {
  unitOfWork: UnitOfWork
  clock: Clock
  log: Logger
  identity: Pick<Identity, 'prune'>
  systemContext(workspaceId: string): Context
  tasks: Tidying[]
  /** Gives a small part of the room that went free back to the disk, and says whether there is more. */
  reclaim(): Promise<boolean>
}

const hour = 3_600_000
const day = 24 * hour
/** Milliseconds after the start: those who start ATOM for minutes only are tidied too. */
const soon = 90_000

/** Milliseconds of rest between two bites at most. */
const mostRest = 100

/**
 * Soon after the start and every hour what nobody needs any more goes. Small bites, so that no writer waits long, and as much rest after each as it
 * took: SQLite answers at once, so that without it nobody else would have a turn until all is done.
 */
export function housekeeping({ unitOfWork, clock, log, identity, systemContext, tasks, reclaim }: HousekeepingOptions) {
  let first: NodeJS.Timeout | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  /** Bites until one finds nothing. */
  const inBites = async (bite: () => Promise<boolean>) => {
    for (let more = true; more && !stopped; ) {
      const begun = performance.now()
      more = await bite()
      await sleep(Math.min(performance.now() - begun, mostRest))
    }
  }
  /** What cannot be done holds up none of what comes after it. */
  const attempt = (work: () => Promise<void>) => work().catch(error => log.error({ err: error }, 'a part of housekeeping failed'))
  const tidy = async () => {
    await attempt(() => identity.prune())
    for (const { days, prune } of tasks) {
      const before = new Date(clock.now().getTime() - days * day).toISOString()
      await attempt(() => inBites(async () => (await unitOfWork.writing(systemContext(''), tx => prune(tx, before))) > 0))
    }
    await attempt(() => inBites(reclaim))
  }
  const begin = () => void tidy()
  return {
    tidy,
    start() {
      first = setTimeout(begin, soon)
      timer = setInterval(begin, hour)
    },
    stop() {
      stopped = true
      clearTimeout(first)
      clearInterval(timer)
    },
  }
}
