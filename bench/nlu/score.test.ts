import { expect, test } from 'vitest'
import { equalInput, instant, scoreOf, type Utterance } from './score.ts'

const zone = 'Europe/Berlin'
const writes = (skill: string) => !skill.endsWith('.list')
const meant: Utterance = {
  kind: 'plain',
  text: '',
  now: '',
  timeZone: zone,
  requests: [{ skill: 'tasks.create', input: { title: 'Pay rent', due: '2026-11-27T15:00', labels: ['a', 'b'] } }],
}

test('a time without a zone is read on the wall of the zone, in winter and in summer', () => {
  expect(instant('2026-11-27T15:00', zone)).toBe(Date.parse('2026-11-27T14:00Z'))
  expect(instant('2026-07-27T15:00', zone)).toBe(Date.parse('2026-07-27T13:00Z'))
})

test('case, final punctuation, order of keys and of labels do not matter', () => {
  expect(equalInput(meant.requests[0]?.input, { labels: ['b', 'A'], due: '2026-11-27T14:00:00Z', title: 'pay rent.' }, zone)).toBe(true)
})

test('a day is not midnight', () => {
  expect(equalInput({ due: '2026-11-27' }, { due: '2026-11-27T00:00' }, zone)).toBe(false)
})

test('the parts of a rule may come in any order', () => {
  expect(equalInput({ rrule: 'FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2' }, { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO' }, zone)).toBe(true)
  expect(equalInput({ rrule: 'FREQ=DAILY;UNTIL=20261127' }, { rrule: 'FREQ=DAILY;UNTIL=20261127T235959Z' }, zone)).toBe(true)
})

test('an invented field is a wrong write', () => {
  const got = { requests: [{ skill: 'tasks.create', input: { ...meant.requests[0]?.input, priority: 'high' } }] }
  expect(scoreOf(meant, got, writes)).toEqual({ skill: true, exact: false, wrongWrite: true })
})

test('asking instead of writing is wrong, but no wrong write', () => {
  expect(scoreOf(meant, { requests: [], ask: 'When?' }, writes)).toEqual({ skill: false, exact: false, wrongWrite: false })
})

test('what waits for a yes has written nothing yet', () => {
  const got = { requests: [{ skill: 'tasks.delete', input: { id: 'x' }, confirm: true }] }
  expect(scoreOf({ ...meant, requests: [] }, got, writes).wrongWrite).toBe(false)
})

test('where a question is due, silence is not enough', () => {
  const due = { ...meant, requests: [], ask: true }
  expect(scoreOf(due, { requests: [] }, writes).exact).toBe(false)
  expect(scoreOf(due, { requests: [], ask: 'When?' }, writes).exact).toBe(true)
})
