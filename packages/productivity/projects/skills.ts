import { Deleted, Project, pageOf } from '@atom/contracts'
import { defineSkill, longText, ref, title } from '@atom/kernel'
import { z } from 'zod'
import { affected } from '../affected.ts'
import { cursor, limit } from '../fields.ts'
import { ifStill, ifStillChanged } from '../if-still.ts'
import { tellDeleted } from '../tell-deleted.ts'
import { changedBack } from '../undo-change.ts'
import { changeProject, getProject, insertProject, pageOfProjects, projectBefore, removeProject } from './record.ts'
import { tellProject, tellProjects } from './tell.ts'

const name = title({ cues: ['called', 'named', 'project'], ask: 'What is the project called?' })
const which = ref('project', { ask: 'Which project?' })

/** Adds a project. Fires `project.created`. */
export const createProject = defineSkill({
  id: 'projects.create',
  title: 'Create a project',
  description: 'Adds a project that tasks can be gathered in. Naming a new project in a task makes it too.',
  effect: 'write',
  input: z.object({ name, notes: longText({ cues: ['with notes', 'description'] }).optional() }),
  output: Project,
  examples: [
    { say: 'create a project called Website relaunch', input: { name: 'Website relaunch' } },
    { say: 'new project Home renovation', input: { name: 'Home renovation' } },
    { say: 'start a project named Summer party', input: { name: 'Summer party' } },
    { say: 'add the project Groceries', input: { name: 'Groceries' } },
    { say: 'set up a project for Q1 planning', input: { name: 'Q1 planning' } },
    { say: 'make a project: Office move', input: { name: 'Office move' } },
  ],
  synonyms: { verbs: ['create', 'add', 'start', 'set up', 'make', 'new'], nouns: ['project', 'task list', 'folder'] },
  route: 'POST /api/projects',
  status: 201,
  undo: project => ({ skill: 'projects.retract', input: { id: project.id }, ifStill: ifStill('projects', project) }),
  tell: project => `I made the project **${project.name}**.`,
  run: insertProject,
})

/** One page of projects by name. */
export const listProjects = defineSkill({
  id: 'projects.list',
  title: 'List projects',
  description: 'Lists projects by name. For the tasks of one use tasks.list.',
  effect: 'read',
  input: z.object({ limit, cursor }),
  output: pageOf(Project),
  examples: [
    { say: 'show my projects', input: {} },
    { say: 'list all projects', input: {} },
    { say: 'which projects are there', input: {} },
    { say: 'what projects do we have', input: {} },
    { say: 'let me see the projects', input: {} },
    { say: 'projects overview', input: {} },
  ],
  synonyms: { verbs: ['show', 'list', 'see', 'view', 'get', 'fetch', 'pull up', 'which'], nouns: ['projects', 'task lists'] },
  route: 'GET /api/projects',
  answers: 'until-changed',
  tell: tellProjects,
  run: pageOfProjects,
})

/** One project, for undo. */
export const readProject = defineSkill({
  id: 'projects.get',
  title: 'Show a project',
  description: 'Gives one project with its notes.',
  effect: 'read',
  internal: true,
  input: z.object({ id: ref('project') }),
  output: Project,
  examples: [],
  run: getProject,
})

/** Renames a project or changes its notes; null clears them. Fires `project.updated`. */
export const updateProject = defineSkill({
  id: 'projects.update',
  title: 'Change a project',
  description: 'Renames a project or changes its notes.',
  effect: 'write',
  input: z.object({
    id: which,
    name: title({ cues: ['to', 'called'] }).optional(),
    notes: longText({ cues: ['notes', 'description'] })
      .nullable()
      .optional(),
  }),
  output: Project,
  examples: [
    { say: 'rename the project Groceries to Shopping', input: { id: 'Groceries', name: 'Shopping' } },
    { say: 'call the Office move project Relocation', input: { id: 'Office move', name: 'Relocation' } },
    { say: 'change the name of project Summer party to Garden party', input: { id: 'Summer party', name: 'Garden party' } },
    { say: 'the project Q1 planning is now called Q2 planning', input: { id: 'Q1 planning', name: 'Q2 planning' } },
    { say: 'rename project Website to Website relaunch', input: { id: 'Website', name: 'Website relaunch' } },
    { say: 'project Home should be named House', input: { id: 'Home', name: 'House' } },
  ],
  synonyms: { verbs: ['rename', 'change', 'update', 'edit'], nouns: ['project', 'project name'] },
  route: 'PATCH /api/projects/{id}',
  before: projectBefore,
  undo: (project, input, before) => ({
    skill: 'projects.update',
    input: changedBack(input, before),
    ifStill: ifStillChanged('projects', project, input),
  }),
  tell: tellProject,
  run: changeProject,
})

/** Deletes a project; its tasks stay, without a project until it is restored. Fires `project.deleted`. */
export const deleteProject = defineSkill({
  id: 'projects.delete',
  title: 'Delete a project',
  description: 'Deletes a project. Its tasks stay and have no project then.',
  effect: 'destructive',
  input: z.object({ id: which }),
  output: Deleted,
  examples: [
    { say: 'delete the project Summer party', input: { id: 'Summer party' } },
    { say: 'remove project Groceries', input: { id: 'Groceries' } },
    { say: 'get rid of the Office move project', input: { id: 'Office move' } },
    { say: 'erase the project Home renovation', input: { id: 'Home renovation' } },
    { say: 'we no longer need the project Q1 planning, delete it', input: { id: 'Q1 planning' } },
    { say: 'drop the website project', input: { id: 'website' } },
  ],
  synonyms: { verbs: ['delete', 'remove', 'erase', 'get rid of', 'drop'], nouns: ['project'] },
  route: 'DELETE /api/projects/{id}',
  undo: deleted => ({ skill: 'projects.restore', input: { ids: deleted.ids } }),
  affects: (ctx, { id }) => affected(ctx, 'project', { ids: [id] }),
  tell: tellDeleted('project'),
  run: removeProject,
})
