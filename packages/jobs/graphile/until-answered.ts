import { setTimeout as sleep } from 'node:timers/promises'
import { isPassing, unreachable } from '@atom/storage'

const pause = 500
const mostRefusals = 20

/**
 * Asks PostgreSQL what can be asked twice until it answers, however long it is away; what it refuses for a reason that does not pass, for
 * ten seconds.
 * @throws its last error, at the latest once `signal` has ended
 */
export async function untilAnswered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let refusals = 0; ; ) {
    try {
      return await ask()
    } catch (error) {
      if (!unreachable(error) && !isPassing(error)) refusals++
      if (signal.aborted || refusals === mostRefusals) throw error
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  }
}
