import type { Migration } from 'kysely/migration'
import * as models from './20261124T1010-models.ts'
import * as privateOrigin from './20261125T1320-private-origin.ts'
import * as embedders from './20261125T2130-embedders.ts'

export const modelMigrations: Record<string, Migration> = {
  '20261124T1010-models': models,
  '20261125T1320-private-origin': privateOrigin,
  '20261125T2130-embedders': embedders,
}
