import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WorkflowTemplate } from '@atom/contracts'

/** Automations to begin with, one file each, by category and title. */
export const templates: WorkflowTemplate[] = readdirSync(import.meta.dirname)
  .filter(name => name.endsWith('.json'))
  .map(name => WorkflowTemplate.parse(JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))))
  .sort((a, b) => (`${a.category} ${a.title}` < `${b.category} ${b.title}` ? -1 : 1))
