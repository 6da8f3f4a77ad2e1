import type { Migration } from 'kysely/migration'
import * as chat from './20261124T0950-chat.ts'

export const migrations: Record<string, Migration> = { '20261124T0950-chat': chat }
