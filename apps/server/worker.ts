import type { Config, Logger } from '@atom/kernel'
import { compose } from './compose.ts'
import { serverErrors } from './errors.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** Runs jobs of the ATOM at ATOM_DATABASE_URL, beside its server and other workers, until it is told to stop; `stopped` is what comes last. @throws server.worker_needs_postgres */
export async function runWorker(config: Config, log: Logger, stopped: () => Promise<void>): Promise<void> {
  if (!config.databaseUrl) throw serverErrors.worker_needs_postgres()
  const atom = await compose(config, { role: 'worker', log })
  atom.work()
  process.stdout.write('This worker runs jobs.\n')
  stopOnSignal(async () => {
    await atom.close()
    await stopped()
  })
}
