import type { Context } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { productivitySkills } from './skills.ts'
import { openWorld, present, type World } from './testing.ts'

describe('what a person without a model is told', () => {
  let world: World
  beforeAll(async () => {
    const [sqlite] = dialects
    if (!sqlite) throw new Error('SQLite is always there.')
    world = await openWorld(sqlite)
  })
  afterAll(() => world.close())
  const tell = async (skill: string, input: Record<string, unknown>, ctx: Context = world.ana) => {
    const output = await world.run(ctx, skill, input)
    return productivitySkills.find(({ id }) => id === skill)?.tell?.(output, input, ctx)
  }

  test('a reminder names when and what', async () => {
    const input = { title: 'send Dana the Q3 report', due: '2026-11-25T15:00' }
    expect(await tell('reminders.create', input)).toBe('I’ll remind you **tomorrow at 15:00**: send Dana the Q3 report.')
    const weekly = { title: 'did you stretch?', due: '2026-11-30', rrule: 'FREQ=WEEKLY;BYDAY=MO', person: 'Sam' }
    expect(await tell('reminders.create', weekly)).toBe('I’ll remind Sam Lee **Monday**, every Monday: did you stretch?')
    const stranger = { title: 'bring the keys', due: '2026-11-25T15:00', person: 'Dana' }
    expect(await tell('reminders.create', stranger)).toBe(
      'Dana has no account here: I’ll remind you **tomorrow at 15:00** about Dana: bring the keys.',
    )
  })

  test('a task names its project, date and person', async () => {
    const input = { title: 'call Dana', due: '2026-11-27', project: 'Office', assignee: 'Sam', priority: 'high' }
    expect(await tell('tasks.create', input)).toBe('Added **call Dana** to Office (a new project), due Friday, for Sam Lee, high priority.')
    expect(await tell('tasks.update', { id: 'call Dana', due: null, priority: 'low' })).toBe(
      'Changed **call Dana**: no due date, low priority.',
    )
    expect(await tell('tasks.complete', { id: 'call Dana' })).toBe('Done: **call Dana**.')
    expect(await tell('tasks.delete', { id: 'call Dana' })).toBe('Deleted **call Dana**.')
    expect(await tell('calendar.delete', { filter: 'all', date: '2026-12-24' })).toBe(
      'No events on Thursday 24 December. Nothing was deleted.',
    )
    expect(await tell('tasks.delete', { filter: 'done' })).toBe('No done tasks. Nothing was deleted.')
  })

  test('an event tells what it overlaps', async () => {
    await tell('calendar.create', { title: 'Review', start: '2026-11-25T15:00' })
    expect(await tell('calendar.create', { title: 'Call', start: '2026-11-25T15:30' })).toBe(
      '**Call** is in your calendar: tomorrow, 15:30–16:30. It overlaps with **Review**.',
    )
    expect(await tell('calendar.free-slots', { date: '2026-11-25', part: 'afternoon' })).toBe(
      'Free tomorrow:\n\n- 12:00–15:00\n- 16:30–17:00',
    )
  })

  test('that there is nothing is said in the words of what was asked', async () => {
    const none: [string, Record<string, unknown>, string][] = [
      ['contacts.list', {}, 'You have no contacts.'],
      ['contacts.search', { query: 'Kim' }, 'I found no contacts for Kim.'],
      ['tasks.list', { filter: 'overdue' }, 'No overdue tasks.'],
      ['tasks.list', { dueFrom: '2026-11-26', dueTo: '2026-11-26' }, 'No tasks on Thursday.'],
      ['tasks.list', { priority: 'urgent' }, 'I found no such tasks.'],
      ['calendar.list', { from: '2026-12-23', to: '2026-12-23' }, 'No events on Wednesday 23 December.'],
      ['calendar.list', { from: '2026-12-21', to: '2026-12-22' }, 'No events from Monday 21 December to Tuesday 22 December.'],
    ]
    for (const [skill, input, said] of none) expect(await tell(skill, input)).toBe(said)
  })

  test('a list is short, and what is in it cannot format it', async () => {
    world.clock.set(present)
    expect(await tell('notes.list', {})).toBe('You have no notes.')
    await world.run(world.ana, 'notes.create', { title: '**bold** [link](http://evil.test)', body: 'one\n# two' })
    expect(await tell('notes.list', {})).toBe(
      '1 note:\n\n- **\\*\\*bold\\*\\* \\[link\\](http://evil.test)** · one \\# two · today at 10:00',
    )
    for (let i = 0; i < 11; i++) await world.run(world.ana, 'notes.create', { body: `n${i}` })
    expect((await tell('notes.list', {}))?.split('\n').slice(0, 1)).toEqual(['12 notes:'])
    expect((await tell('notes.list', {}))?.split('\n').at(-1)).toBe('- and 2 more')
  })
})
