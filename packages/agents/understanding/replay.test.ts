import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { expect, test, vi } from 'vitest'
import { createUnderstanding } from './index.ts'

vi.mock('./dialogue/interpret.ts', async load => {
  const real = await load<typeof import('./dialogue/interpret.ts')>()
  return {
    interpret: (...given: Parameters<typeof real.interpret>) => {
      if (given[1].some(token => token.lower === 'unreadable')) throw new TypeError('a fault in the reading')
      return real.interpret(...given)
    },
  }
})

const { understand } = createUnderstanding({ registry: new SkillRegistry().add(...productivitySkills) })
const at = { now: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' }

test('a message that cannot be read spoils no later one', async () => {
  await expect(understand({ text: 'add task unreadable', ...at })).rejects.toThrow('a fault in the reading')
  const history = [
    { role: 'user' as const, text: 'add task sweep' },
    { role: 'user' as const, text: 'add task unreadable' },
  ]
  const { requests } = await understand({ text: 'move it to Friday', history, ...at })
  expect(requests.map(({ skill, input }) => ({ skill, input }))).toEqual([
    { skill: 'tasks.update', input: { id: 'sweep', due: '2026-11-27' } },
  ])
})
