import { afterEach, expect, test } from 'vitest'
import { armFaults, faultPoint, faultPoints, parseFaults, readConfig } from './index.ts'

afterEach(() => armFaults([]))

test('without ATOM_FAULT a point does nothing and costs no promise', () => {
  armFaults(readConfig({}).faults)
  expect(faultPoint('jobs.taken')).toBeUndefined()
})

test('a setting is read as it is written', () => {
  expect(readConfig({ ATOM_FAULT: 'jobs.taken=kill@2, events.published=delay:50' }).faults).toEqual([
    { point: 'jobs.taken', does: 'kill', milliseconds: 0, passage: 2 },
    { point: 'events.published', does: 'delay', milliseconds: 50, passage: undefined },
  ])
})

test.each(['jobs.taken', 'jobs.taken=explode', 'jobs.taken=delay', 'jobs.taken=kill@0', 'jobs.taken=fail:3', ','])(
  '%s is refused with the form',
  text =>
    expect(() => readConfig({ ATOM_FAULT: text })).toThrow('ATOM_FAULT is not valid: Expected point=kill, point=fail or point=delay:'),
)

test.each(['jobs.takn=kill', 'constructor=kill'])('%s is refused with the points there are', text =>
  expect(() => parseFaults(text)).toThrow(`Known: ${Object.keys(faultPoints).join(', ')}.`),
)

test('fails at each passage, or at the one that was named', async () => {
  armFaults(parseFaults('jobs.taken=fail'))
  await expect(faultPoint('jobs.taken')).rejects.toMatchObject({ code: 'kernel.fault', retry: 'policy' })
  await expect(faultPoint('jobs.taken')).rejects.toThrow('ATOM_FAULT made this fail at jobs.taken.')
  armFaults(parseFaults('jobs.taken=fail@2'))
  await faultPoint('jobs.taken')
  await expect(faultPoint('jobs.taken')).rejects.toMatchObject({ code: 'kernel.fault' })
  await faultPoint('jobs.taken')
  expect(faultPoint('jobs.before-done')).toBeUndefined()
})

test('a delay is waited for, and what is named after it happens then', async () => {
  armFaults(parseFaults('jobs.taken=delay:50,jobs.taken=fail'))
  let outcome: unknown
  const passing = faultPoint('jobs.taken')?.catch(error => (outcome = error))
  await new Promise(setImmediate)
  expect(outcome).toBeUndefined()
  await passing
  expect(outcome).toMatchObject({ code: 'kernel.fault' })
})
