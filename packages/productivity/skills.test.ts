import { parseInput } from '@atom/kernel'
import { describe, expect, test } from 'vitest'
import { productivitySkills } from './skills.ts'

const offered = productivitySkills.filter(skill => !skill.internal)

describe('the declarations', () => {
  test('every id and every route stands once', () => {
    const ids = productivitySkills.map(skill => skill.id)
    const routes = productivitySkills.flatMap(skill => skill.route ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(routes).size).toBe(routes.length)
  })

  test.each(offered.map(skill => [skill.id, skill] as const))('%s has six examples, each with an input it accepts', (_, skill) => {
    expect(skill.examples.length).toBeGreaterThanOrEqual(6)
    for (const example of skill.examples) if (typeof example !== 'string') expect(parseInput(skill, example.input)).toEqual(example.input)
  })

  test('no two skills share a sentence', () => {
    const sentences = offered.flatMap(skill => skill.examples.map(example => (typeof example === 'string' ? example : example.say)))
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  test('whatever writes says how it is taken back, or serves that itself', () => {
    const silent = offered.filter(skill => skill.effect !== 'read' && !skill.undo).map(skill => skill.id)
    expect(silent).toEqual([])
  })

  test('every skill offered in chat answers with a sentence of its own', () => {
    expect(offered.filter(skill => !skill.tell).map(skill => skill.id)).toEqual([])
  })

  test('making a record answers 201', () => {
    const creating = productivitySkills.filter(skill => skill.id.endsWith('.create'))
    expect(creating.map(skill => skill.status)).toEqual(creating.map(() => 201))
  })
})
