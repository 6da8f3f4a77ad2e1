import type { Project } from '@atom/contracts'
import type { Page } from '@atom/storage'
import { bullets, plain } from '../saying.ts'

export const tellProject = (project: Project): string => `The project is **${plain(project.name)}** now.`

export const tellProjects = (page: Page<Project>): string =>
  bullets(page, 'project', 'There are no projects yet.', project => `**${plain(project.name)}**`)
