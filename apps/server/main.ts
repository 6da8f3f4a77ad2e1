#!/usr/bin/env node
import { join } from 'node:path'
import { AtomError, readConfig } from '@atom/kernel'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { compose } from './compose.ts'
import { listen } from './listen.ts'

/** Milliseconds for requests under way to end after Ctrl-C. */
const drain = 10_000

// Whatever is written from here on (database, backups, keys) is for its owner alone, also in a folder that others may look into.
process.umask(0o077)

try {
  const config = readConfig(process.env)
  // On stderr, so that what is said to the person who started it stays readable.
  const log = pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] }, pino.destination(2))
  const atom = await compose(config, { log })
  const app = await createApp(atom, { webFolder: join(import.meta.dirname, '../web/out') })
  const port = await listen(app, atom)
  const address = config.publicUrl ?? `http://localhost:${port}`
  process.stdout.write(`ATOM is ready: ${address}\n`)

  let asked = 0
  const stop = async (signal: string) => {
    // One Ctrl-C can come twice, from the terminal and from npm; a person who means it presses again later.
    if (asked > 0 && Date.now() - asked > 2000) process.exit(1)
    if (asked > 0) return
    asked = Date.now()
    process.stdout.write(`${signal === 'SIGINT' ? '\n' : ''}Stopping …\n`)
    const late = setTimeout(() => process.exit(1), drain + 5000)
    late.unref()
    for (const stream of atom.streams) stream.end()
    await Promise.race([app.close(), new Promise(resolve => setTimeout(resolve, drain).unref())])
    await atom.close()
    process.stdout.write('Stopped.\n')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
} catch (error) {
  process.stderr.write(`${AtomError.is(error) ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exit(1)
}
