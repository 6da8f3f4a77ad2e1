import { describe, expect, test } from 'vitest'
import type { TestPage } from '../harness/browser.ts'
import { browserWorld } from '../harness/browser-world.ts'
import { say } from '../harness/chat-box.ts'
import { type Person, person } from '../harness/person.ts'

const world = browserWorld()

const titles = async (ana: Person): Promise<string[]> =>
  (await ana.api('/api/tasks')).body.items.map((task: { title: string }) => task.title).sort()

describe('a question before something is deleted', () => {
  /** Somebody with two tasks who has asked for one to be deleted. */
  const asked = async (check: (opened: TestPage, ana: Person) => Promise<void>) => {
    const ana = await person(world.server)
    for (const title of ['Buy milk', 'Buy bread']) await ana.invoke('tasks.create', { title })
    const opened = await world.browser.open(world.server, { person: ana })
    await opened.page.goto('/')
    await say(opened.page, 'delete the milk task')
    await opened.page
      .getByRole('region', { name: /Delete/ })
      .getByText('Delete the task “Buy milk”?', { exact: true })
      .waitFor()
    expect(await titles(ana)).toEqual(['Buy bread', 'Buy milk'])
    await check(opened, ana)
    opened.expectQuiet()
    await opened.close()
  }

  test('is done once it is approved', () =>
    asked(async ({ page }, ana) => {
      await page.getByRole('button', { name: 'Approve' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      expect(await titles(ana)).toEqual(['Buy bread'])
      await page.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' })
    }))

  test('changes nothing when it is denied', () =>
    asked(async ({ page }, ana) => {
      await page.getByRole('button', { name: 'Deny' }).click()
      await page.getByText('You said no. Nothing was changed.').waitFor()
      expect(await titles(ana)).toEqual(['Buy bread', 'Buy milk'])
    }))

  test('can be changed first: then what stands in the form is done', () =>
    asked(async ({ page }, ana) => {
      await page.getByRole('button', { name: 'Change it first' }).click()
      const task = page.getByLabel('Task', { exact: true })
      expect(await task.inputValue()).toBe('Buy milk')
      await task.fill('Buy bread')
      await page.getByRole('button', { name: 'Approve the change' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
      expect(await titles(ana)).toEqual(['Buy milk'])
    }))

  test('is counted in the navigation of every page, and is answered on a page of its own', () =>
    asked(async ({ page: chat }, ana) => {
      const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
      await page.goto('/tasks')
      await page.getByRole('link', { name: /^Approvals\W+1 waiting$/ }).click()
      const card = page.getByRole('listitem').filter({ hasText: 'Delete the task “Buy milk”?' })
      await card.getByRole('button', { name: 'Approve' }).click()
      await page.getByText('Nothing waits for you').waitFor()
      await page.getByRole('link', { name: 'Approvals', exact: true }).waitFor()
      await chat.getByRole('button', { name: 'Undo' }).waitFor()
      expect(await titles(ana)).toEqual(['Buy bread'])
      await page.getByText('All', { exact: true }).click()
      await page.getByText('Approved', { exact: true }).waitFor()
      expectQuiet()
      await close()
    }))
})

describe('the list of conversations', () => {
  const opened = async () => {
    const ana = await person(world.server)
    for (const text of ['add a task to water the ferns', 'note: the key is with Max']) await ana.chat(text)
    const opened = await world.browser.open(world.server, { person: ana })
    await opened.page.goto('/')
    const list = opened.page.getByRole('list', { name: 'Conversations' })
    await list.getByText('add a task to water the ferns').waitFor()
    return { ...opened, ana, list }
  }

  test('renames one', async () => {
    const { page, ana, list, expectQuiet, close } = await opened()
    await page.getByRole('button', { name: 'More for add a task to water the ferns' }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('dialog').getByLabel('Title').fill('Ferns')
    await page.keyboard.press('Enter')
    await list.getByText('Ferns', { exact: true }).waitFor()
    await page.reload()
    await list.getByText('Ferns', { exact: true }).waitFor()
    expect((await ana.api('/api/chat/sessions')).body.items.map((one: { title: string }) => one.title)).toContain('Ferns')
    expectQuiet()
    await close()
  })

  test('deletes the one that is open, after a question, and begins a new one', async () => {
    const { page, ana, list, expectQuiet, close } = await opened()
    await list.getByText('add a task to water the ferns').click()
    await page.getByRole('log').getByText('water the ferns').first().waitFor()
    await page.getByRole('button', { name: 'More for add a task to water the ferns' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await list.getByText('add a task to water the ferns').waitFor({ state: 'detached' })
    await page.getByText('Say it, and it is done.').waitFor()
    expect(new URL(page.url()).search).toBe('')
    await expect.poll(async () => (await ana.api('/api/chat/sessions')).body.items).toHaveLength(1)
    expectQuiet()
    await close()
  })

  test('finds one by the words in it', async () => {
    const { page, list, expectQuiet, close } = await opened()
    await page.getByLabel('Search conversations').fill('ferns')
    await list.getByText('note: the key is with Max').waitFor({ state: 'detached' })
    expect(await list.getByRole('listitem').allTextContents()).toEqual(['add a task to water the ferns'])
    await page.getByLabel('Search conversations').fill('nothing like it')
    await page.getByText('Nothing found').waitFor()
    expectQuiet()
    await close()
  })
})
