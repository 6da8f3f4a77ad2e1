import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { type Person, person } from '../harness/person.ts'

const world = browserWorld()

const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`)
const aside = (page: Page) => page.getByRole('complementary', { name: 'Step' })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: 'Draft saved' }).waitFor()

/** Finds a step in the picker that is open, and takes it. */
async function pick(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Find a step' }).fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Find a step' }).waitFor({ state: 'detached' })
}

async function automation(who: Person, name: string, graph: object): Promise<{ id: string; webhookUrl?: string }> {
  const made = await who.api('/api/workflows', { body: { name, graph, draft: true } })
  expect(made.status).toBe(201)
  return made.body
}
const draftOf = async (who: Person, id: string) => (await who.api(`/api/workflows/${id}`)).body

/** Waits until it is so; a machine busy with other tests answers late. */
const poll = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 })

const chain = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : ids[at - 1], to: id }))
const set = (id: string, input: object = {}) => ({ id, type: 'set', input })

test('a person builds a webhook with a branch and a note from nothing, publishes it, calls it, and sees the run drawn', async () => {
  const ana = await person(world.server)
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/automations')
  await page.getByText('Nothing runs by itself yet').waitFor()
  await page.getByRole('button', { name: 'New automation' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Begin from nothing' }).click()
  await page.waitForURL(/\/automations\/edit\/?\?id=/)
  const id = new URL(page.url()).searchParams.get('id') as string

  await step(page, 'trigger').click()
  await aside(page).getByLabel('It starts').selectOption({ label: 'Webhook' })
  await aside(page).getByLabel('Path').fill('orders')
  await aside(page).getByLabel('Respond').selectOption({ label: 'Node' })

  await page.getByRole('button', { name: 'Add a step after Webhook' }).click()
  await pick(page, 'if')
  await aside(page).getByRole('combobox', { name: 'Condition' }).fill('{{ event.body.amount > 100 }}')
  await page.getByRole('button', { name: 'Add a step after If, true' }).click()
  await pick(page, 'write a note')
  await aside(page).getByRole('combobox', { name: 'Body' }).fill('From {{ event.body.customer }}')
  await page.getByRole('button', { name: 'Add a step after Write a note' }).click()
  await pick(page, 'respond')
  await aside(page).getByRole('combobox', { name: 'Body' }).fill('noted')
  await page.getByRole('button', { name: 'Add a step after If, false' }).click()
  await pick(page, 'respond')
  await aside(page).getByRole('combobox', { name: 'Body' }).fill('small')

  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Live: New automation, version 1').waitFor()
  const { graph, webhookUrl } = await draftOf(ana, id)
  expect({ ...graph, layout: undefined }).toEqual({
    trigger: { type: 'webhook', path: 'orders', methods: ['POST'], respond: 'node' },
    nodes: [
      { id: 'if', type: 'if', condition: '{{ event.body.amount > 100 }}' },
      { id: 'writeANote', type: 'skill', skill: 'notes.create', input: { body: 'From {{ event.body.customer }}' } },
      { id: 'respond', type: 'respond', body: 'noted' },
      { id: 'respond2', type: 'respond', body: 'small' },
    ],
    edges: [
      { from: 'trigger', to: 'if' },
      { from: 'if', port: 'true', to: 'writeANote' },
      { from: 'writeANote', to: 'respond' },
      { from: 'if', port: 'false', to: 'respond2' },
    ],
  })

  const hook = new URL(webhookUrl).pathname
  expect(await world.server.request(hook, { body: { amount: 240, customer: 'Acme' } })).toMatchObject({ status: 200, body: 'noted' })
  expect(await world.server.request(hook, { body: { amount: 40, customer: 'Globex' } })).toMatchObject({ status: 200, body: 'small' })
  expect((await ana.api('/api/notes')).body.items.map((note: { body: string }) => note.body)).toEqual(['From Acme'])

  await page.getByRole('link', { name: 'Its runs' }).click()
  await page.getByRole('list', { name: 'Runs' }).getByRole('link').last().click()
  await step(page, 'writeANote').and(page.locator('[data-status=succeeded]')).waitFor()
  const drawn = page.locator('[data-step][data-status=succeeded]')
  const names = await Promise.all((await drawn.all()).map(one => one.getAttribute('data-step')))
  expect(names.sort()).toEqual(['if', 'respond', 'writeANote'])
  await step(page, 'writeANote').click()
  await aside(page).getByRole('region', { name: 'Input' }).getByText('"body": "From Acme"').waitFor()
  await page.getByText('Timeline').click()
  expect(await page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').count()).toBe(3)
  expectQuiet()
  await close()
})

test('what was done is undone and done again, steps are copied, and the draft follows', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Copies', { trigger: { type: 'manual' }, nodes: [set('one', { a: 1 })], edges: chain('one') })
  const { page, context, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/automations/edit?id=${id}`)
  await step(page, 'one').click()
  await page.keyboard.press('Control+c')
  await page.getByText('Copied').waitFor()
  await page.keyboard.press('Control+v')
  await step(page, 'one2').waitFor()
  await page.keyboard.press('Delete')
  await step(page, 'one2').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await step(page, 'one2').waitFor()
  await page.keyboard.press('Control+z')
  await step(page, 'one2').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+y')
  await step(page, 'one2').waitFor()
  await poll(async () => (await draftOf(ana, id)).graph.nodes).toEqual([set('one', { a: 1 }), set('one2', { a: 1 })])
  expectQuiet()
  await close()
})

test('steps are dragged, joined by an arrow, and another is put into it', async () => {
  const ana = await person(world.server)
  const layout = { trigger: { x: 0, y: 0 }, one: { x: 0, y: 160 }, two: { x: 320, y: 320 } }
  const { id } = await automation(ana, 'Dragged', {
    trigger: { type: 'manual' },
    nodes: [set('one'), set('two')],
    edges: chain('one'),
    layout,
  })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  const middle = async (locator: Locator) => {
    const box = await locator.boundingBox()
    if (!box) throw new Error('It is not on the screen.')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
    await page.mouse.move(to.x, to.y, { steps: 5 })
    await page.mouse.up()
  }
  await step(page, 'two').waitFor()
  const top = step(page, 'two').locator('.react-flow__handle-top')
  await drag(await middle(step(page, 'one').locator('.react-flow__handle-bottom')), await middle(top))
  await poll(async () => (await draftOf(ana, id)).graph.edges).toEqual([...chain('one'), { from: 'one', to: 'two' }])

  const at = await middle(step(page, 'two'))
  await drag(at, { x: at.x - 100, y: at.y })
  await poll(async () => (await draftOf(ana, id)).graph.layout.two.x).toBeLessThan(320)
  await page.keyboard.press('Control+z')
  await poll(async () => (await draftOf(ana, id)).graph.layout).toEqual(layout)

  await page.getByRole('button', { name: 'Put a step between one and two' }).click()
  await pick(page, 'wait')
  await expect
    .poll(async () => (await draftOf(ana, id)).graph.edges)
    .toEqual([...chain('one'), { from: 'one', to: 'wait' }, { from: 'wait', to: 'two' }])
  expectQuiet()
  await close()
})

test('an error stands on its step, in its field and in the list before publishing, until it is put right', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Wrong', {
    trigger: { type: 'manual' },
    nodes: [{ id: 'task', type: 'skill', skill: 'tasks.create', input: { title: '{{ steps.nobody.output }}' } }],
    edges: chain('task'),
  })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  const message = 'There is no step called “nobody” before this one.'
  await step(page, 'task').getByRole('img', { name: message }).waitFor()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: message }).click()
  await aside(page).getByText(message).waitFor()
  await aside(page).getByRole('combobox', { name: 'Title' }).fill('Water {{ vars.plant }}')
  await step(page, 'task').getByRole('img', { name: message }).waitFor({ state: 'detached' })
  // What may be put right later is said, and keeps nothing back.
  const caution = 'There is no variable “plant” yet. Add it in the settings before this runs.'
  await step(page, 'task').getByRole('img', { name: caution }).waitFor()
  await aside(page).getByText(caution).waitFor()
  await saved(page)
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Live: Wrong, version 1').waitFor()
  expectQuiet()
  await close()
})

test('an expression is completed from the last run', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Completed', {
    trigger: { type: 'manual' },
    nodes: [set('first', { total: 42, currency: 'EUR' }), set('second', { said: '' })],
    edges: chain('first', 'second'),
  })
  const tried = await ana.api(`/api/workflows/${id}/try`, { body: { event: { who: 'Dana' } } })
  await poll(async () => (await ana.api(`/api/runs/${tried.body.runId}`)).body.status).toBe('succeeded')
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await step(page, 'second').click()
  const field = aside(page).getByRole('combobox', { name: 'said' })
  await field.click()
  await field.pressSequentially('{{ste')
  await page.getByRole('option', { name: 'steps' }).waitFor()
  await page.keyboard.press('Enter')
  await field.pressSequentially('.first.output.t')
  await page.getByRole('option', { name: 'total 42' }).waitFor()
  await page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe('{{ steps.first.output.total }}')
  await saved(page)
  await poll(async () => (await draftOf(ana, id)).graph.nodes[1].input).toEqual({ said: '{{ steps.first.output.total }}' })
  expectQuiet()
  await close()
})

test('the draft somebody else changed is not overwritten: theirs is loaded, or mine kept', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Two of us', { trigger: { type: 'manual' }, nodes: [set('one')], edges: chain('one') })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await step(page, 'one').waitFor()
  const { graph } = await draftOf(ana, id)
  await ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: { ...graph, nodes: [set('theirs')], edges: chain('theirs') } } })
  await page.getByText('This draft was changed in another window or by somebody else.').waitFor()
  expect(await step(page, 'one').count()).toBe(1)
  await page.getByRole('button', { name: 'Load theirs' }).click()
  await step(page, 'theirs').waitFor()
  await step(page, 'theirs').click()
  await aside(page).getByLabel('Title').fill('Mine again')
  await saved(page)
  await poll(async () => (await draftOf(ana, id)).graph.nodes[0].title).toBe('Mine again')
  expectQuiet()
  await close()
})

test('the inside of a loop is opened, filled, and left again', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Loop', {
    trigger: { type: 'manual' },
    nodes: [{ id: 'each', type: 'forEach', items: [1, 2], graph: { nodes: [], edges: [] } }],
    edges: chain('each'),
  })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto(`/automations/edit?id=${id}`)
  await step(page, 'each').click()
  await aside(page).getByRole('button', { name: 'Open and add the first' }).click()
  await page.getByText('Inside For each').waitFor()
  await pick(page, 'if')
  const missing = 'Write what must be true, such as event.amount > 100.'
  await aside(page).getByText(missing).waitFor()
  await page.getByRole('button', { name: 'All steps' }).click()
  await step(page, 'each')
    .getByRole('img', { name: `Inside, “If”: ${missing}` })
    .waitFor()
  await step(page, 'each').dblclick()
  await step(page, 'if').click()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Add the first step' }).click()
  await pick(page, 'set values')
  await aside(page).getByRole('button', { name: 'Add a value' }).click()
  await aside(page).getByLabel('Name', { exact: true }).fill('double')
  await aside(page).getByRole('combobox', { name: 'double' }).fill('{{ item * 2 }}')
  await saved(page)
  await page.getByRole('button', { name: 'All steps' }).click()
  await step(page, 'each').getByRole('img', { name: '1 steps inside' }).waitFor()
  await page.getByRole('button', { name: 'Try' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
  await step(page, 'each').and(page.locator('[data-status=succeeded]')).waitFor()
  await page.getByRole('link', { name: 'Look at this run' }).click()
  await step(page, 'each').dblclick()
  await page.getByLabel('Pass', { exact: true }).selectOption({ label: '2, succeeded' })
  await step(page, 'setValues').click()
  await aside(page).getByRole('region', { name: 'Output' }).getByText('"double": 4').waitFor()
  expectQuiet()
  await close()
})

test('a run that failed opens on what failed, is retried from there, replayed, and forked with another input', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Fails', {
    trigger: { type: 'manual' },
    nodes: [set('fine', { ok: true }), { id: 'broken', type: 'stop', message: 'No stock left' }],
    edges: chain('fine', 'broken'),
  })
  await ana.api(`/api/workflows/${id}/publish`, { body: {} })
  const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: {} })).body
  await poll(async () => (await ana.api(`/api/runs/${runId}`)).body.status).toBe('failed')
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/automations/runs')
  await page.getByLabel('State').selectOption({ label: 'Failed' })
  await page.waitForURL(/status=failed/)
  await page.getByLabel('Words of the error').fill('no stock')
  await page.getByRole('link', { name: /Fails/ }).click()
  await aside(page).getByText('No stock left', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Retry from there' }).click()
  await page.getByRole('radio', { name: 'Attempt 2' }).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Replay' }).click()
  await page.waitForURL(url => url.searchParams.get('id') !== runId)
  await page.getByRole('link', { name: 'again after another' }).waitFor()
  expect((await ana.api('/api/runs')).body.items.length).toBe(2)

  await step(page, 'broken').click()
  await aside(page).getByRole('button', { name: 'Fork from here' }).click()
  await page.getByRole('dialog').getByLabel('What the step is given').fill('{ "message": "Still none" }')
  await page.getByRole('dialog').getByRole('button', { name: 'Fork' }).click()
  await aside(page).getByText('Still none', { exact: true }).waitFor()
  const [forked] = (await ana.api('/api/runs')).body.items
  expect(forked).toMatchObject({ status: 'failed', error: { message: 'Still none', node: 'broken' } })
  expectQuiet()
  await close()
})

test('a run is paused, resumed and cancelled while it is watched', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Waits', {
    trigger: { type: 'manual' },
    nodes: [{ id: 'pause', type: 'wait', duration: '1h' }],
    edges: chain('pause'),
  })
  await ana.api(`/api/workflows/${id}/publish`, { body: {} })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/automations')
  await page.getByRole('button', { name: 'Run Waits now' }).click()
  await page.waitForURL(/\/automations\/run\/?\?id=/)
  const state = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()
  await state('Waiting')
  await page.getByRole('button', { name: 'Pause' }).click()
  await state('Paused')
  await page.getByRole('button', { name: 'Resume' }).click()
  await state('Waiting')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await state('Cancelled')
  expectQuiet()
  await close()
})

test('the list: paused and live, copied, deleted and brought back', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Nightly', {
    trigger: { type: 'webhook', path: 'nightly' },
    nodes: [set('one')],
    edges: chain('one'),
  })
  await ana.api(`/api/workflows/${id}/publish`, { body: {} })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/automations')
  await page.getByText('Live', { exact: true }).click()
  await page.getByText('Paused: Nightly').waitFor()
  expect((await draftOf(ana, id)).enabled).toBe(false)
  await page.getByRole('button', { name: 'More for Nightly' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.getByText('Nightly (copy)', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'More for Nightly', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('Deleted: Nightly').waitFor()
  await page.getByText('Nightly', { exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('status').filter({ hasText: 'Deleted: Nightly' }).getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Nightly', { exact: true }).waitFor()
  expectQuiet()
  await close()
})

test('at 390 px an automation is a list of steps to be read, opened and added to', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'On the phone', {
    trigger: { type: 'manual' },
    nodes: [
      { id: 'choice', type: 'if', condition: '{{ event.big }}' },
      set('yes', { a: 1 }),
      { id: 'no', type: 'stop', message: 'Too small' },
    ],
    edges: [
      { from: 'trigger', to: 'choice' },
      { from: 'choice', port: 'true', to: 'yes' },
      { from: 'choice', port: 'false', to: 'no' },
    ],
  })
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana, viewport: { width: 390, height: 844 } })
  await page.goto(`/automations/edit?id=${id}`)
  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await poll(() => steps.allInnerTexts()).toHaveLength(4)
  expect((await steps.allInnerTexts()).map(text => text.replace(/\n+/g, ' | '))).toEqual([
    'By hand | Somebody runs it',
    'If | event.big',
    'After “If” true | Set values | a',
    'After “If” false | Stop with an error | Too small',
  ])
  expect(await page.locator('.react-flow').count()).toBe(0)
  await page.getByRole('button', { name: /^Set values/ }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('Keep it')
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: /^Keep it/ }).waitFor()
  await page.getByRole('main').getByRole('button', { name: 'Add a step' }).last().click()
  await pick(page, 'wait')
  await page.getByRole('dialog').getByRole('heading', { name: 'Wait' }).waitFor()
  await expect
    .poll(async () => (await draftOf(ana, id)).graph.nodes.map((node: { id: string }) => node.id))
    .toEqual(['choice', 'yes', 'no', 'wait'])
  expectQuiet()
  await close()
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
async function findings(page: Page): Promise<string[]> {
  await page.evaluate('document.fonts.ready.then(() => true)')
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter(one => one.effect.getTiming().iterations !== Infinity).map(one => one.finished)).then(() => true)',
  )
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is put into the page as text
    const { violations } = await (globalThis as any).axe.run()
    return violations
      .filter((found: { impact: string }) => found.impact === 'serious' || found.impact === 'critical')
      .map((found: { id: string; nodes: { html: string }[] }) => `${found.id}: ${found.nodes[0]?.html.slice(0, 300)}`)
  })
}

test('the list, the builder and runs have no serious axe finding and fit their width, light and dark, large and small', async () => {
  const ana = await person(world.server)
  const { id } = await automation(ana, 'Looked at', {
    trigger: { type: 'webhook', path: 'looked-at' },
    nodes: [set('one', { a: '{{ event.body.a }}' }), { id: 'two', type: 'if', condition: '' }],
    edges: chain('one', 'two'),
    notes: [{ id: 'note1', text: 'Ask **Dana**', x: -320, y: 0 }],
  })
  const { id: run } = await automation(ana, 'Ran', { trigger: { type: 'manual' }, nodes: [set('one', { a: 1 })], edges: chain('one') })
  const { runId } = (await ana.api(`/api/workflows/${run}/try`, { body: {} })).body
  await poll(async () => (await ana.api(`/api/runs/${runId}`)).body.status).toBe('succeeded')
  const found: Record<string, string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      const { page, expectQuiet, close } = await world.browser.open(world.server, {
        person: ana,
        colorScheme,
        viewport: { width, height: 844 },
      })
      const look = async (name: string) => {
        const wide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
        const wrong = [...(await findings(page)), ...(wide > 0 ? [`${wide} px too wide`] : [])]
        if (wrong.length > 0) found[`${name}, ${colorScheme}, ${width} px`] = wrong
      }
      await page.goto('/automations')
      await page.getByText('Looked at').waitFor()
      await look('list')
      await page.getByRole('button', { name: 'New automation' }).click()
      await page.getByText('Watch a website').waitFor()
      await look('templates')
      await page.goto('/automations/runs')
      await page.getByRole('link', { name: /Ran/ }).waitFor()
      await look('runs')
      await page.goto(`/automations/edit?id=${id}`)
      await page.getByText('Set values').first().waitFor()
      await look('builder')
      await page.getByText('Set values').first().click()
      await page.getByRole('combobox', { name: 'a', exact: true }).waitFor()
      await look('step')
      if (width < 500) await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
      await page.keyboard.press('n')
      await page.getByRole('combobox', { name: 'Find a step' }).waitFor()
      await look('picker')
      await page.goto(`/automations/run?id=${runId}`)
      await page.getByText('Set values').first().click()
      await page.getByRole('region', { name: 'Output' }).waitFor()
      await look('run')
      expectQuiet()
      await close()
    }
  expect(found).toEqual({})
}, 180_000)
