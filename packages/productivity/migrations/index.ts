import type { Migration } from '@atom/storage'
import * as productivity from './20261124T0950-productivity.ts'
import * as deleted from './20261125T1230-deleted.ts'
import * as eventExceptions from './20261125T1325-event-exceptions.ts'
import * as calendarImports from './20261125T1355-calendar-imports.ts'
import * as calendarImportChanges from './20261125T2135-calendar-import-changes.ts'

export const productivityMigrations: Record<string, Migration> = {
  '20261124T0950-productivity': productivity,
  '20261125T1230-deleted': deleted,
  '20261125T1325-event-exceptions': eventExceptions,
  '20261125T1355-calendar-imports': calendarImports,
  '20261125T2135-calendar-import-changes': calendarImportChanges,
}
