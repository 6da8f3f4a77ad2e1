import type { Migration } from 'kysely/migration'
import * as event from './20261124T0910-event.ts'

export const eventMigrations: Record<string, Migration> = { '20261124T0910-event': event }
