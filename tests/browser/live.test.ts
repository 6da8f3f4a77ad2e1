import { expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { say } from '../harness/chat-box.ts'
import { person } from '../harness/person.ts'

const world = browserWorld()

/** The first of a month after today, in UTC. */
const nextFirst = () => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + (now.getUTCDate() === 1 ? 0 : 1), 1)).toISOString().slice(0, 10)
}

test('quick add understands “pay rent 1st of every month #home !high”, shows it, and makes exactly that', async () => {
  const ana = await person(world.server)
  await ana.api('/api/me', { method: 'PATCH', body: { timeZone: 'UTC' } })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/tasks')
  await page.getByLabel('New task').fill('pay rent 1st of every month #home !high')
  for (const chip of ['every month on the 1st', 'Priority high', '#home']) await page.getByText(chip, { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Added: pay rent').waitFor()
  await page.getByRole('button', { name: /^pay rent home High priority Repeats every month on the 1st/ }).waitFor()
  const [task] = (await ana.api('/api/tasks')).body.items
  expect(task).toEqual({
    id: expect.any(String),
    title: 'pay rent',
    status: 'open',
    priority: 'high',
    due: nextFirst(),
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
    labels: ['home'],
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  })
  expectQuiet()
  await close()
})

test('what the chat changes appears at once on the open pages of a second browser', async () => {
  const ana = await person(world.server)
  const first = await world.browser.open(world.server, { person: ana })
  await first.page.goto('/')
  const second = await world.browser.open(world.server, { person: ana })
  const changes = [
    { path: '/tasks', words: 'add a task to water the ferns', seen: 'water the ferns' },
    { path: '/notes', words: 'note: the spare key is with Max', seen: 'the spare key is with Max' },
    { path: '/reminders', words: 'remind me tomorrow at 3pm to call mum', seen: 'call mum' },
    { path: '/contacts', words: 'add a contact Sam Lee, sam@example.com', seen: 'Sam Lee' },
    { path: '/calendar', words: 'Offsite with Dana today all day', seen: 'Offsite with Dana' },
  ]
  const pages = await Promise.all(
    changes.map(async ({ path }) => {
      const page = await second.context.newPage()
      await page.goto(path)
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      return page
    }),
  )
  for (const [at, { words, seen }] of changes.entries()) {
    await say(first.page, words)
    await pages[at]?.getByRole('main').getByText(seen).first().waitFor()
  }
  first.expectQuiet()
  second.expectQuiet()
  await first.close()
  await second.close()
})

test('what changes in Settings elsewhere appears at once: keys, models, who is invited and what one is called', async () => {
  const ana = await person(world.server)
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/settings?tab=keys')
  await page
    .getByText(/^ends in/)
    .first()
    .waitFor()
  await ana.api('/api/keys', { body: { name: 'Nightly report' } })
  await page.getByText('Nightly report').waitFor()
  await page.goto('/settings?tab=models')
  await page.getByText('No model', { exact: true }).waitFor()
  await ana.api('/api/models', { body: { kind: 'openai', model: 'gpt-live', apiKey: 'sk-x', name: 'The live one' } })
  await page.getByText('The live one').waitFor()
  await page.goto('/settings?tab=people')
  await page.getByText(ana.email).first().waitFor()
  await ana.api('/api/invitations', { body: { role: 'viewer', email: 'guest@example.com' } })
  await page.getByText('guest@example.com').waitFor()
  await ana.api('/api/me', { method: 'PATCH', body: { name: 'Ana Renamed' } })
  await page.getByRole('main').getByText('Ana Renamed').first().waitFor()
  expectQuiet()
  await close()
})

test('a reminder that fires reaches the bell, a toast in the page that is looked at, and the browser’s notifications where none is', async () => {
  const ana = await person(world.server)
  const looking = await world.browser.open(world.server, { person: ana })
  const away = await world.browser.open(world.server, { person: ana })
  // A headless browser has no notifications of its own, and every page in it is looked at.
  await away.context.addInitScript({
    content: `
      window.shown = []
      window.Notification = class {
        static permission = 'granted'
        constructor(title, options) {
          shown.push({ title, ...options })
          window.latest = this
        }
        close() {}
      }
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })`,
  })
  for (const { page } of [looking, away]) {
    await page.goto('/notes')
    await page.getByRole('button', { name: 'Notifications', exact: true }).first().waitFor()
    await page.getByText('No notes yet').waitFor()
  }
  await ana.invoke('reminders.create', { title: 'Take the bread out', due: new Date(Date.now() + 1500).toISOString() })

  await looking.page.getByRole('status').filter({ hasText: 'Take the bread out' }).first().waitFor({ timeout: 20_000 })
  await looking.page.getByRole('button', { name: 'Notifications, 1 new' }).first().click()
  await looking.page.getByRole('dialog').getByText('Take the bread out').click()
  await looking.page.waitForURL(/\/reminders/)
  await looking.page.getByRole('button', { name: 'Notifications', exact: true }).first().waitFor()

  await expect.poll(() => away.page.evaluate('JSON.stringify(shown)')).toContain('Take the bread out')
  expect(await away.page.evaluate('shown.length')).toBe(1)
  await away.page.evaluate('latest.onclick()')
  await away.page.waitForURL(/\/reminders/)
  looking.expectQuiet()
  away.expectQuiet()
  await looking.close()
  await away.close()
})
