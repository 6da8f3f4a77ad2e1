import type { Migration } from '@atom/storage'
import * as productivity from './20261124T0950-productivity.ts'

export const productivityMigrations: Record<string, Migration> = { '20261124T0950-productivity': productivity }
