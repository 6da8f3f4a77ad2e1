import type { Migration } from 'kysely/migration'
import * as secret from './20261124T0900-secret.ts'
import * as masterKey from './20261125T1000-master-key.ts'
import * as nextMasterKey from './20261125T1340-next-master-key.ts'

export const storageMigrations: Record<string, Migration> = {
  '20261124T0900-secret': secret,
  '20261125T1000-master-key': masterKey,
  '20261125T1340-next-master-key': nextMasterKey,
}
