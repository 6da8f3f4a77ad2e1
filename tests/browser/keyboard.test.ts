import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { type Person, person } from '../harness/person.ts'

const world = browserWorld()

/** The tasks page of somebody with three tasks, freshly loaded: nothing has the focus. */
const onTasks = (check: (page: Page, ana: Person) => Promise<void>) => async () => {
  const ana = await person(world.server)
  for (const [at, title] of ['First', 'Second', 'Third'].entries())
    await ana.invoke('tasks.create', { title, due: `2030-01-0${at + 1}`, notes: title === 'Third' ? 'zebra' : undefined })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/tasks')
  await page.getByText('Third').waitFor()
  await check(page, ana)
  expectQuiet()
  await close()
}
const focused = (page: Page) => page.evaluate('document.activeElement?.textContent || document.activeElement?.ariaLabel || "nothing"')
/** The names a screen reader could say for what has the focus. */
const nameOfFocused = (page: Page) =>
  page.evaluate('[document.activeElement.ariaLabel, ...[...(document.activeElement.labels ?? [])].map(one => one.textContent)].join()')
const active = (page: Page) => page.getByRole('option', { selected: true })

describe('the palette', () => {
  test(
    'opens by Ctrl-K with the focus in its box, and Esc closes it',
    onTasks(async page => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search and commands' }).waitFor()
      await expect.poll(() => focused(page)).toBe('Search and commands')
      await page.keyboard.press('Escape')
      await page.getByRole('combobox', { name: 'Search and commands' }).waitFor({ state: 'detached' })
    }),
  )
  test(
    'goes to another page',
    onTasks(async page => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('notes')
      await expect.poll(() => active(page).textContent()).toBe('Notes')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/notes/)
    }),
  )
  test(
    'finds a record by its words, and opens it',
    onTasks(async page => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('zebra')
      await page.getByRole('option', { name: /Third/ }).waitFor()
      await expect.poll(() => active(page).textContent()).toContain('Third')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.getByRole('dialog').getByLabel('Title').inputValue()).toBe('Third')
    }),
  )
  test(
    'runs a skill without the mouse',
    onTasks(async (page, ana) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('add a contact')
      await page.getByRole('option', { name: /^Add a contact/ }).waitFor()
      await expect.poll(() => active(page).textContent()).toContain('Add a contact')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').getByLabel(/^Name/).waitFor()
      await page.getByRole('dialog').getByLabel(/^Name/).focus()
      await page.keyboard.type('Sam Lee')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      expect((await ana.api('/api/contacts')).body.items.map((one: { name: string }) => one.name)).toEqual(['Sam Lee'])
    }),
  )
  test(
    'asks the chat what it does not know',
    onTasks(async page => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('what can you do?')
      // Round to the end, where searching and asking are.
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => active(page).textContent()).toBe('Ask ATOM: what can you do?')
      await page.keyboard.press('Enter')
      await page.getByRole('log').getByText('what can you do?').waitFor()
    }),
  )
})

describe('keys of a page', () => {
  test(
    '? lists them, Esc closes the list',
    onTasks(async page => {
      await page.keyboard.press('?')
      const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      for (const title of ['New task', 'Search tasks', 'Search and commands']) await list.getByText(title, { exact: true }).waitFor()
      await page.keyboard.press('Escape')
      await list.waitFor({ state: 'detached' })
    }),
  )
  test(
    '/ searches, and Esc leaves the search',
    onTasks(async page => {
      await page.keyboard.press('/')
      expect(await focused(page)).toBe('Search tasks')
      await page.keyboard.type('zebra')
      await page.getByText('First').waitFor({ state: 'detached' })
      await page.getByText('Third').waitFor()
      await page.keyboard.press('Escape')
      expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    }),
  )
  test(
    'N begins a new one; letters typed into it are no shortcuts',
    onTasks(async (page, ana) => {
      await page.keyboard.press('n')
      expect(await focused(page)).toBe('New task')
      await page.keyboard.type('nn/?x')
      await page.keyboard.press('Enter')
      await page.getByText('Added: nn/?x').waitFor()
      expect((await ana.api('/api/tasks')).body.items).toHaveLength(4)
    }),
  )
  test(
    'arrows go through a list that was never touched, Enter opens, Esc closes, X ticks off',
    onTasks(async (page, ana) => {
      await page.keyboard.press('ArrowDown')
      expect(await focused(page)).toContain('First')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('j')
      expect(await focused(page)).toContain('Third')
      await page.keyboard.press('ArrowUp')
      expect(await focused(page)).toContain('Second')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.getByRole('dialog').getByLabel('Title').inputValue()).toBe('Second')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => focused(page)).toContain('Second')
      await page.keyboard.press('x')
      await page.getByText('Done: Second').waitFor()
      expect((await ana.api('/api/tasks?filter=done')).body.items.map((one: { title: string }) => one.title)).toEqual(['Second'])
    }),
  )
  test('begin and search on every page', async () => {
    const { page, expectQuiet, close } = await world.browser.open(world.server, { person: await person(world.server) })
    for (const [path, key, label] of [
      ['/notes', 'n', 'Title'],
      ['/contacts', 'n', 'Name'],
      ['/reminders', 'n', 'New reminder'],
      ['/calendar', 'n', 'Title'],
      ['/notes', '/', 'Search notes'],
      ['/contacts', '/', 'Search contacts'],
      ['/', '/', 'Search conversations'],
    ] as const) {
      await page.goto(path)
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      await page.evaluate('document.activeElement.blur()')
      await page.keyboard.press(key)
      await expect.poll(() => nameOfFocused(page), { message: `${key} on ${path}` }).toContain(label)
    }
    expectQuiet()
    await close()
  })
})
