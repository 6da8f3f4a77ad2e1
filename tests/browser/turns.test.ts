import { openScriptedModel, type ScriptedModel } from '@atom/models/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { say } from '../harness/chat-box.ts'
import { type Person, person } from '../harness/person.ts'

let model: ScriptedModel
let ana: Person
const world = browserWorld(async () => {
  model = await openScriptedModel()
  return { env: { ATOM_MODEL_BASE_URL: model.url, ATOM_MODEL: 'scripted', ATOM_MODEL_API_KEY: 'sk-scripted' } }
})
beforeAll(async () => {
  ana = await person(world.server)
})
afterAll(() => model?.close())

/** An answer that stops after its first words until it is let go on. */
function heldAnswer() {
  const gate = Promise.withResolvers<void>()
  model.next({ text: 'Once upon a time', more: { when: gate.promise, text: ' there was a robot.' } })
  return gate.resolve
}
const whole = 'Once upon a time there was a robot.'
const messages = async (sessionId: string | null) => (await ana.api(`/api/chat/sessions/${sessionId}/messages`)).body.items
const sessionOf = (url: string) => new URL(url).searchParams.get('s')

describe('a turn that is being written', () => {
  test('is stopped by its button; what was written stays, and the conversation goes on', async () => {
    const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
    await page.goto('/')
    const goOn = heldAnswer()
    await say(page, 'tell me a story')
    await page.getByText('Once upon a time').waitFor()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByText('Stopped.').waitFor()
    goOn()
    expect((await messages(sessionOf(page.url()))).map((one: { status: string }) => one.status)).toEqual(['done', 'stopped'])

    await page.reload()
    await page.getByText('Stopped.').waitFor()
    await page.getByText('Once upon a time', { exact: true }).waitFor()
    model.next({ text: 'Hello again.' })
    await say(page, 'hello')
    await page.getByText('Hello again.').waitFor()
    expectQuiet()
    await close()
  })

  test('goes on when its tab is closed; opened again, nothing is lost and the rest is seen as it comes', async () => {
    const { page, context, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
    await page.goto('/')
    const goOn = heldAnswer()
    await say(page, 'tell me a story')
    await page.getByText('Once upon a time').waitFor()
    const address = page.url()
    await page.close()

    const again = await context.newPage()
    await again.goto(address)
    await again.getByText('Once upon a time', { exact: true }).waitFor()
    await again.getByRole('button', { name: 'Stop', exact: true }).waitFor()
    goOn()
    await again.getByText(whole).waitFor()
    await again.getByRole('button', { name: 'Send' }).waitFor()
    expectQuiet()
    await close()
  })

  test('ends without anybody there, and is whole when somebody comes', async () => {
    const first = await world.browser.open(world.server, { person: ana })
    await first.page.goto('/')
    const goOn = heldAnswer()
    await say(first.page, 'tell me a story')
    await first.page.getByText('Once upon a time').waitFor()
    const address = first.page.url()
    await first.close()
    goOn()
    await expect.poll(async () => (await messages(sessionOf(address))).at(-1).status).toBe('done')

    const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
    await page.goto(address)
    await page.getByText(whole).waitFor()
    expect(await page.getByText(whole).count()).toBe(1)
    expectQuiet()
    await close()
  })

  test('is watched by another tab and another browser, which may stop it', async () => {
    const first = await world.browser.open(world.server, { person: ana })
    await first.page.goto('/')
    const goOn = heldAnswer()
    await say(first.page, 'tell me a story')
    await first.page.getByText('Once upon a time').waitFor()
    const tab = await first.context.newPage()
    const second = await world.browser.open(world.server, { person: ana })
    for (const page of [tab, second.page]) {
      await page.goto(first.page.url())
      await page.getByText('Once upon a time', { exact: true }).waitFor()
    }
    goOn()
    for (const page of [first.page, tab, second.page]) await page.getByText(whole).waitFor()

    heldAnswer()
    await say(first.page, 'another one')
    await tab.getByText('another one', { exact: true }).last().waitFor()
    await second.page.getByRole('button', { name: 'Stop', exact: true }).click()
    for (const page of [first.page, tab, second.page]) await page.getByText('Stopped.').waitFor()
    first.expectQuiet()
    second.expectQuiet()
    await first.close()
    await second.close()
  })

  test('that a restart cut off says so in the open page, which comes back by itself', async () => {
    const { page, close } = await world.browser.open(world.server, { person: ana })
    await page.goto('/')
    heldAnswer()
    await say(page, 'tell me a story')
    await page.getByText('Once upon a time').waitFor()
    const { port } = new URL(world.server.url)
    await world.server.kill9()
    await page.getByText('ATOM is out of reach').waitFor()
    await world.server.restart({ ATOM_PORT: port })
    await page.getByText('ATOM is out of reach').waitFor({ state: 'detached', timeout: 20_000 })
    await page.getByText(/restart/).waitFor()
    expect(await page.getByText('Once upon a time', { exact: true }).count()).toBeLessThanOrEqual(1)

    await page.getByRole('link', { name: 'Tasks' }).click()
    await page.getByText('Nothing open').waitFor()
    await ana.invoke('tasks.create', { title: 'Made after the restart' })
    await page.getByText('Made after the restart').waitFor()
    await close()
  })
})

test('a page whose parts could not be fetched while ATOM was away is loaded anew, and is there', async () => {
  const { page, close } = await world.browser.open(world.server, { person: ana })
  const partsOf = async (path: string) =>
    new Set((await (await fetch(`${world.server.url}${path}`)).text()).match(/_next\/static\/chunks\/[\w.-]+\.js/g))
  const home = await partsOf('/')
  const own = [...(await partsOf('/contacts/'))].filter(part => !home.has(part))
  expect(own).not.toEqual([])
  for (const part of own) await page.route(`**/${part}`, route => route.abort())
  await page.goto('/')
  page.on('request', request => {
    if (request.isNavigationRequest()) void page.unrouteAll()
  })
  await page.getByRole('link', { name: 'Contacts' }).click()
  await page.getByText('No contacts yet').waitFor()
  await close()
})

test('a long conversation opens at its end, reads what came before when scrolled to, and asks for little more while it goes on', async () => {
  model.otherwise({ text: 'Yes.' })
  const { sessionId } = await ana.chat('question 1')
  for (let n = 2; n <= 30; n++) await ana.chat(`question ${n}`, sessionId)

  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  const asked: (string | null)[] = []
  page.on('request', request => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname.endsWith('/messages')) asked.push(searchParams.get('limit'))
  })
  await page.goto(`/?s=${sessionId}`)
  const log = page.getByRole('log')
  await log.getByText('question 30', { exact: true }).waitFor()
  expect(await log.getByText('question 10', { exact: true }).count()).toBe(0)
  // A few more where the stream of changes was opened after the first were read.
  expect(asked.filter(limit => limit !== '6')).toEqual(['40'])

  await say(page, 'question 31')
  await expect.poll(() => page.getByText('Yes.').count()).toBe(21)
  await page.getByRole('button', { name: 'Send' }).waitFor()
  expect(asked.slice(1).filter(limit => limit !== '6')).toEqual([])

  const eleventh = log.getByText('question 11', { exact: true })
  await log.evaluate(box => box.scrollTo(0, 0))
  await log.getByText('question 1', { exact: true }).waitFor({ state: 'attached' })
  expect(asked.filter(limit => limit === '40')).toHaveLength(2)
  // What was at the top of the screen stands there still.
  expect(await eleventh.evaluate(element => element.getBoundingClientRect().top)).toBeGreaterThan(0)
  await log.evaluate(box => box.scrollTo(0, 0))
  expect(await log.getByText(/^question \d+$/).allTextContents()).toEqual(Array.from({ length: 31 }, (_, at) => `question ${at + 1}`))
  expectQuiet()
  await close()
})
