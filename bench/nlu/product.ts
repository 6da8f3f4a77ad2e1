import { rmSync } from 'node:fs'
import { createUnderstanding } from '@atom/agents'
import { effectOf, type Logger, readConfig } from '@atom/kernel'
import { compose } from '../../apps/server/compose.ts'
import { reapTemporary, temporaryFolder } from '../../tests/harness/temporary.ts'
import type { Answer, Utterance } from './score.ts'

const nothing = () => {}
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** An ATOM on an empty folder, asked the way `POST /api/understand` asks it: with every skill it has, and with what is heard as an automation. */
export async function openProduct() {
  reapTemporary('nlu')
  const folder = temporaryFolder('nlu')
  const atom = await compose(readConfig({ ATOM_DATA_DIR: folder, ATOM_MEMORY: 'off' }), { log: silent })
  const ctx = atom.contextFor(
    {
      workspaceId: 'bench',
      person: { id: 'bench', name: 'Bench', email: 'bench@example.com', timeZone: 'UTC', locale: 'en-GB' },
      role: 'owner',
      actor: 'person:bench',
      kind: 'session',
    },
    { via: 'api', signal: new AbortController().signal },
  )
  return {
    understand: ({ text, now, timeZone, history }: Utterance): Promise<Answer> =>
      atom.chat.understandText(ctx, { text, now, timeZone, ...(history ? { history } : {}) }),
    /** Would this call change anything? */
    writes(id: string, input: Record<string, unknown>): boolean {
      const skill = atom.registry.find(id)
      return skill !== undefined && effectOf(skill, input) !== 'read'
    },
    /** Milliseconds until a reader that has learned nothing yet answers. */
    async startUp(): Promise<number> {
      const before = performance.now()
      await createUnderstanding({ registry: atom.registry }).understand({ text: 'hello', now: new Date(), timeZone: 'UTC' })
      return performance.now() - before
    },
    async close(): Promise<void> {
      await atom.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
