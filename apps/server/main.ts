#!/usr/bin/env node
import { AtomError, readConfig } from '@atom/kernel'
import { pino } from 'pino'
import { serverErrors } from './errors.ts'
import { printResetLink } from './reset-link.ts'
import { rotateVaultKey } from './rotate-vault.ts'
import { serve } from './serve.ts'
import { startTracing } from './tracing.ts'
import { runWorker } from './worker.ts'

// Whatever is written from here on (database, backups, keys) is for its owner alone, also in a folder that others may look into.
process.umask(0o077)

try {
  const [command, ...given] = process.argv.slice(2)
  const config = readConfig(process.env)
  // On stderr, so that what is said to the person who started it stays readable.
  const log = pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] }, pino.destination(2))
  if (command === undefined) await serve(config, log, await startTracing(process.env, log))
  else if (command === 'worker') await runWorker(config, log, await startTracing(process.env, log))
  else if (command === 'rotate-vault') await rotateVaultKey(config)
  else if (command === 'reset-link') await printResetLink(config, given[0])
  else throw serverErrors.no_command({ command })
} catch (error) {
  process.stderr.write(`${AtomError.is(error) ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exit(1)
}
