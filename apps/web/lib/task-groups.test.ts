import { expect, test } from 'vitest'
import type { Task } from './records.ts'
import { groupTasks } from './task-groups.ts'

const task = (title: string, due?: string): Task => ({
  id: title,
  title,
  status: 'open',
  priority: 'normal',
  labels: [],
  createdAt: '',
  updatedAt: '',
  ...(due ? { due } : {}),
})

test('tasks stand under when they are due, in the order in which they came', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const tasks = [
    task('late', '2026-11-20'),
    task('missed this morning', '2026-11-24T08:00:00Z'),
    task('this evening', '2026-11-24T18:00:00Z'),
    task('some time today', '2026-11-24'),
    task('next day', '2026-11-25'),
    task('sunday', '2026-11-29'),
    task('monday after', '2026-11-30'),
    task('whenever'),
  ]
  const groups = groupTasks(tasks, { zone: 'Europe/Berlin', firstDay: 1, now }).map(group => [
    group.title,
    group.tasks.map(one => one.title),
  ])
  expect(groups).toEqual([
    ['Overdue', ['late', 'missed this morning']],
    ['Today', ['this evening', 'some time today']],
    ['Tomorrow', ['next day']],
    ['This week', ['sunday']],
    ['Later', ['monday after']],
    ['No date', ['whenever']],
  ])
})

test('while not all are loaded, the groups that may still grow say so', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const growing = (tasks: Task[], more: boolean) =>
    groupTasks(tasks, { zone: 'Europe/Berlin', firstDay: 1, more, now }).map(group => [group.title, group.more])
  const [late, evening, next] = [task('late', '2026-11-20'), task('this evening', '2026-11-24T18:00:00Z'), task('next', '2026-11-25')]
  expect(growing([late, evening, next], false)).toEqual([
    ['Overdue', false],
    ['Today', false],
    ['Tomorrow', false],
  ])
  expect(growing([late, evening, next], true)).toEqual([
    ['Overdue', false],
    ['Today', false],
    ['Tomorrow', true],
  ])
  expect(growing([late, evening], true)).toEqual([
    ['Overdue', true],
    ['Today', true],
  ])
})
