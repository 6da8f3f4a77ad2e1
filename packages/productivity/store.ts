import type { CalendarImport, reminderStatuses, taskPriorities, taskStatuses } from '@atom/contracts'
import { tablesOf } from '@atom/storage'

/** What every record has. Times are UTC ISO 8601. */
interface RecordColumns {
  workspace_id: string
  id: string
  /** Lower-case words of everything one may search for. */
  search_text: string
  created_by: string
  created_at: string
  updated_at: string
  /** Set while it is deleted; it can be restored. */
  deleted_at: string | null
}

/** What a recurring record has besides. */
interface SeriesColumns {
  rrule: string | null
  /** First date of the series: a day, or UTC. */
  series_start: string | null
  /** JSON: dates left out, written as `series_start` is. */
  except: string
  /** Zone in which it repeats, so that 9:00 stays 9:00 across a clock change. */
  time_zone: string
}

export interface TaskTable extends RecordColumns, SeriesColumns {
  title: string
  notes: string | null
  status: (typeof taskStatuses)[number]
  priority: (typeof taskPriorities)[number]
  /** 1 while there is something to do: open or in progress. */
  is_open: number
  /** A day, or UTC. */
  due: string | null
  /** `due`, or the end of time, so that lists sort by it. A day sorts before the moments of that day. */
  due_key: string
  project_id: string | null
  /** Id of a member, or the words that name somebody else. */
  assignee: string | null
  /** JSON. */
  labels: string
  /** Lower case between bars, `|home|work|`. */
  label_key: string
  parent_id: string | null
  completed_at: string | null
}

export interface ProjectTable extends RecordColumns {
  name: string
  /** Lower case; one project of a name at a time. */
  name_key: string
  notes: string | null
}

export interface CalendarEventTable extends RecordColumns, SeriesColumns {
  title: string
  /** UTC, or a day when it lasts all day. */
  start: string
  /** UTC, or the last day, inclusive. */
  end: string
  all_day: number
  /** 1 for a series; then `start` and `end` are those of its first occurrence. */
  recurs: number
  /** JSON: ids of members, or the words that name others. */
  people: string
  location: string | null
  notes: string | null
  /** UID of the iCalendar it came from. */
  uid: string | null
  /** Set when it stands for one date of a series that was changed alone: the id of that series, which leaves the date out. */
  series_id: string | null
  /** The date it stands for, written as the series' start is. */
  series_date: string | null
}

export interface CalendarImportTable {
  workspace_id: string
  id: string
  /** Of the file. */
  name: string
  status: CalendarImport['status']
  /** Events looked at; it goes on behind them. */
  done: number
  total: number | null
  created: number
  updated: number
  skipped: number
  /** JSON: what was skipped and why. */
  left: string
  /** The text, until it has ended. */
  ics: string
  error: string | null
  created_by: string
  /** Of whoever began it: a time without a zone is theirs. */
  time_zone: string
  created_at: string
  updated_at: string
  finished_at: string | null
}

/** What one import did to one event, so that it can be taken back. */
export interface CalendarImportChangeTable {
  workspace_id: string
  import_id: string
  event_id: string
  /** JSON of the row as it was; null where the import made it. */
  before: string | null
  /** Of the row as the import left it. */
  mark: string
  created_at: string
}

export interface NoteTable extends RecordColumns {
  title: string | null
  body: string
  labels: string
  label_key: string
}

export interface ContactTable extends RecordColumns {
  name: string
  name_key: string
  email: string | null
  phone: string | null
  company: string | null
  notes: string | null
}

export interface ReminderTable extends RecordColumns, SeriesColumns {
  title: string
  /** A day, or UTC. */
  due: string
  /** When it fires next, or fired last, UTC. */
  fire_at: string
  status: (typeof reminderStatuses)[number]
  snoozed_until: string | null
  /** Id of a member, or the words that name somebody else. */
  person: string | null
  task_id: string | null
}

export interface ProductivityTables {
  task: TaskTable
  project: ProjectTable
  calendar_event: CalendarEventTable
  note: NoteTable
  contact: ContactTable
  reminder: ReminderTable
}

export const store = tablesOf<
  ProductivityTables & { calendar_import: CalendarImportTable; calendar_import_change: CalendarImportChangeTable }
>()

/** A row as queries give it. */
export type RowOf<K extends keyof ProductivityTables> = ProductivityTables[K]
