import type { Identity } from '@atom/identity'
import type { Clock, Context, Logger, UnitOfWork } from '@atom/kernel'

interface HousekeepingOptions {
  unitOfWork: UnitOfWork
  clock: Clock
  log: Logger
  identity: Identity
  systemContext(workspaceId: string): Context
  /** Each removes one chunk of what is older than a moment and says how much went. */
  tasks: ((ctx: Context, before: string) => Promise<number>)[]
}

const hour = 3_600_000
const kept = 30 * 24 * hour
const chunk = 1000

/** Once an hour what nobody needs any more goes: events and finished jobs of 30 days, remembered answers, ended sessions. Small bites, so that no writer waits long. */
export function housekeeping({ unitOfWork, clock, log, identity, systemContext, tasks }: HousekeepingOptions) {
  let timer: NodeJS.Timeout | undefined
  const tidy = async () => {
    const before = new Date(clock.now().getTime() - kept).toISOString()
    await identity.prune()
    for (const task of tasks) while ((await unitOfWork.writing(systemContext(''), tx => task(tx, before))) === chunk);
  }
  return {
    start() {
      timer = setInterval(() => void tidy().catch(error => log.error({ error }, 'housekeeping failed')), hour)
    },
    stop: () => clearInterval(timer),
  }
}
