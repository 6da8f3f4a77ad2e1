import { addDays, dayOf, startOfWeek, today } from './days.ts'
import type { Task } from './records.ts'

export interface TaskGroup {
  title: string
  tasks: Task[]
  /** Not all of them are loaded yet. */
  more: boolean
}

/**
 * Tasks as a person plans them: what is late, today, tomorrow, this week, later, and what has no date. Order within a group is kept. They come by
 * date, so of the pages still to load (`more`) only the last group gets any; of today some may be late already.
 */
export function groupTasks(
  tasks: Task[],
  { zone, firstDay, more = false, now = new Date() }: { zone: string; firstDay: number; more?: boolean; now?: Date },
): TaskGroup[] {
  const day = today(zone, now)
  const endOfWeek = addDays(startOfWeek(day, firstDay), 6)
  const titleOf = ({ due }: Task) => {
    if (!due) return 'No date'
    const on = dayOf(due, zone)
    if (on < day || (on === day && due.length > 10 && Date.parse(due) < now.getTime())) return 'Overdue'
    if (on === day) return 'Today'
    if (on === addDays(day, 1)) return 'Tomorrow'
    return on <= endOfWeek ? 'This week' : 'Later'
  }
  return ['Overdue', 'Today', 'Tomorrow', 'This week', 'Later', 'No date']
    .map(title => ({ title, tasks: tasks.filter(task => titleOf(task) === title) }))
    .filter(group => group.tasks.length > 0)
    .map((group, n, all) => ({
      ...group,
      more: more && (n === all.length - 1 || (group.title === 'Overdue' && all.at(-1)?.title === 'Today')),
    }))
}
