import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser, type TestBrowser, type TestPage } from '../harness/browser.ts'
import { type Person, person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'

let server: Server
let browser: TestBrowser
let ana: Person

beforeAll(async () => {
  server = await startServer()
  browser = await startBrowser()
  ana = await person(server)
  await ana.invoke('tasks.create', { title: 'Send Dana the Q3 report', due: '2026-11-27', priority: 'high', labels: ['work'] })
  await ana.invoke('calendar.create', { title: 'Stand-up', start: new Date().toISOString() })
  await ana.invoke('notes.create', { title: 'Tea', body: 'Dana prefers **green** tea.' })
  await ana.invoke('contacts.create', { name: 'Dana Reyes', email: 'dana@acme.com' })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
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

async function settled(page: Page): Promise<void> {
  await page.getByRole('main').first().waitFor()
  await expect.poll(() => page.locator('[aria-busy="true"], .chakra-skeleton').count(), { timeout: 10_000 }).toBe(0)
  await page.evaluate('document.fonts.ready.then(() => true)')
}

const signedIn = ['/', '/tasks', '/calendar', '/notes', '/contacts', '/reminders', '/settings']
const looks = [
  { name: 'light, 1280 px', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark, 390 px', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

for (const look of looks)
  describe(`pages in ${look.name}`, () => {
    const visit = async (path: string, who: Person | undefined, check: (opened: TestPage) => Promise<void>) => {
      const opened = await browser.open(server, { colorScheme: look.colorScheme, viewport: look.viewport, ...(who && { person: who }) })
      await opened.page.goto(path)
      await settled(opened.page)
      await check(opened)
      await opened.close()
    }
    for (const [path, whose] of [
      ...signedIn.map(path => [path, 'ana'] as const),
      ['/sign-in', 'nobody'] as const,
      ['/sign-up', 'nobody'] as const,
    ])
      test(`${path} is quiet, has no serious axe finding and fits its width`, async () => {
        await visit(path, whose === 'ana' ? ana : undefined, async ({ page, expectQuiet }) => {
          expect(new URL(page.url()).pathname).toBe(path)
          expectQuiet()
          expect(await findings(page)).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
        })
      })
  })

test('without a session every page leads to the sign-in', async () => {
  const { page, close } = await browser.open(server)
  await page.goto('/tasks')
  await page.waitForURL(/\/sign-in/)
  await close()
})
