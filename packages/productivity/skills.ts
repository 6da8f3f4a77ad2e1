import type { Skill } from '@atom/kernel'
import { listConflicts } from './calendar/conflicts.ts'
import { createEvent } from './calendar/create.ts'
import { deleteEvents } from './calendar/delete.ts'
import { exportCalendar } from './calendar/export.ts'
import { freeSlots } from './calendar/free-slots.ts'
import { getEvent } from './calendar/get.ts'
import {
  calendarImportStatus,
  cancelCalendarImport,
  listCalendarImports,
  retractCalendarImport,
  startCalendarImport,
} from './calendar/imports.ts'
import { listEvents } from './calendar/list.ts'
import { rejoinEvents, restoreEvents, retractEvent } from './calendar/restore.ts'
import { searchEvents } from './calendar/search.ts'
import { updateEvent } from './calendar/update.ts'
import { createContact } from './contacts/create.ts'
import { deleteContacts } from './contacts/delete.ts'
import { getContact } from './contacts/get.ts'
import { listContacts } from './contacts/list.ts'
import { undeleteContacts } from './contacts/record.ts'
import { searchContacts } from './contacts/search.ts'
import { updateContact } from './contacts/update.ts'
import { createNote } from './notes/create.ts'
import { deleteNotes } from './notes/delete.ts'
import { getNote } from './notes/get.ts'
import { listNotes } from './notes/list.ts'
import { undeleteNotes } from './notes/record.ts'
import { searchNotes } from './notes/search.ts'
import { updateNote } from './notes/update.ts'
import { undeleteProjects } from './projects/record.ts'
import { createProject, deleteProject, listProjects, readProject, updateProject } from './projects/skills.ts'
import { completeReminder } from './reminders/complete.ts'
import { createReminder } from './reminders/create.ts'
import { deleteReminders } from './reminders/delete.ts'
import { getReminder } from './reminders/get.ts'
import { listReminders } from './reminders/list.ts'
import { resetReminder } from './reminders/reset.ts'
import { restoreReminders, retractReminder } from './reminders/restore.ts'
import { searchReminders } from './reminders/search.ts'
import { snoozeReminder } from './reminders/snooze.ts'
import { updateReminder } from './reminders/update.ts'
import { completeTask } from './tasks/complete.ts'
import { createTask } from './tasks/create.ts'
import { deleteTasks } from './tasks/delete.ts'
import { getTask } from './tasks/get.ts'
import { listTasks } from './tasks/list.ts'
import { reopenTask } from './tasks/reopen.ts'
import { restoreTasks, retractTask } from './tasks/restore.ts'
import { searchTasks } from './tasks/search.ts'
import { updateTask } from './tasks/update.ts'

const tasks = [createTask, listTasks, getTask, searchTasks, updateTask, completeTask, deleteTasks, reopenTask, restoreTasks, retractTask]
const projects = [createProject, listProjects, readProject, updateProject, deleteProject, ...undeleteProjects]
const calendar = [
  createEvent,
  listEvents,
  getEvent,
  searchEvents,
  updateEvent,
  deleteEvents,
  freeSlots,
  listConflicts,
  exportCalendar,
  startCalendarImport,
  listCalendarImports,
  calendarImportStatus,
  cancelCalendarImport,
  restoreEvents,
  rejoinEvents,
  retractEvent,
  retractCalendarImport,
]
const notes = [createNote, listNotes, getNote, searchNotes, updateNote, deleteNotes, ...undeleteNotes]
const contacts = [createContact, listContacts, getContact, searchContacts, updateContact, deleteContacts, ...undeleteContacts]
const reminders = [
  createReminder,
  listReminders,
  getReminder,
  searchReminders,
  updateReminder,
  completeReminder,
  snoozeReminder,
  deleteReminders,
  resetReminder,
  restoreReminders,
  retractReminder,
]

/** Everything ATOM can do with its own tasks, projects, calendar, notes, contacts and reminders in one transaction each. */
export const productivitySkills: Skill[] = [...tasks, ...projects, ...calendar, ...notes, ...contacts, ...reminders]
