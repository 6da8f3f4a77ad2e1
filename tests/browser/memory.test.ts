import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { browserWorld } from '../harness/browser-world.ts'
import { type Person, person } from '../harness/person.ts'
import { temporaryFolder } from '../harness/temporary.ts'

const world = browserWorld(() => ({ env: { ATOM_MEMORY: 'on' } }))
/** The process that embeds and searches is slow to start, more so beside other tests. */
const patience = { timeout: 240_000 }
const slow = { timeout: 90_000 }
let ana: Person

beforeAll(async () => {
  ana = await person(world.server)
})

const contract = `# Northwind frame contract

## Delivery

Northwind delivers on the tenth of each month to the warehouse in Kiel.

## Payment

Payment is due thirty days after delivery.
`

/** Files on this machine, as a person has them. */
function filesOf(texts: Record<string, string>): string[] {
  const folder = temporaryFolder('uploads')
  mkdirSync(folder, { recursive: true })
  return Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
}

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Files', exact: true }).getByRole('listitem').filter({ hasText: name })
const results = (page: Page) => page.getByRole('list', { name: 'Results', exact: true })

test('a file is uploaded, read, found, cited in an answer, and after it was deleted neither', patience, async () => {
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/files')
  await page.getByText('No files yet').waitFor()
  await page.getByLabel('Files to upload').setInputFiles(filesOf({ 'Northwind.md': contract, 'Menu.txt': 'On Friday there is fish.' }))
  await row(page, 'Northwind.md').getByText('2 passages').waitFor(slow)
  await row(page, 'Menu.txt').getByText('1 passage').waitFor(slow)

  // Results come as one types, with the words marked, and narrow down to what is chosen.
  await page.getByRole('link', { name: 'Search', exact: true }).click()
  const box = page.getByLabel('Search everything')
  await box.pressSequentially('deliveries kiel')
  const found = results(page).getByRole('listitem').filter({ hasText: 'Northwind frame contract' })
  await found.getByText('delivers on the tenth').waitFor(slow)
  await expect.poll(() => found.locator('mark').allTextContents()).toEqual(expect.arrayContaining(['Kiel']))
  await page
    .getByRole('group', { name: 'Type' })
    .getByRole('button', { name: /^Documents/ })
    .click()
  await expect.poll(() => new URL(page.url()).search).toBe('?q=deliveries+kiel&type=document')

  // From the box down to the passage, and into the document where it stands.
  await found.waitFor()
  await box.press('ArrowDown')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Northwind frame contract' })
  await expect.poll(() => panel.locator('mark').textContent()).toContain('Northwind delivers on the tenth')
  await panel.getByText('Payment is due thirty days').waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })

  await page.getByText('Ask', { exact: true }).click()
  await page.getByLabel('Your question').fill('When does Northwind deliver?')
  await page.keyboard.press('Enter')
  const answer = page.getByRole('article', { name: 'Answer' })
  await answer.getByText('on the tenth of each month').waitFor(slow)
  await answer.getByRole('link', { name: '[1]' }).click()
  await panel.locator('mark').getByText('on the tenth').waitFor()
  await page.reload()
  await panel.locator('mark').getByText('on the tenth').waitFor(slow)
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })

  await page.getByLabel('Your question').fill('Who is the emperor of Mongolia?')
  await page.keyboard.press('Enter')
  await page.getByText('I found nothing about that in what I have read.').waitFor(slow)

  await page.getByRole('link', { name: 'Files', exact: true }).click()
  await page.getByRole('button', { name: 'More for Northwind.md' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByText('“Northwind.md” will be gone for good').waitFor()
  await question.getByRole('button', { name: 'Delete' }).click()
  await row(page, 'Northwind.md').waitFor({ state: 'detached' })
  await page.goto('/search?q=deliveries+kiel')
  await page.getByText('Nothing says that').waitFor(slow)
  expect(await page.getByText('Northwind').count()).toBe(0)
  expectQuiet()
  await close()
})

test(
  'a file is given in the chat; folders are walked through; what could not be read says why and is tried again; a source is added, paused and deleted',
  patience,
  async () => {
    const [folder] = filesOf({ 'Lighthouse.txt': 'The lighthouse stands in Emden.' }).map(path => join(path, '..'))
    const form = new FormData()
    form.append('file', new Blob(['The 2025 price is 12 euro.']), 'prices/2025/List.txt')
    form.append('file', new Blob([new Uint8Array(3000).map((_, i) => (i * 7) % 251)]), 'prices/Scan.bin')
    await ana.api('/api/files', { body: form })
    const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
    await page.goto('/')
    await page.getByLabel('Files to upload').setInputFiles(filesOf({ 'Rules.txt': 'No shoes indoors.' }))
    await page.getByText('Uploaded: ATOM reads it now').waitFor(slow)
    await page.getByRole('link', { name: 'Files', exact: true }).click()
    await page.getByRole('button', { name: 'Chat 1 file' }).waitFor()
    await page.getByRole('button', { name: 'prices 2 files' }).click()
    await row(page, 'Scan.bin').getByText('Not read', { exact: true }).waitFor(slow)
    await row(page, 'Scan.bin').getByText('ATOM cannot read files of the type').waitFor()
    await page.getByRole('button', { name: '2025 1 file' }).click()
    await row(page, 'List.txt').getByText('1 passage').waitFor(slow)
    expect(new URL(page.url()).search).toBe('?folder=prices%2F2025')
    await page.getByRole('button', { name: 'prices', exact: true }).click()
    await page.getByRole('button', { name: 'More for Scan.bin' }).click()
    await page.getByRole('menuitem', { name: 'Try again' }).click()
    await page.getByText('Is read again: Scan.bin').waitFor()
    await row(page, 'Scan.bin').getByText('Not read', { exact: true }).waitFor(slow)

    await page.getByText('Sources', { exact: true }).click()
    await page.getByRole('button', { name: 'Add source' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a source' })
    await dialog.getByLabel('What to read').selectOption('folder')
    await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder as string)
    await dialog.getByLabel('Name').fill('Coast')
    await dialog.getByRole('button', { name: 'Add source' }).click()
    const coast = page.getByRole('list', { name: 'Sources' }).getByRole('listitem').filter({ hasText: 'Coast' })
    await coast.getByText('1 document', { exact: true }).waitFor(slow)
    const choose = async (choice: string) => {
      await page.getByRole('button', { name: /^More for Coast/ }).click()
      await page.getByRole('menuitem', { name: choice }).click()
    }
    await choose('Pause')
    await coast.getByText('Paused', { exact: true }).waitFor()
    await choose('Rename')
    const renaming = page.getByRole('dialog', { name: 'Rename the source' })
    await renaming.getByLabel('Name').fill('Coast road')
    await renaming.getByRole('button', { name: 'Rename' }).click()
    await coast.getByText('Coast road', { exact: true }).waitFor()
    await choose('Its documents')
    await row(page, 'Lighthouse.txt').waitFor()
    await page.goBack()
    await choose('Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await coast.waitFor({ state: 'detached' })
    expectQuiet()
    await close()
  },
)

test('what ATOM remembers of a person is theirs to read, add to, change, take back and delete', patience, async () => {
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  await page.goto('/settings?tab=memory')
  await page.getByText('Nothing yet').waitFor()
  await page.getByLabel('Something to remember').fill('I take my coffee black')
  await page.keyboard.press('Enter')
  const facts = page.getByRole('list', { name: 'Remembered' })
  await facts.getByText('I take my coffee black').waitFor()
  await page.getByRole('button', { name: 'Change: I take my coffee black' }).click()
  await page.getByLabel('What to remember').fill('I take my coffee with milk')
  await page.getByRole('button', { name: 'Save' }).click()
  await facts.getByText('I take my coffee with milk').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await facts.getByText('I take my coffee black').waitFor()

  // Told in the chat, it is here without a reload.
  await ana.invoke('memory.remember', { text: 'I work from Lisbon' })
  await facts.getByText('I work from Lisbon').waitFor()
  await page.getByRole('button', { name: 'Forget: I work from Lisbon' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Forget' }).click()
  await facts.getByText('I work from Lisbon').waitFor({ state: 'detached' })
  expect((await ana.invoke('memory.facts')).items.map(({ text }: { text: string }) => text)).toEqual(['I take my coffee black'])
  expectQuiet()
  await close()
})

test('a large file goes in pieces: it is paused, goes on after a reload with the same file, and arrives whole', patience, async () => {
  const [folder] = filesOf({ x: '' }).map(path => join(path, '..'))
  const path = join(folder as string, 'Survey.img')
  // No text in it, so that nothing reads it for minutes.
  const content = Buffer.alloc(40 * 1024 * 1024, 7)
  content.writeUInt32BE(0xfffefdfc, 33 * 1024 * 1024)
  writeFileSync(path, content)
  const { page, expectQuiet, close } = await world.browser.open(world.server, { person: ana })
  page.on('dialog', dialog => void dialog.accept())
  // The first piece gets through; the second is on its way for as long as this page is there.
  let pieces = 0
  await page.route('**/api/files/uploads/*', route => {
    if (route.request().method() !== 'PATCH' || ++pieces === 1) return route.continue()
  })
  await page.goto('/files')
  await page.getByLabel('Files to upload').setInputFiles(path)
  await expect.poll(() => pieces, slow).toBe(2)
  await page.getByRole('button', { name: 'Pause Survey.img' }).click()
  await page.getByRole('button', { name: 'Go on with Survey.img' }).waitFor()
  await page.unroute('**/api/files/uploads/*')
  await page.reload()
  await page.getByText('16.8 MB of 41.9 MB came in. Choose the file again to go on.').waitFor(slow)
  const sent: (string | null)[] = []
  page.on('request', request => {
    if (request.method() === 'PATCH') sent.push(request.headers()['upload-offset'] ?? null)
  })
  await page.getByLabel('The file Survey.img').setInputFiles(path)
  await row(page, 'Survey.img').getByText('41.9 MB').waitFor(slow)
  expect(sent).toEqual([`${16 * 1024 * 1024}`, `${32 * 1024 * 1024}`])
  await page.getByText('Choose the file again').waitFor({ state: 'detached' })
  const [{ id }] = (await ana.api('/api/files?query=Survey')).body.items
  const given = await fetch(`${world.server.url}/api/files/${id}/content`, { headers: { authorization: `Bearer ${ana.key}` } })
  expect(Buffer.from(await given.arrayBuffer()).equals(content)).toBe(true)
  expectQuiet()
  await close()
})
