import { describe, expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { person } from '../harness/person.ts'

const world = browserWorld()

describe('the dialog of an event', () => {
  test('changes one occurrence alone, and asks before Esc loses what was typed', async () => {
    const ana = await person(world.server)
    const { id } = await ana.invoke('calendar.create', { title: 'Standup', start: '2030-01-07T09:30', rrule: 'FREQ=WEEKLY;BYDAY=MO' })
    const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
    await page.goto(`/calendar?day=2030-01-14&event=${id}&on=2030-01-14T09:30`)
    const title = page.getByLabel(/^Title/)
    await title.fill('Long standup')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep writing' }).click()
    expect(await title.inputValue()).toBe('Long standup')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { items } = await ana.invoke('calendar.list', { from: '2030-01-07', to: '2030-01-21' })
    expect(items.map((event: { title: string }) => event.title)).toEqual(['Standup', 'Long standup', 'Standup'])
    expectQuiet()
    await close()
  })

  test('that nobody changed closes by Esc at once', async () => {
    const ana = await person(world.server)
    const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
    await page.goto('/calendar?day=2030-01-14')
    await page.getByRole('button', { name: 'New event' }).click()
    await page.getByLabel(/^Title/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expectQuiet()
    await close()
  })
})

test('a calendar file is imported with a bar, and what was skipped is told', async () => {
  const ana = await person(world.server)
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/calendar?day=2030-01-14')
  await page.getByRole('button', { name: 'Import' }).click()
  const events = ['UID:1@x\nDTSTART:20300114T120000Z\nSUMMARY:Lunch', 'UID:2@x\nSUMMARY:No start']
  const ics = `BEGIN:VCALENDAR\n${events.map(event => `BEGIN:VEVENT\n${event}\nEND:VEVENT\n`).join('')}END:VCALENDAR`
  await page.locator('input[type=file]').setInputFiles({ name: 'work.ics', mimeType: 'text/calendar', buffer: Buffer.from(ics) })
  await page.getByText('Imported. 1 new · 0 updated · 1 skipped').waitFor()
  await page.getByText('It has no start.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Lunch').first().waitFor()
  expectQuiet()
  await close()
})
