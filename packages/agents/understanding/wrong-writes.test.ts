import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { createUnderstanding, type Turn } from './index.ts'

const { understand } = createUnderstanding({ registry: new SkillRegistry().add(...productivitySkills) })
const hear = (text: string, history: Turn[] = []) =>
  understand({ text, history, now: '2026-11-25T10:00:00+01:00', timeZone: 'Europe/Berlin' })
const bare = async (text: string, history: Turn[] = []) =>
  (await hear(text, history)).requests.map(({ skill, input }) => ({ skill, input }))

describe('a date that does not exist is asked about', () => {
  for (const [text, date] of [
    ['schedule a call with Sam on 30 February at 10', '30 February'],
    ['remind me on 31 November at 10 to call', '31 November'],
    ['dentist on 2026-13-05 at 10', '2026-13-05'],
    ['meeting on 32/12/2026 at 9', '32/12/2026'],
    ['dinner on the 32nd at 8', '32nd'],
    ['meet Bob on 2026-02-31 at 10:00', '2026-02-31'],
    ['schedule a call on february 30', 'February 30'],
  ] as const)
    test(`“${text}”`, async () => {
      const ask = `There is no ${date}. Which day or hour do you mean? Please say it again with it.`
      expect(await hear(text)).toEqual({ requests: [], ask })
    })
  test('a floor is no date', async () => {
    expect(await bare('add a task: call Bob tomorrow at 2pm on the 50th floor')).toEqual([
      { skill: 'tasks.create', input: { title: 'call Bob on the 50th floor', due: '2026-11-26T14:00' } },
    ])
  })
})

describe('minutes before an hour', () => {
  for (const [text, input] of [
    ['remind me at 5 to 6 to leave', { title: 'leave', due: '2026-11-25T17:55' }],
    ['remind me at ten to seven tomorrow to go', { title: 'go', due: '2026-11-26T06:50' }],
    ['remind me at 10 to 7 tonight to go', { title: 'go', due: '2026-11-25T18:50' }],
  ] as const)
    test(`“${text}”`, async () => expect(await bare(text)).toEqual([{ skill: 'reminders.create', input }]))
  test('a range, and where a thing goes, are none', async () => {
    expect(await bare('meeting from 9 to 10 tomorrow')).toMatchObject([{ input: { start: '2026-11-26T09:00', end: '2026-11-26T10:00' } }])
    expect(await bare('meet at 10 to 11:30 tomorrow')).toMatchObject([{ input: { start: '2026-11-26T10:00', end: '2026-11-26T11:30' } }])
    expect(await bare('move the call at 5 to 6')).toMatchObject([{ skill: 'calendar.update', input: { id: 'call' } }])
  })
})
