import { expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'

const world = browserWorld()

test('a stranger makes an account, says what is to be done, and finds it done in a second window', async () => {
  const first = await world.browser.open(world.server, { timezoneId: 'Europe/Berlin' })
  await first.page.goto('/')
  await first.page.waitForURL(/\/sign-up/)
  await first.page.getByLabel('Name').fill('Ana Reyes')
  await first.page.getByLabel('E-mail').fill('ana@example.com')
  await first.page.getByLabel('Password').fill('correct horse battery')
  await first.page.getByRole('button', { name: 'Make account' }).click()
  await first.page.waitForURL(url => url.pathname === '/')

  const second = await world.browser.open(world.server, { storageState: await first.context.storageState() })
  await second.page.goto('/tasks')
  await second.page.getByRole('main').first().waitFor()

  const box = first.page.getByPlaceholder('Say what you want done')
  await box.fill('add a task: send Dana the Q3 report by Friday')
  await box.press('Enter')
  await first.page.getByRole('button', { name: 'Undo' }).first().waitFor()
  await second.page.getByText('Send Dana the Q3 report', { exact: false }).first().waitFor()

  await first.page.getByRole('button', { name: 'Undo' }).first().click()
  await second.page.getByText('Send Dana the Q3 report', { exact: false }).first().waitFor({ state: 'detached' })
  first.expectQuiet()
  second.expectQuiet()
  expect((await first.context.cookies()).filter(cookie => !cookie.httpOnly)).toEqual([])
  await first.close()
  await second.close()
})
