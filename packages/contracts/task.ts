import { z } from 'zod'

export const taskStatuses = ['open', 'in_progress', 'done', 'cancelled'] as const
export const taskPriorities = ['low', 'normal', 'high', 'urgent'] as const
/** `open` counts tasks in progress too; `overdue`, `unassigned` and `undated` look at open ones alone. */
export const taskFilters = ['open', 'done', 'overdue', 'unassigned', 'undated', 'all'] as const

/**
 * A thing to do. `project` and `assignee` are names as people know them; beside them stand the ids, where there is a record.
 * A recurring task stays open and moves to its next date when it is completed.
 */
export const Task = z.object({
  id: z.string(),
  title: z.string(),
  notes: z.string().optional(),
  status: z.enum(taskStatuses),
  priority: z.enum(taskPriorities),
  due: z.string().optional().describe('A day (2026-11-27) or a moment with its zone.'),
  project: z.string().optional().describe('Name of the project.'),
  projectId: z.string().optional(),
  assignee: z.string().optional().describe('Name of a person; somebody who is not a member stays as text.'),
  assigneeId: z.string().optional().describe('Set when the assignee is a member.'),
  labels: z.array(z.string()),
  rrule: z.string().optional().describe('RFC 5545, without RRULE:.'),
  parent: z.string().optional().describe('Id of the task it is a part of.'),
  completedAt: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Task = z.infer<typeof Task>

/** What tasks are gathered in. */
export const Project = z.object({
  id: z.string(),
  name: z.string(),
  notes: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Project = z.infer<typeof Project>
