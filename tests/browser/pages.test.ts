import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { type Person, person } from '../harness/person.ts'

const world = browserWorld()
let ana: Person
let conversation: string

beforeAll(async () => {
  ana = await person(world.server)
  await ana.invoke('tasks.create', { title: 'Send Dana the Q3 report', due: '2026-11-27', priority: 'high', labels: ['work'] })
  await ana.invoke('calendar.create', { title: 'Stand-up', start: new Date().toISOString() })
  await ana.invoke('notes.create', { title: 'Tea', body: 'Dana prefers **green** tea.' })
  conversation = (await ana.chat('delete the Q3 report task')).sessionId
  await ana.invoke('reminders.create', { title: 'Water the ferns', due: '2030-01-01T09:00', rrule: 'FREQ=WEEKLY;BYDAY=MO,TH' })
  await ana.invoke('contacts.create', { name: 'Dana Reyes', email: 'dana@acme.com' })
  await ana.invoke('memory.remember', { text: 'Dana prefers to be called in the morning' })
  const form = new FormData()
  form.append('file', new Blob(['Thirty days a year.']), 'handbook/Holidays.txt')
  await ana.api('/api/files', { body: form })
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe calls serious or critical, as `rule: first element`. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is put into the page as text
    const { violations } = await (globalThis as any).axe.run()
    return violations
      .filter((found: { impact: string }) => found.impact === 'serious' || found.impact === 'critical')
      .map((found: { id: string; nodes: { html: string }[] }) => `${found.id}: ${found.nodes[0]?.html.slice(0, 200)}`)
  })
}

/** All data has come, fonts too, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('[aria-busy="true"], .chakra-skeleton').count(), { timeout: 30_000 }).toBe(0)
  await page.evaluate('document.fonts.ready.then(() => true)')
  await page.evaluate('Promise.allSettled(document.getAnimations().map(animation => animation.finished)).then(() => true)')
}

/** Every page there is for somebody signed in, read from the app's folders, so that a new one is tested the day it is made. */
const signedIn = globSync('**/page.tsx', { cwd: join(import.meta.dirname, '../../apps/web/app/(app)') })
  .map(file => `/${file.replace(/\/?page\.tsx$/, '')}`)
  .sort()
/** The last is what stands where there is no page, asked for by its own address, so that the browser logs no 404. */
const signedOut = ['/sign-in', '/sign-up', '/reset-password', '/404'].map(path => ({ path }))
const views = ['/calendar?view=month', '/calendar?view=day', '/approvals?filter=all', '/files?view=sources']
const tabs = ['security', 'models', 'keys', 'variables', 'notifications', 'appearance', 'memory', 'people', 'audit'].map(
  tab => `/settings?tab=${tab}`,
)
const looks = [
  { name: 'light, 1280 px', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark, 1280 px', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'dark, 390 px', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

/** What is wrong with a page once it is there: serious findings, and pixels it is too wide by. */
async function problems(page: Page): Promise<unknown[]> {
  const tooWide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  return [...(await findings(page)), ...(tooWide > 0 ? [`${tooWide} px too wide`] : [])]
}

/** Goes to each place in one window, opens what `open` opens there, and tells what is wrong, by place. */
async function visited(look: (typeof looks)[number], who: Person | undefined, places: { path: string; open?: Open }[]) {
  const { page, expectQuiet, close } = await world.browser.open(world.server, { ...look, ...(who && { person: who }) })
  const wrong: Record<string, unknown> = {}
  for (const { path, open } of places) {
    await page.goto(path)
    await page.getByRole('main').first().waitFor()
    await settled(page)
    await open?.(page)
    if (open) await page.getByRole('dialog').waitFor()
    await settled(page)
    const found = await problems(page)
    try {
      expectQuiet()
    } catch (error) {
      found.push((error as Error).message)
    }
    if (found.length > 0) wrong[open ? `${path} with ${await page.getByRole('dialog').textContent()}` : path] = found
  }
  await close()
  return wrong
}
type Open = (page: Page) => Promise<void>

/** What opens over a page. */
const opens: { path: string; open: Open }[] = [
  { path: '/tasks', open: page => page.getByText('Send Dana the Q3 report').click() },
  { path: '/tasks', open: page => page.keyboard.press('Control+k') },
  { path: '/tasks', open: page => page.keyboard.press('?') },
  { path: '/calendar', open: page => page.getByRole('button', { name: 'New event' }).click() },
  { path: '/contacts', open: page => page.getByText('Dana Reyes').click() },
  { path: '/reminders', open: page => page.getByRole('button', { name: 'New reminder' }).click() },
  { path: '/files?view=sources', open: page => page.getByRole('button', { name: 'Add source' }).click() },
  { path: '/settings?tab=models', open: page => page.getByRole('button', { name: 'Add model' }).click() },
  { path: '/tasks', open: page => page.getByRole('button', { name: 'Notifications' }).locator('visible=true').click() },
]

test('there are the pages that were promised', () => {
  expect(signedIn).toEqual(
    expect.arrayContaining([
      '/',
      '/tasks',
      '/calendar',
      '/notes',
      '/contacts',
      '/reminders',
      '/search',
      '/files',
      '/approvals',
      '/settings',
    ]),
  )
})

for (const look of looks)
  describe(`in ${look.name}`, { timeout: 300_000 }, () => {
    test('every page is quiet, has no serious axe finding and fits its width', async () => {
      const places = [...signedIn, ...views, ...tabs, `/?s=${conversation}`].map(path => ({ path }))
      expect(await visited(look, ana, places)).toEqual({})
    })
    test('so is what opens over a page', async () => {
      expect(await visited(look, ana, opens)).toEqual({})
    })
    test('so are the pages of somebody who is not signed in', async () => {
      expect(await visited(look, undefined, signedOut)).toEqual({})
    })
  })

test('without a session every page leads to the sign-in, and from there back', async () => {
  const { page, close } = await world.browser.open(world.server)
  await page.goto('/tasks')
  await page.waitForURL(/\/sign-in\/\?next=%2Ftasks/)
  await page.getByLabel('E-mail').fill(ana.email)
  await page.getByLabel('Password').fill(ana.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Send Dana the Q3 report').waitFor()
  expect(new URL(page.url()).pathname).toBe('/tasks/')
  await close()
})
