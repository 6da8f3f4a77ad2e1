import { expect, test } from 'vitest'
import { sayAffected } from './say-affected.ts'

const titles = (count: number) => Array.from({ length: count }, (_, n) => String.fromCharCode(65 + n))
const say = (count: number, part?: string) => sayAffected({ noun: 'task', titles: titles(count), version: '', ...(part ? { part } : {}) })

test('one is asked for by its title, many by how many and the first of them', () => {
  expect(say(1)).toBe('Delete the task “A”?')
  expect(say(3)).toBe('Delete 3 tasks: “A”, “B”, “C”?')
  expect(say(14)).toBe('Delete 14 tasks: “A”, “B”, “C” and 11 more?')
  expect(say(0)).toBe('There is no task to delete. Go on all the same?')
})

test('a part of one is told, and a title stays on its line', () => {
  expect(say(1, 'on Friday')).toBe('Delete the task “A” on Friday?')
  expect(sayAffected({ noun: 'note', titles: [`x\n${'y'.repeat(100)}`], version: '' })).toBe(`Delete the note “x ${'y'.repeat(77)}…”?`)
})
