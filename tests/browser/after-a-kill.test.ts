import { afterAll, beforeAll, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../harness/browser.ts'
import { say } from '../harness/chat-box.ts'
import { person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'

let server: Server
let browser: TestBrowser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('after kill -9 the conversation is there, its open question is answered by a button, and what was done can be undone', async () => {
  const { page, expectQuiet } = await browser.open(server, { person: await person(server) })
  await page.goto('/')
  await say(page, 'remind me tomorrow at 3pm to send Dana the Q3 report')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await say(page, 'delete the Q3 report reminder')
  await page.getByText('Shall I?').waitFor()
  const { search } = new URL(page.url())
  await page.goto('about:blank')
  await server.kill9()
  await server.restart()

  await page.goto(`${server.url}/${search}`)
  const question = page.getByRole('region', { name: /delete/i })
  await question.getByText('send Dana the Q3 report').waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Deleted').first().waitFor()
  await say(page, 'undo')
  await page.getByText('Undone').first().waitFor()
  await page.goto(`${server.url}/reminders`)
  await page.getByText('send Dana the Q3 report').first().waitFor()
  expectQuiet()
})
