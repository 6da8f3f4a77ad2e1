import { describe, expect, test } from 'vitest'
import { mergeNotes } from './merge-notes.ts'

const note = (body: string, title = 'T', labels: string[] = []) => ({ title, body, labels })
const bodies = (base: string, mine: string, theirs: string) => mergeNotes(note(base), note(mine), note(theirs)).body

describe('two changes of one note', () => {
  test('at different lines are both kept', () => {
    expect(bodies('a\nb\nc', 'a\nb\nc and mine', 'theirs and a\nb\nc')).toBe('theirs and a\nb\nc and mine')
  })
  test('at the same line are both kept, theirs first', () => {
    expect(bodies('a\nb', 'a\nb mine', 'a\nb theirs')).toBe('a\nb theirs\nb mine')
    expect(bodies('a\nb', 'a\nb mine', 'a theirs\nb')).toBe('a theirs\nb mine')
    expect(bodies('', 'mine', 'theirs')).toBe('theirs\nmine')
  })
  test('that are the same are one', () => {
    expect(bodies('a\nb', 'a\nnew', 'a\nnew')).toBe('a\nnew')
  })
  test('of which only one happened leave that one', () => {
    expect([bodies('a', 'a', 'theirs'), bodies('a', 'mine', 'a')]).toEqual(['theirs', 'mine'])
  })
  test('keep both titles and the labels either of them added', () => {
    expect(mergeNotes(note('', 'T', ['x', 'y']), note('', 'Mine', ['x', 'm']), note('', 'Theirs', ['y', 'x', 't']))).toEqual({
      title: 'Theirs / Mine',
      body: '',
      labels: ['x', 't', 'm'],
    })
    expect(mergeNotes(note('', 'T'), note('', 'T '), note('b', 'T')).title).toBe('T ')
  })
})
