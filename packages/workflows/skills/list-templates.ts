import { WorkflowTemplate } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { templates } from '../templates/index.ts'

/** Automations to begin with. */
export const listTemplates = () =>
  defineSkill({
    id: 'workflows.templates',
    title: 'List templates of automations',
    description: 'Automations to begin with: give the graph of one to workflows.create.',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(WorkflowTemplate) }),
    examples: [],
    route: 'GET /api/workflows/templates',
    internal: true,
    run: async () => ({ items: templates }),
  })
