import { createIdentity } from '@atom/identity'
import { type Config, systemClock } from '@atom/kernel'
import { claimDataDir, openStorage } from '@atom/storage'
import { serverErrors } from './errors.ts'
import { migrations } from './migrations.ts'

/**
 * `npm run reset-link -- E-MAIL`: prints a link by which the person who signs in with this address sets a new password, for whoever has the machine.
 * On SQLite ATOM must not be running, because one process has the file; on PostgreSQL it may.
 * @throws server.reset_link_for_whom, identity.no_such_account, storage.in_use
 */
export async function printResetLink(config: Config, email: string | undefined): Promise<void> {
  if (!email) throw serverErrors.reset_link_for_whom()
  const joining = config.databaseUrl !== undefined
  const dataDir = claimDataDir(config.dataDir, { sqlite: !joining, joining })
  try {
    const storage = await openStorage({
      dataDir: dataDir.path,
      databaseUrl: config.databaseUrl,
      masterKey: config.masterKey,
      migrations: migrations(),
      joining,
    })
    try {
      const { token } = await createIdentity({ storage, config, clock: systemClock, systemContext: nobody }).makeResetToken(email)
      const address = config.publicUrl?.replace(/\/+$/, '') ?? `http://localhost:${config.port}`
      process.stdout.write(`Open this link within an hour to set a new password. It works once.\n${address}/reset-password#${token}\n`)
    } finally {
      await storage.close()
    }
  } finally {
    dataDir.release()
  }
}

const nobody = () => {
  throw new Error('Nobody signs up while a link is made.')
}
