import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { meaningOf, SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { ActiveTurns } from '../chat/active-turns.ts'
import { agentSkills } from '../skills/index.ts'
import { stem } from './text/words.ts'

const registry = new SkillRegistry().add(...productivitySkills)
registry.add(...agentSkills({ registry, permission: { decide: async () => 'allow' }, turns: new ActiveTurns() }))

const sources = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(file => !file.endsWith('.test.ts'))

/** The nouns skills are about: from their ids, titles and keys. */
const nouns = new Set<string>()
for (const skill of registry.all()) {
  if (!skill.id.includes('.')) continue
  nouns.add(stem(skill.id.split('.')[0] as string))
  const key = skill.input.shape.id ? meaningOf(skill.input.shape.id)?.to : undefined
  if (key) nouns.add(key)
}
for (const everyday of ['meeting', 'appointment', 'todo', 'diary', 'memo', 'agenda']) nouns.add(everyday)

describe('the source of the understanding', () => {
  test('is found by this test', () => {
    expect(sources.length).toBeGreaterThan(25)
    expect([...nouns]).toContain('reminder')
  })

  for (const file of sources) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    test(`${file} holds no id of a skill`, () => {
      expect(registry.all().filter(skill => skill.id.includes('.') && text.includes(skill.id))).toEqual([])
    })
    test(`${file} holds no noun of a skill`, () => {
      const said = text.toLowerCase().match(/[a-z]+/g) ?? []
      // `ref`'s own kinds and the chat itself belong to the language of skills, not to one of them.
      expect([...new Set(said.filter(word => nouns.has(stem(word)) && stem(word) !== 'chat'))]).toEqual([])
    })
    test(`${file} stays under 300 lines`, () => {
      expect(text.split('\n').length).toBeLessThan(/words\.ts$/.test(file) ? 500 : 300)
    })
  }
})
