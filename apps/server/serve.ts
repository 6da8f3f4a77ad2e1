import { join } from 'node:path'
import type { Config, Logger } from '@atom/kernel'
import { createApp } from './app.ts'
import { compose } from './compose.ts'
import { listen } from './listen.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** Milliseconds for requests under way to end after Ctrl-C. */
const drain = 10_000

/** Answers HTTP until it is told to stop; `stopped` is what comes last. @throws storage.*, server.port_in_use, server.cannot_listen */
export async function serve(config: Config, log: Logger, stopped: () => Promise<void>): Promise<void> {
  const atom = await compose(config, { log })
  const app = await createApp(atom, { webFolder: join(import.meta.dirname, '../web/out') })
  const port = await listen(app, atom)
  const address = config.publicUrl ?? `http://localhost:${port}`
  process.stdout.write(`ATOM is ready: ${address}\n`)
  stopOnSignal(async () => {
    atom.stopping = true
    for (const stream of atom.streams) stream.end()
    await Promise.race([app.close(), new Promise(resolve => setTimeout(resolve, drain).unref())])
    await atom.close()
    await stopped()
  })
}
