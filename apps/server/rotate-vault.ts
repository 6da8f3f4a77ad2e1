import { join } from 'node:path'
import { forgetSigned, resealForNewKey } from '@atom/identity'
import { armFaults, type Config } from '@atom/kernel'
import { claimDataDir, openStorage, rotateVault, type Storage, storageErrors } from '@atom/storage'
import { journalPurpose, workingEngine } from '@atom/workflows'
import { migrations } from './migrations.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/**
 * `npm run vault:rotate`: a new master key for everything stored, while neither a server nor a worker runs. Cut off in the middle it is run again and goes
 * on. @throws storage.in_use, storage.role_taken, storage.key_in_use, storage.next_key_lost and what the opening of the data throws
 */
export async function rotateVaultKey(config: Config): Promise<void> {
  armFaults(config.faults)
  const dataDir = claimDataDir(config.dataDir, { sqlite: config.databaseUrl === undefined })
  const storage = await openStorage({
    dataDir: dataDir.path,
    databaseUrl: config.databaseUrl,
    masterKey: config.masterKey,
    migrations: migrations(),
    rotating: true,
    // A server that starts meanwhile does not get far, but what it would do is not for this one to go on beside.
    replaced: error => {
      process.stderr.write(`${(error as Error).message}\n`)
      process.exit(1)
    },
  })
  try {
    await refuseBesideWorkers(storage)
    say(`A new master key for the data in ${config.databaseUrl ? new URL(config.databaseUrl).host : dataDir.path} …`)
    const { from, to, secrets, unreadable } = await rotateVault({
      storage,
      dataDir: dataDir.path,
      given: config.masterKey !== undefined,
      keep: [journalPurpose],
      alsoReseal: rotation => resealForNewKey(storage.kysely, rotation),
      async finish(kysely) {
        await refuseBesideWorkers(storage)
        await forgetSigned(kysely)
      },
      progress: (done, all) => say(`  ${done.toLocaleString('en')} of ${all.toLocaleString('en')} secrets`),
    })
    say(`Done: ${secrets.toLocaleString('en')} secrets are encrypted with the key ${to}. Everybody signs in again; API keys stay.`)
    if (unreadable > 0) say(`${unreadable} could not be read with the key ${from} either. They are as they were; enter them again.`)
    const file = join(dataDir.path, 'master.key')
    say(
      config.masterKey === undefined
        ? `The key before is kept as ${file}.${from}: backups from before need it. Delete it with the last of them, at once if it got into wrong hands.`
        : `The new key stands in ${file}.next. Set ATOM_MASTER_KEY to it, here and for every worker, then delete that file. Backups from before need the old key.`,
    )
  } finally {
    await storage.close()
    dataDir.release()
  }
}

/** A server is held off by the lock on its data; workers take none. */
async function refuseBesideWorkers({ dialect, kysely }: Storage): Promise<void> {
  const found = dialect === 'postgres' ? await workingEngine(kysely) : undefined
  if (found) throw storageErrors.key_in_use({ worker: `A worker (process ${found.pid} on ${found.host})` })
}
