import { type Context, defineSkill, meaningOf, ref, SkillRegistry, when } from '@atom/kernel'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { keepHours } from './keep-hours.ts'

const state: Record<string, unknown> = { due: '2026-11-25T14:00:00.000Z' }
const move = defineSkill({
  id: 'things.move',
  title: 'Move',
  description: '',
  effect: 'write',
  input: z.object({ id: ref('thing'), due: when().optional(), allDay: z.boolean().optional() }),
  output: z.object({}),
  examples: [],
  before: async (_, { id }) => (id === 't1' ? state : undefined),
  run: async () => ({}),
})
const registry = new SkillRegistry().add(move)
const ctx = {
  person: { timeZone: 'Europe/Berlin' },
  clock: { now: () => new Date('2026-11-24T09:00:00Z') },
  log: { debug() {} },
} as unknown as Context
const resolver = {
  to: 'thing',
  resolve: async (_: Context, words: string) => (words === 'lamp' ? 't1' : undefined),
  suggest: async () => [],
}
const deps = {
  registry,
  unitOfWork: { reading: (c: Context) => c, writing: async () => undefined as never },
  refs: new Map([['thing', resolver]]),
}
const fitted = async (due: string, more: object = {}, timeOnly?: string[]) =>
  (await keepHours(deps, ctx, { skill: 'things.move', input: { id: 'lamp', due, ...more }, timeOnly })).input.due

describe('what a change leaves as it is', () => {
  test('a day alone keeps the hour of the record, in the person’s zone', async () =>
    expect(await fitted('2026-11-27')).toBe('2026-11-27T15:00'))
  test('an hour alone keeps the day of the record', async () =>
    expect(await fitted('2026-11-24T17:00', {}, ['due'])).toBe('2026-11-25T17:00'))
  test('day and hour stay as they were said', async () => expect(await fitted('2026-11-27T09:00')).toBe('2026-11-27T09:00'))
  test('a weekday alone is the one nearest to where the record is, and never over', async () => {
    const on = async (due: string, was: string, way: 'nearest' | 'later' = 'nearest') => {
      Object.assign(state, { due: was })
      const call = { skill: 'things.move', input: { id: 'lamp', due }, weekday: { fields: ['due'], way } }
      const { input } = await keepHours(deps, ctx, call)
      Object.assign(state, { due: '2026-11-25T14:00:00.000Z' })
      return input.due
    }
    // Thursday and Monday, of a record on Friday 11 December.
    expect(await on('2026-11-26', '2026-12-11T11:00:00.000Z')).toBe('2026-12-10T12:00')
    expect(await on('2026-11-30', '2026-12-11')).toBe('2026-12-14')
    expect(await on('2026-11-26', '2026-12-11', 'later')).toBe('2026-12-17')
    // It is Tuesday: the Monday before Wednesday is over.
    expect(await on('2026-11-30', '2026-11-25T14:00:00.000Z')).toBe('2026-11-30T15:00')
  })
  test('a day stays a day when all day is said, or when the record cannot be told', async () => {
    expect(await fitted('2026-11-27', { allDay: true })).toBe('2026-11-27')
    expect(await fitted('2026-11-27', { id: 'chair' })).toBe('2026-11-27')
  })
  test('the skill’s own field says what a moment is', () => expect(meaningOf(move.input.shape.due)?.kind).toBe('when'))
})
