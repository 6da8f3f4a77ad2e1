import type { JobHandler } from '@atom/jobs'
import type { RefResolver, Skill } from '@atom/kernel'
import { importCalendar } from './calendar/import.ts'
import { type ImportJobDeps, importCalendarJob } from './calendar/import-job.ts'
import { productivityRefs } from './refs.ts'
import { type FireDeps, fireReminder } from './reminders/fire.ts'
import { productivitySkills } from './skills.ts'

export interface Productivity {
  skills: Skill[]
  refs: RefResolver[]
  jobs: JobHandler[]
}

/** What this package brings to an installation. */
export const createProductivity = (deps: FireDeps & ImportJobDeps): Productivity => ({
  skills: [...productivitySkills, importCalendar(deps.unitOfWork)],
  refs: productivityRefs,
  jobs: [fireReminder(deps), importCalendarJob(deps)],
})
