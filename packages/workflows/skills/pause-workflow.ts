import { Workflow } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'

const nouns = ['automation', 'workflow', 'automations', 'workflows']
const input = z.object({ id: ref('workflow', { ask: 'Which automation?' }) })

/** Nothing starts it any more until it is resumed. */
export const pauseWorkflow = () =>
  defineSkill({
    id: 'workflows.pause',
    title: 'Pause an automation',
    description: 'Turns an automation off: nothing starts it until it is resumed. Runs under way go on.',
    effect: 'write',
    input,
    output: Workflow,
    examples: [
      { say: 'pause the automation weekly report', input: { id: 'weekly report' } },
      { say: 'turn off the automation weekly report', input: { id: 'weekly report' } },
      { say: 'turn the automation weekly report off', input: { id: 'weekly report' } },
      { say: 'disable the morning agenda automation', input: { id: 'morning agenda' } },
      { say: 'switch off the weekly report workflow', input: { id: 'weekly report' } },
      { say: 'stop the automation weekly report', input: { id: 'weekly report' } },
    ],
    synonyms: { verbs: ['pause', 'disable', 'turn off', 'switch off', 'stop', 'suspend', 'deactivate'], nouns },
    undo: ({ id, published }) => (published ? { skill: 'workflows.resume', input: { id } } : undefined),
    tell: ({ name }) => `“${name}” is paused. Nothing starts it until you say “resume it”.`,
    run: async (ctx, { id }) => (await ctx.invoke('workflows.update', { id, enabled: false })) as Workflow,
  })

/** It is started again by what starts it. */
export const resumeWorkflow = () =>
  defineSkill({
    id: 'workflows.resume',
    title: 'Resume an automation',
    description: 'Turns a paused automation on again. A draft that was never live is published with workflows.publish.',
    effect: 'write',
    input,
    output: Workflow,
    examples: [
      { say: 'resume the automation weekly report', input: { id: 'weekly report' } },
      { say: 'unpause the automation weekly report', input: { id: 'weekly report' } },
      { say: 'turn on the automation weekly report', input: { id: 'weekly report' } },
      { say: 'turn the weekly report automation back on', input: { id: 'weekly report' } },
      { say: 'switch the weekly report workflow back on', input: { id: 'weekly report' } },
      { say: 'continue the automation morning agenda', input: { id: 'morning agenda' } },
    ],
    synonyms: { verbs: ['resume', 'unpause', 'turn on', 'turn back on', 'switch on', 'switch back on', 'continue'], nouns },
    undo: ({ id }) => ({ skill: 'workflows.pause', input: { id } }),
    tell: ({ name }) => `“${name}” is on again.`,
    run: async (ctx, { id }) => (await ctx.invoke('workflows.update', { id, enabled: true })) as Workflow,
  })
