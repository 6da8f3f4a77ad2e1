import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { type Person, person } from '../harness/person.ts'

const world = browserWorld()
const sentence = 'You are a viewer: you may look, not change anything.'

/** Names of controls that write, wherever they stand. */
const writes =
  /^(New|Add|Create|Change|Delete|Remove|Revoke|Publish|Try|Run|Replay|Retry|Cancel|Pause|Resume|Fork|Duplicate|Save|Invite|Make a link|Undo|Redo|Tidy|Move|Complete|Dismiss|Set |Enable|Bring back|Begin|Upload|Remember|Forget|Read again|Try)/

const controls = ['main', '[role=dialog]']
  .flatMap(place => ['button', 'input', 'textarea', 'select'].map(kind => `${place} ${kind}`))
  .join()

/** The names of what could be used in the page or in what stands over it. */
const usable = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll(${JSON.stringify(controls)})]
    .filter(one => !one.matches(':disabled, [readonly]') && (one.offsetParent !== null || one.matches('[type=checkbox]')))
    .map(one => one.ariaLabel ?? one.labels?.[0]?.textContent ?? one.textContent ?? '')`)

const joins = async (owner: Person, name: string, role: string) => {
  const invited = await owner.api('/api/invitations', { body: { role } })
  return person(world.server, name, invited.body.token)
}

test('a viewer sees every page and no control on it that would be refused; the chat takes questions and refuses the rest in words', {
  timeout: 180_000,
}, async () => {
  const ana = await person(world.server)
  const vic = await joins(ana, 'Vic Viewer', 'viewer')
  const make = async (path: string, body: object): Promise<string> => (await ana.api(path, { body })).body.id
  const task = await make('/api/tasks', { title: 'Send the report' })
  const note = await make('/api/notes', { title: 'Keys', body: 'The spare key is with Dana.' })
  const contact = await make('/api/contacts', { name: 'Dana Cole' })
  const event = await make('/api/calendar/events', { title: 'Lunch', start: '2026-11-27T12:00' })
  await make('/api/reminders', { title: 'Take the cake out', due: '2999-01-01T10:00' })
  const graph = {
    trigger: { type: 'manual' },
    nodes: [{ id: 'note', type: 'skill', skill: 'notes.create', input: { body: 'x' } }],
    edges: [{ from: 'trigger', to: 'note' }],
  }
  const flow = await make('/api/workflows', { name: 'Daily note', graph })
  await ana.api(`/api/workflows/${flow}/publish`, { body: {} })
  const { runId } = (await ana.api(`/api/workflows/${flow}/run`, { body: {} })).body
  await ana.api('/api/variables', { body: { name: 'rate', value: '7' } })

  const form = new FormData()
  form.append('file', new Blob(['No shoes indoors.']), 'Rules.txt')
  await ana.api('/api/files', { body: form })

  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: vic })
  const looks: [path: string, shows: string, says?: false][] = [
    ['/tasks', 'Send the report'],
    [`/tasks?task=${task}`, 'Subtasks'],
    ['/calendar?day=2026-11-27', 'Lunch'],
    [`/calendar?day=2026-11-27&event=${event}`, 'All day'],
    [`/notes?note=${note}`, 'The spare key is with Dana.'],
    ['/contacts', 'Dana Cole'],
    [`/contacts?contact=${contact}`, 'Company'],
    ['/reminders', 'Take the cake out'],
    ['/automations', 'Daily note'],
    [`/automations/edit?id=${flow}`, 'By hand'],
    [`/automations/run?id=${runId}`, 'By hand', false],
    ['/automations/runs', 'Daily note', false],
    ['/approvals', 'Nothing waits for you', false],
    ['/files', 'Rules.txt'],
    ['/files?view=sources', '0 documents'],
    ['/search', 'Memory is turned off here', false],
    ['/settings?tab=memory', 'Nothing yet'],
    ['/settings?tab=variables', 'rate'],
    ['/settings?tab=models', 'Owners and admins choose them.', false],
    ['/settings?tab=people', 'Ana Reyes', false],
  ]
  const found: string[] = []
  for (const [path, shows, says = true] of looks) {
    await page.goto(path)
    await page.getByText(shows).locator('visible=true').first().waitFor()
    if (says) await page.getByText(sentence).locator('visible=true').first().waitFor()
    for (const name of await usable(page)) if (writes.test(name.trim())) found.push(`${path}: ${name}`)
  }
  expect(found).toEqual([])

  await page.goto(`/tasks?task=${task}`)
  expect(await page.getByRole('dialog').getByLabel('Title').isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await page.goto('/contacts')
  await page.getByText('Dana Cole').first().waitFor()
  await page.keyboard.press('n')
  expect(page.url()).not.toContain('contact=new')

  await page.goto('/')
  const box = page.getByPlaceholder('Say what you want done')
  await box.fill('add a task: paint the fence')
  await box.press('Enter')
  await page
    .getByText(/viewer/i)
    .locator('visible=true')
    .first()
    .waitFor()
  expect((await ana.api('/api/tasks?filter=all')).body.items.map(({ title }: { title: string }) => title)).toEqual(['Send the report'])
  expectQuiet()
  await close()
})

test('an invitation that is worth nothing is told before anything is typed; a good one says where it leads', async () => {
  const ana = await person(world.server)
  const { body: invited } = await ana.api('/api/invitations', { body: { role: 'viewer', email: 'only.she@example.com' } })
  const { page, expectQuiet, close } = await world.browser.open(world.server)
  await page.goto('/sign-up?invitation=made-up')
  await page.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  await page.goto(`/sign-up?invitation=${invited.token}`)
  await page.getByText('You are invited into “Ana Reyes’s workspace”.').waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe('only.she@example.com')
  expectQuiet()
  await close()
})

test('an owner makes somebody a member, gives them a link for a new password and removes them; their page shows the door', {
  timeout: 120_000,
}, async () => {
  const ana = await person(world.server)
  const max = await joins(ana, 'Max Minder', 'viewer')
  const owner = await world.browser.open(world.server, { person: ana })
  const theirs = await world.browser.open(world.server, { person: max })
  await theirs.page.goto('/tasks')
  await theirs.page.getByText(sentence).waitFor()
  await owner.page.goto('/settings?tab=people')
  await owner.page.getByLabel('Role of Max Minder').selectOption('member')
  await theirs.page.getByRole('button', { name: 'New task' }).waitFor()

  await owner.page.getByRole('button', { name: 'More for Max Minder' }).click()
  await owner.page.getByRole('menuitem', { name: 'Link for a new password' }).click()
  const link = await owner.page.getByLabel('Link for a new password').inputValue()
  const visitor = await world.browser.open(world.server)
  await visitor.page.goto(link)
  await visitor.page.getByLabel('New password').fill('a fresh long password')
  await visitor.page.getByRole('button', { name: 'Set password' }).click()
  await visitor.page.getByRole('heading', { name: 'Your password is new' }).waitFor()
  await theirs.page.waitForURL(/\/sign-in/)
  await theirs.page.getByLabel('E-mail').fill(max.email)
  await theirs.page.getByRole('textbox', { name: 'Password' }).fill('a fresh long password')
  await theirs.page.getByRole('button', { name: 'Sign in' }).click()
  await theirs.page.getByRole('button', { name: 'New task' }).waitFor()

  await theirs.page.goto('/settings?tab=security')
  await theirs.page.getByLabel('Current password').fill('not this one')
  await theirs.page.getByLabel('New password').fill('another long password')
  await theirs.page.getByRole('button', { name: 'Change password' }).click()
  await theirs.page.getByText('That is not your current password.').waitFor()
  await theirs.page.getByLabel('Current password').fill('a fresh long password')
  await theirs.page.getByRole('button', { name: 'Change password' }).click()
  await theirs.page.getByText('You were signed out everywhere else.', { exact: false }).waitFor()

  await owner.page.getByRole('button', { name: 'More for Max Minder' }).click()
  await owner.page.getByRole('menuitem', { name: 'Remove' }).click()
  await owner.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await theirs.page.waitForURL(/\/sign-in/)
  await theirs.page.getByLabel('E-mail').fill(max.email)
  await theirs.page.getByRole('textbox', { name: 'Password' }).fill('another long password')
  await theirs.page.getByRole('button', { name: 'Sign in' }).click()
  await theirs.page.getByText('You do not belong to a workspace here any more.', { exact: false }).waitFor()
  owner.expectQuiet()
  for (const window of [owner, theirs, visitor]) await window.close()
})
