import { choice, longText, ref, title, when } from '@atom/kernel'
import { z } from 'zod'
import { label, priority, rrule, status } from '../fields.ts'

/** The fields of a task that a person sets, each with what to look for in a sentence. */
export const taskFields = {
  title: title({ ask: 'What should the task be called?' }),
  notes: longText({ cues: ['with notes', 'with the note', 'details', 'description'] }),
  status,
  priority,
  due: when({ cues: ['by', 'due', 'until', 'before', 'on', 'for'], ask: 'When is it due?' }),
  project: ref('project', { unknown: 'create', cues: ['in project', 'to project', 'under', 'in', 'to', 'project', 'for project', 'list'] }),
  assignee: ref('person', { unknown: 'text', cues: ['assigned to', 'assign to', 'for', 'to', 'assignee'] }),
  labels: label,
  rrule,
  parent: ref('task', { cues: ['subtask of', 'under task', 'part of'] }),
}

/** What completing a recurring task tells besides. */
export const finishedCopy = z.string().optional().describe('Id of the finished copy that a recurring task leaves behind.')

export const taskFilter = choice(['open', 'done', 'overdue', 'unassigned', 'undated', 'all'], {
  words: {
    open: [
      'pending',
      'to do',
      'todo',
      'unfinished',
      'undone',
      'incomplete',
      'remaining',
      'outstanding',
      'left',
      'not done',
      'not finished',
      'not complete',
      'not completed',
      "aren't done",
      "aren't finished",
    ],
    done: ['finished', 'completed', 'complete', 'closed'],
    overdue: ['late', 'past due', 'missed', 'behind'],
    unassigned: [
      'nobody',
      'no one',
      'noone',
      'not assigned to anybody',
      'not assigned to anyone',
      'without anybody',
      'without anyone',
      'not assigned',
      'assigned to nobody',
      'without an assignee',
      'that nobody owns',
    ],
    undated: [
      'no date',
      'no dates',
      'no due date',
      'no deadline',
      'without a date',
      'without date',
      'without a due date',
      'without due date',
      'without a deadline',
      'without deadline',
      'not dated',
    ],
    all: ['every', 'everything', 'any'],
  },
})
