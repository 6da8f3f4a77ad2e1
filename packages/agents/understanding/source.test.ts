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

/** Declared words that the language itself needs, of time, people, signs and sentences, or that its source is written with. */
const ofLanguage = new Set(
  'action call change class command day email feature free gap help idea item minute number people person phone plan plate schedule skill slot step talk time visit work'.split(
    ' ',
  ),
)
/** Words of English by the hundred, whatever they mean to a skill; and the meals and parties that are in the evening. */
const lists = /^(text\/(common-words|compounds|words|errands)|time\/evening)\.ts$/
/** What skills declare that people call their records. */
const declared = new Set(
  registry
    .all()
    .flatMap(({ synonyms }) => [...(synonyms?.nouns ?? []), ...(synonyms?.kinds ?? [])])
    .filter(noun => /^[a-z]+$/.test(noun))
    .map(stem)
    .filter(noun => !ofLanguage.has(noun)),
)

describe('the source of the understanding', () => {
  test('is found by this test', () => {
    expect(sources.length).toBeGreaterThan(25)
    expect([...nouns]).toContain('reminder')
    expect([...declared]).toEqual(expect.arrayContaining(['lunch', 'todo', 'alarm', 'memo', 'holiday']))
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
    if (!lists.test(file))
      test(`${file} holds no word that a skill declares`, () => {
        // What a comment quotes decides nothing.
        const code = text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, ' ')
        const said = code.toLowerCase().match(/[a-z]+/g) ?? []
        expect([...new Set(said.filter(word => declared.has(stem(word))))]).toEqual([])
      })
    test(`${file} stays under 300 lines`, () => {
      expect(text.split('\n').length).toBeLessThan(/words\.ts$/.test(file) ? 500 : 300)
    })
  }
})
