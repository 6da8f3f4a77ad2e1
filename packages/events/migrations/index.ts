import type { Migration } from 'kysely/migration'
import * as event from './20261124T0910-event.ts'
import * as eventKept from './20261125T0900-event-kept.ts'

export const eventMigrations: Record<string, Migration> = { '20261124T0910-event': event, '20261125T0900-event-kept': eventKept }
