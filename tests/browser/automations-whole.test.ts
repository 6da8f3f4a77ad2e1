import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { type Person, person } from '../harness/person.ts'

const world = browserWorld()

const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`)
const aside = (page: Page) => page.getByRole('complementary', { name: 'Step' })
const set = (id: string, input: object = {}) => ({ id, type: 'set', input })
const chain = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : ids[at - 1], to: id }))
const draftOf = async (who: Person, id: string) => (await who.api(`/api/workflows/${id}`)).body
/** Waits until it is so; a machine busy with other tests answers late. */
const poll = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 })

async function automation(who: Person, name: string, graph: object): Promise<string> {
  const made = await who.api('/api/workflows', { body: { name, graph, draft: true } })
  expect(made.status).toBe(201)
  return made.body.id
}

test('the settings of an automation: a wrong one is said in its field and not saved, the rest is', async () => {
  const ana = await person(world.server)
  const other = await automation(ana, 'Tell me', { trigger: { type: 'manual' }, nodes: [set('one')], edges: chain('one') })
  const id = await automation(ana, 'Set up', { trigger: { type: 'manual' }, nodes: [set('one')], edges: chain('one') })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await page.getByRole('button', { name: 'Settings of this automation' }).click()
  const panel = page.getByRole('dialog', { name: 'Settings' })
  const settings = async () => (await draftOf(ana, id)).graph.settings
  await panel.getByLabel('Runs at the same time').fill('2')
  await panel.getByLabel('When one more comes').selectOption({ label: 'it is left out' })
  await panel.getByLabel('When a run fails, start').selectOption({ label: 'Tell me' })
  await panel.getByLabel('A run may take').fill('soon')
  await panel.getByText('Expected a length of time such as 30s, 5m, 2h, 1d or PT1H30M, at most a year.').waitFor()
  await poll(settings).toEqual({ concurrency: { policy: 'skip', limit: 2 }, errorWorkflow: other })
  await panel.getByLabel('A run may take').fill('2h')
  await panel.getByLabel('Keep ended runs for, in days').fill('7')
  await panel.getByLabel('Priority').selectOption({ label: 'High: before the others' })
  await poll(settings).toEqual({
    concurrency: { policy: 'skip', limit: 2 },
    errorWorkflow: other,
    timeout: '2h',
    retentionDays: 7,
    priority: 'high',
  })
  expectQuiet()
  await close()
})

test('calls to a webhook are listed with their answers, and one that came is taken again', async () => {
  const ana = await person(world.server)
  const id = await automation(ana, 'Orders', {
    trigger: { type: 'webhook', path: 'calls', auth: { type: 'token', header: 'x-key', secret: 'open sesame' } },
    nodes: [set('one', { amount: '{{ event.body.amount }}' })],
    edges: chain('one'),
  })
  const hook = new URL((await ana.api(`/api/workflows/${id}/publish`, { body: {} })).body.webhookUrl).pathname
  const call = (headers: Record<string, string>) => world.server.request(hook, { body: { amount: 7 }, headers })
  expect([(await call({})).status, (await call({ 'x-key': 'open sesame' })).status]).toEqual([401, 202])
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await step(page, 'trigger').click()
  expect(await aside(page).getByLabel('Line for a terminal', { exact: true }).inputValue()).toContain(`${hook}' -H "x-key: $SECRET"`)
  await aside(page).getByRole('tab', { name: 'Calls' }).click()
  const calls = aside(page).getByRole('list', { name: 'Calls' }).getByRole('listitem')
  await poll(async () => (await calls.allInnerTexts()).map(text => text.split('\n')[0])).toEqual(['202', '401'])
  await calls.nth(1).getByText('The secret or the signature was wrong').waitFor()
  expect(await calls.nth(1).getByRole('button').count()).toBe(0)
  await calls.nth(0).getByRole('button', { name: 'Replay' }).click()
  await page.getByText('Taken again').waitFor()
  await poll(async () => (await ana.api(`/api/runs?workflow=${id}`)).body.items.length).toBe(2)
  const [again] = (await ana.api(`/api/runs?workflow=${id}`)).body.items
  await poll(async () => (await ana.api(`/api/runs/${again.id}/steps`)).body.items[0]?.output).toEqual({ amount: 7 })
  expectQuiet()
  await close()
})

test('a step is tested with what is pinned to the one before it, and a run knows nothing of the pin', async () => {
  const ana = await person(world.server)
  const id = await automation(ana, 'Pinned', {
    trigger: { type: 'manual' },
    nodes: [set('price', { net: 10 }), set('double', { twice: '{{ steps.price.output.net * 2 }}' })],
    edges: chain('price', 'double'),
  })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await step(page, 'price').click()
  await aside(page).getByRole('tab', { name: 'Test' }).click()
  await aside(page).getByLabel('Pinned output').fill('{ "net": 21 ')
  await aside(page).getByText('This is no JSON yet').waitFor()
  await aside(page).getByLabel('Pinned output').fill('{ "net": 21 }')
  await step(page, 'price').getByRole('img', { name: 'Pinned for tests' }).waitFor()
  await page.reload()
  await step(page, 'price').getByRole('img', { name: 'Pinned for tests' }).waitFor()
  await step(page, 'double').click()
  await aside(page).getByRole('tab', { name: 'Test' }).click()
  await aside(page).getByRole('button', { name: 'Test this step' }).click()
  await aside(page).getByRole('region', { name: 'Output of the test' }).getByText('"twice": 42').waitFor()
  expect((await ana.api(`/api/runs?workflow=${id}`)).body.items).toEqual([])
  const { runId } = (await ana.api(`/api/workflows/${id}/try`, { body: {} })).body
  await poll(async () => (await ana.api(`/api/runs/${runId}/steps`)).body.items[1]?.output).toEqual({ twice: 20 })
  expectQuiet()
  await close()
})

test('an automation goes out as a file and comes back by being dropped; what is no automation is told apart', async () => {
  const ana = await person(world.server)
  const id = await automation(ana, 'Travels', { trigger: { type: 'manual' }, nodes: [set('one', { a: 1 })], edges: chain('one') })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await page.getByRole('button', { name: 'More for Travels' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as a file' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('travels.yaml')
  const text = readFileSync((await download.path()) as string, 'utf8')
  expect(text.split('\n')[0]).toBe('format: atom/1')

  await page.goto('/automations')
  await page.getByText('Travels', { exact: true }).waitFor()
  const files = [
    { name: 'travels.yaml', text },
    { name: 'arrives.yaml', text: text.replace('name: Travels', 'name: Arrives').replace('a: 1', 'a: 2') },
    { name: 'shopping.yaml', text: 'milk: 2\n' },
  ]
  // The refused file leaves its 400 in the console.
  expectQuiet()
  // A drop as the browser makes it of files from outside; playwright has none.
  await page.evaluate(`{
    const data = new DataTransfer()
    for (const { name, text } of ${JSON.stringify(files)}) data.items.add(new File([text], name))
    const target = document.querySelector('main ul, main [role=list]')
    for (const type of ['dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
  }`)
  const told = page.getByRole('dialog').getByRole('list', { name: 'Files' }).getByRole('listitem')
  await told.nth(2).waitFor()
  const lines = (await told.allInnerTexts()).map(one => one.split('\n').filter(Boolean).slice(0, 2))
  expect(lines).toEqual([
    ['Travels', 'It is here already and says the same.'],
    ['Arrives', 'Added as a draft.'],
    ['shopping.yaml', expect.stringContaining('its first line must be “format: atom/1”')],
  ])
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('list', { name: 'Automations' }).getByText('Arrives', { exact: true }).waitFor()
  const all = (await ana.api('/api/workflows')).body.items.map((one: { name: string }) => one.name)
  expect(all.sort()).toEqual(['Arrives', 'Travels'])
  await close()
})

test('versions are compared with the draft field by field, and an old one goes live again', async () => {
  const ana = await person(world.server)
  const graph = (amount: number) => ({ trigger: { type: 'manual' }, nodes: [set('one', { amount })], edges: chain('one') })
  const id = await automation(ana, 'Twice', graph(1))
  await ana.api(`/api/workflows/${id}/publish`, { body: {} })
  await ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: graph(2) } })
  await ana.api(`/api/workflows/${id}/publish`, { body: {} })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await page.getByRole('button', { name: 'Versions', exact: true }).click()
  await page.getByRole('button', { name: 'Compare version 1 with the draft' }).click()
  const differs = page.getByRole('list', { name: 'What the draft has other than version 1' })
  await differs.getByLabel('Before: 1').waitFor()
  await differs.getByLabel('Now: 2').waitFor()
  await page.getByRole('button', { name: 'Roll back to version 1' }).click()
  await page.getByRole('button', { name: 'Roll back', exact: true }).click()
  await page.getByText('Version 1 is live again, as version 3').waitFor()
  const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: {} })).body
  await poll(async () => (await ana.api(`/api/runs/${runId}/steps`)).body.items[0]?.output).toEqual({ amount: 1 })
  expectQuiet()
  await close()
})
