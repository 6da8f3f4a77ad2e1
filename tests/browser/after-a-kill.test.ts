import { test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { say } from '../harness/chat-box.ts'
import { person } from '../harness/person.ts'

const world = browserWorld()

test('after kill -9 the conversation is there, its open question is answered by a button, and what was done can be undone', async () => {
  const { page, expectQuiet } = await world.browser.open(world.server, { person: await person(world.server) })
  await page.goto('/')
  await say(page, 'remind me tomorrow at 3pm to send Dana the Q3 report')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await say(page, 'delete the Q3 report reminder')
  await page.getByText('Say yes or no.').waitFor()
  const { search } = new URL(page.url())
  await page.goto('about:blank')
  await world.server.kill9()
  await world.server.restart()

  await page.goto(`${world.server.url}/${search}`)
  const question = page.getByRole('region', { name: /delete/i })
  await question.getByText('Delete the reminder “send Dana the Q3 report”?', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Deleted').first().waitFor()
  await say(page, 'undo')
  await page.getByText('Undone').first().waitFor()
  await page.goto(`${world.server.url}/reminders`)
  await page.getByText('send Dana the Q3 report').first().waitFor()
  expectQuiet()
})
