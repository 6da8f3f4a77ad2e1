import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from '@atom/kernel'

/** The text of `.env.example`: every setting with its description and default, all commented out. ATOM_FAULT is for tests and stays out. */
export function envExample(): string {
  const entries = settings
    .filter(({ name }) => name !== 'ATOM_FAULT')
    .map(({ name, description, default: fallback }) => `# ${description}\n# ${name}=${fallback}\n`)
  return `# Copy this file to .env and take the # off what you want to change. Nothing here is required.\n\n${entries.join('\n')}`
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../.env.example'), envExample())
