import { describe, expect, test } from 'vitest'
import { describeZone, zoneHas, zones } from './zones.ts'

const winter = new Date('2026-11-24T09:00:30Z')
const zone = (name: string) => describeZone(name, winter)

describe('time zones to choose from', () => {
  test('begin with UTC, which browsers leave out', () => {
    expect(zones('Europe/Berlin')[0]).toBe('UTC')
  })
  test('hold the person’s own, whatever the browser knows', () => {
    expect(zones('Mars/Olympus')).toContain('Mars/Olympus')
  })
  test.each([
    ['UTC', 'UTC'],
    ['Europe/Berlin', 'UTC+1'],
    ['America/New_York', 'UTC−5'],
    ['Asia/Kolkata', 'UTC+5:30'],
    ['America/St_Johns', 'UTC−3:30'],
  ])('%s is %s', (name, offset) => {
    expect(zone(name).offset).toBe(offset)
  })
  test.each([
    ['America/New_York', 'new york', true],
    ['America/New_York', 'york america', true],
    ['America/New_York', 'utc-5', true],
    ['America/Port-au-Prince', 'port-au', true],
    ['America/New_York', 'berlin', false],
  ])('%s is found by “%s”: %s', (name, words, found) => {
    expect(zoneHas(zone(name), words)).toBe(found)
  })
})
