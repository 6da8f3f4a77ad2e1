import type { Context, Skill } from '@atom/kernel'
import { dialects, type TestDialect } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createProductivity } from './index.ts'
import { openWorld, type World } from './testing.ts'

const again = createProductivity({ notify: async () => {}, unitOfWork: undefined as never, mayWrite: async () => true }).skills.filter(
  skill => skill.answers,
)

/** One record of each kind, by the first part of the skills' ids. */
const records: Record<string, Record<string, unknown>> = {
  tasks: { title: 'x', due: '2026-11-27', rrule: 'FREQ=WEEKLY' },
  projects: { name: 'Home' },
  notes: { body: 'x' },
  contacts: { name: 'x' },
  reminders: { title: 'x', due: '2026-11-27T10:00', rrule: 'FREQ=WEEKLY' },
  calendar: { title: 'x', start: '2026-11-27T10:00', rrule: 'FREQ=WEEKLY' },
}

/** The call on a machine whose clock is a year off and that reaches no other, as it is to be for who asks. */
async function elsewhere<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  const nowhere = (what: string) =>
    new Proxy(
      {},
      {
        get: () => {
          throw new Error(`This answer comes from ${what}.`)
        },
      },
    ) as never
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * 24 * 3_600_000 })
  try {
    return await work({ ...ctx, http: nowhere('another machine'), jobs: nowhere('jobs'), events: nowhere('events') })
  } finally {
    vi.useRealTimers()
  }
}

test('only reads of ATOM’s own data by GET are answered again', () => {
  const unfit = (skill: Skill) =>
    skill.effect !== 'read' || skill.reach === 'outside' || skill.unsafeRead || !skill.route?.startsWith('GET ')
  expect(again.filter(unfit).map(skill => skill.id)).toEqual([])
  expect(again.map(skill => skill.id)).toContain('tasks.list')
})

describe('skills whose answer is given again', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld(dialects[0] as TestDialect)
  })
  afterAll(() => world.close())

  test.each(again)('$id asks nothing but the database and the clock it is handed', async ({ id, input }) => {
    const kind = id.slice(0, id.indexOf('.'))
    const made = await world.run(world.ana, `${kind}.create`, records[kind])
    const given = 'id' in input.shape ? { id: made.id } : {}
    const here = await world.run(world.ana, id, given)
    expect(JSON.stringify(here)).toContain(made.id)
    expect(await elsewhere(world.ana, ctx => world.run(ctx, id, given))).toEqual(here)
  })
})
