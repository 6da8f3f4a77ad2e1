import { expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { say } from '../harness/chat-box.ts'
import { person } from '../harness/person.ts'

const world = browserWorld()

test('an automation said in the chat is shown as a picture, is on after Enable, and opens in the builder', async () => {
  const ana = await person(world.server)
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/')
  await say(page, 'when a task is created, if it is urgent assign it to Sam, otherwise wait 2 days and then make a note of it')
  const card = page.getByRole('region', { name: /^Automation: / })
  await card.getByRole('img', { name: /^Picture of the automation: When a task is added, then 4 steps$/ }).waitFor()
  for (const words of ['It is urgent?', 'Assign it to Sam', 'Wait 2 days', 'Make a note of it', 'yes', 'no'])
    await card.getByText(words, { exact: true }).waitFor()
  const state = async () => (await ana.api('/api/workflows')).body.items.map((one: { enabled: boolean }) => one.enabled)
  expect(await state()).toEqual([false])
  const shots = process.env.ATOM_TEST_SCREENSHOTS
  if (shots)
    for (const [name, colorScheme, width] of [
      ['light', 'light', 1280],
      ['dark', 'dark', 1280],
      ['narrow', 'light', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await card.scrollIntoViewIfNeeded()
      await page.screenshot({ path: `${shots}/automation-card-${name}.png` })
    }
  await card.getByRole('button', { name: 'Enable' }).click()
  await card.getByText('It is on.').waitFor()
  expect(await state()).toEqual([true])
  expect(await card.getByRole('button', { name: 'Enable' }).count()).toBe(0)
  await card.getByRole('link', { name: 'Open in the builder' }).click()
  await page.waitForURL(/\/automations\/edit\/?\?id=/)
  expectQuiet()
  await close()
})
