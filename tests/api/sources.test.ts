import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, eventually, expectProblem, startWorld, type World } from './world.ts'

/** A site with a robots.txt, a sitemap of three pages and a feed, that counts who asked for what. */
async function site(): Promise<{ server: Server; url: string; asked: { path: string; status: number }[]; pages: Map<string, string> }> {
  const asked: { path: string; status: number }[] = []
  const pages = new Map([
    ['/one', 'The red lighthouse stands in Kiel.'],
    ['/two', 'The blue lighthouse stands in Emden.'],
    ['/secret/three', 'The black lighthouse stands nowhere.'],
  ])
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const url = `http://${request.headers.host}`
    const answer = (status: number, type = 'text/plain', body = '', headers = {}) => {
      asked.push({ path, status })
      response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    }
    if (path === '/robots.txt') return answer(200, 'text/plain', 'User-agent: *\nDisallow: /secret/\n')
    if (path === '/sitemap.xml')
      return answer(
        200,
        'application/xml',
        `<?xml version="1.0"?><urlset>${[...pages.keys()].map(page => `<url><loc>${url}${page}</loc></url>`).join('')}</urlset>`,
      )
    const text = pages.get(path)
    if (text === undefined) return answer(404)
    if (text === '') return answer(503)
    const etag = `"${text.length}-${text.slice(4, 8)}"`
    if (request.headers['if-none-match'] === etag) return answer(304)
    answer(200, 'text/plain', text, { etag })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, pages }
}

describe.each(databases)('sources on $name', database => {
  let world: World
  let folder: string
  let web: Awaited<ReturnType<typeof site>>
  beforeAll(async () => {
    web = await site()
    world = await startWorld({ database, env: { ATOM_MEMORY: 'on', ATOM_EGRESS_ALLOW: new URL(web.url).host } })
    folder = mkdtempSync(join(tmpdir(), 'atom-folder-'))
  })
  afterAll(async () => {
    await world.stop()
    web.server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const source = async (id: string) =>
    (await world.ana.api('/api/memory/sources')).body.items.find((other: { id: string }) => other.id === id)
  const names = async (id: string) =>
    (await world.ana.api(`/api/files?source=${id}&limit=200`)).body.items.map((file: { name: string }) => file.name).sort()
  const readAll = (id: string, count: number) =>
    eventually(async () => {
      const { documents, status } = await source(id)
      return status === 'idle' && documents.ready === count && documents.queued + documents.processing === 0 ? true : undefined
    }, 60)
  const found = async (query: string) =>
    (await world.ana.api('/api/memory/search', { body: { query } })).body.items.map((item: { text: string }) => item.text)

  test('a folder is read without what it ignores or links to, follows its changes by itself, and goes when it is deleted', async () => {
    mkdirSync(join(folder, 'docs/drafts'), { recursive: true })
    writeFileSync(join(folder, 'docs/a.txt'), 'The heron nests at the mill.')
    writeFileSync(join(folder, 'docs/b.md'), '# Birds\n\nThe kingfisher lives by the weir.')
    writeFileSync(join(folder, 'docs/drafts/c.txt'), 'A draft about the stork.')
    writeFileSync(join(folder, '.gitignore'), 'drafts/\n')
    writeFileSync(join(folder, 'skip.log'), 'noise')
    symlinkSync('/etc/hostname', join(folder, 'docs/link.txt'))
    const body = { type: 'folder', path: folder, ignore: ['*.log'] }
    expectProblem(await world.max.api('/api/memory/sources', { body }), 403, 'memory.not_yours')
    expectProblem(await world.ana.api('/api/memory/sources', { body: { type: 'folder', path: 'docs' } }), 400, 'memory.bad_source')
    expectProblem(
      await world.ana.api('/api/memory/sources', { body: { type: 'folder', path: join(folder, 'no') } }),
      400,
      'memory.bad_source',
    )
    const made = await world.ana.api('/api/memory/sources', { body })
    expect(made).toMatchObject({ status: 201, body: { type: 'folder', location: folder, builtIn: false, everyMinutes: 60 } })
    const { id } = made.body
    await readAll(id, 2)
    expect(await names(id)).toEqual(['docs/a.txt', 'docs/b.md'])
    expect(await found('heron mill')).toContain('The heron nests at the mill.')

    await new Promise(resolve => setTimeout(resolve, 11_000))
    writeFileSync(join(folder, 'docs/d.txt'), 'The osprey came back in April.')
    rmSync(join(folder, 'docs/b.md'))
    await eventually(async () => ((await names(id)).join() === 'docs/a.txt,docs/d.txt' ? true : undefined), 30)
    await readAll(id, 2)
    expect(await found('osprey April')).toContain('The osprey came back in April.')

    expect((await world.ana.api(`/api/memory/sources/${id}`, { method: 'PATCH', body: { paused: true } })).body.status).toBe('paused')
    expectProblem(await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' }), 409, 'memory.paused')
    expect((await world.ana.api(`/api/memory/sources/${id}`, { method: 'PATCH', body: { paused: false } })).body.status).toBe('idle')
    await readAll(id, 2)
    expect((await world.ana.api(`/api/memory/sources/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await source(id)).toBeUndefined()
    expect(await found('osprey April')).not.toContain('The osprey came back in April.')
  }, 90_000)

  test('the pages of a sitemap are read as far as the site lets in, asked for again only if they changed', async () => {
    const made = await world.ana.api('/api/memory/sources', { body: { type: 'web', url: `${web.url}/sitemap.xml` } })
    expect(made).toMatchObject({ status: 201, body: { type: 'web', location: `${web.url}/sitemap.xml` } })
    const { id } = made.body
    await readAll(id, 2)
    expect(await found('red lighthouse Kiel')).toContain('The red lighthouse stands in Kiel.')
    expect(web.asked.filter(({ path }) => path.startsWith('/secret'))).toEqual([])

    web.asked.length = 0
    web.pages.set('/two', 'The yellow lighthouse stands in Emden.')
    web.pages.delete('/one')
    web.pages.set('/four', 'The green lighthouse stands in Husum.')
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    await eventually(async () => ((await names(id)).length === 2 && (await found('green Husum')).length > 0 ? true : undefined), 30)
    await readAll(id, 2)
    expect(await found('yellow lighthouse')).toContain('The yellow lighthouse stands in Emden.')
    expect(await found('red lighthouse Kiel')).not.toContain('The red lighthouse stands in Kiel.')
    web.pages.set('/five', '')
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    const failed = () => world.ana.api(`/api/files?source=${id}&status=failed`).then(({ body }) => body.items)
    const [five] = await eventually(async () => ((await failed()).length > 0 ? failed() : undefined), 30)
    expect(five).toMatchObject({ name: `${web.url}/five`, uri: `${web.url}/five`, error: `${web.url}/five answers 503.` })
    expect((await source(id)).documents).toEqual({ queued: 0, processing: 0, ready: 2, failed: 1 })
    web.pages.set('/five', 'The white lighthouse stands in Bremen.')
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    await readAll(id, 3)
    web.pages.set('/five', '')
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    await eventually(async () => ((await failed()).length > 0 ? true : undefined), 30)
    expect(await found('white lighthouse Bremen')).toContain('The white lighthouse stands in Bremen.')
    web.pages.delete('/five')
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    await eventually(async () => ((await names(id)).length === 2 && (await source(id)).status === 'idle' ? true : undefined), 30)

    web.asked.length = 0
    const before = (await source(id)).syncedAt
    await new Promise(resolve => setTimeout(resolve, 1100))
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    await eventually(async () => ((await source(id)).syncedAt !== before ? true : undefined), 30)
    expect(web.asked.filter(({ path }) => ['/two', '/four'].includes(path)).map(({ status }) => status)).toEqual([304, 304])
  }, 90_000)

  test('of a source that is only for one person nobody else hears, nor of the work on it', async () => {
    const body = { type: 'web', url: `${web.url}/two`, name: 'Mine', visibleTo: 'me' }
    const { id } = (await world.ana.api('/api/memory/sources', { body })).body
    await readAll(id, 1)
    const told = async (person: typeof world.ana) =>
      JSON.stringify(
        await Promise.all(['/api/memory/jobs', '/api/memory/sources'].map(path => person.api(path).then(answer => answer.body))),
      )
    expect(await told(world.ana)).toContain('Comparing Mine')
    expect(await told(world.max)).not.toContain('Mine')
    expectProblem(await world.max.api(`/api/memory/jobs/sync.${id}/cancel`, { method: 'POST' }), 404, 'kernel.not_found')
  }, 60_000)

  test('a chat is found by its owner alone, without what memory was asked, and the result of an automation by the workspace', async () => {
    const { ana, max } = world
    const found = async (person: typeof ana, query: string, category: string) =>
      (await person.api('/api/memory/search', { body: { query, filters: { categories: [category] } } })).body.items
    const { sessionId } = await max.chat('add task water the axolotl')
    await max.chat('where does the pangolin sleep?', sessionId)
    await max.chat('remind me', sessionId)
    await max.api('/api/me', { method: 'PATCH', body: { timeZone: 'Asia/Tokyo' } })
    await max.invoke('calendar.create', { title: 'Axolotl fair', start: '2027-01-15T15:00' })
    const [said] = await eventually(async () => {
      const items = await found(max, 'axolotl', 'conversation')
      return items.length > 0 ? items : undefined
    }, 60)
    expect(said).toMatchObject({ title: 'add task water the axolotl', uri: `/?s=${sessionId}`, category: 'conversation' })
    expect(said.text).toMatch(/^You: add task water the axolotl\n\nATOM: \S/)
    expect(said.text).not.toContain('pangolin')
    expect(said.text.match(/ATOM: /g)).toHaveLength(1)
    const when = 'From Friday 15 January 2027, 15:00 to Friday 15 January 2027, 16:00 (Asia/Tokyo)'
    // The chat may have been read before it.
    await eventually(async () => ((await found(max, 'axolotl fair', 'record'))[0]?.text.includes(when) ? true : undefined), 60)
    expect(await found(ana, 'axolotl', 'conversation')).toEqual([])
    expect(
      (await ana.api('/api/memory/explore', { body: { query: 'axolotl', filters: { categories: ['conversation'] } } })).body.items,
    ).toEqual([])

    const graph = {
      trigger: { type: 'manual' },
      nodes: [{ id: 'told', type: 'set', input: { harvest: 'Forty crates of quince' } }],
      edges: [{ from: 'trigger', to: 'told' }],
    }
    const { id } = (await ana.api('/api/workflows', { body: { name: 'Count the harvest', graph } })).body
    await ana.api(`/api/workflows/${id}/publish`, { body: {} })
    const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: {} })).body
    await eventually(async () => ((await ana.api(`/api/runs/${runId}`)).body.status === 'succeeded' ? true : undefined))
    // Every quarter of an hour, unless it is asked for.
    const results = (await ana.api('/api/memory/sources')).body.items.find((one: { type: string }) => one.type === 'run')
    expect(results).toMatchObject({ name: 'Results of automations', builtIn: true, everyMinutes: 15 })
    await ana.api(`/api/memory/sources/${results.id}/sync`, { method: 'POST' })
    const [gave] = await eventually(async () => {
      const items = await found(max, 'crates of quince', 'workflow')
      return items.length > 0 ? items : undefined
    }, 60)
    expect(gave).toMatchObject({ title: 'Count the harvest', uri: `/automations/run?id=${runId}` })
    expect(gave.text).toMatch(/^The automation “Count the harvest” ran on \d{4}-\d\d-\d\d and succeeded\.\n\nForty crates of quince$/)

    await max.api(`/api/chat/sessions/${sessionId}`, { method: 'DELETE' })
    await ana.api(`/api/workflows/${id}`, { method: 'DELETE' })
    await ana.api(`/api/memory/sources/${results.id}/sync`, { method: 'POST' })
    await eventually(async () => {
      const left = [...(await found(max, 'axolotl', 'conversation')), ...(await found(ana, 'crates of quince', 'workflow'))]
      return left.length === 0 ? true : undefined
    }, 60)
  }, 90_000)

  test('private addresses that were not allowed are not read', async () => {
    const { id } = (await world.ana.api('/api/memory/sources', { body: { type: 'web', url: 'http://127.0.0.1:9/' } })).body
    const failed = await eventually(async () => {
      const now = await source(id)
      return now.status === 'failed' ? now : undefined
    }, 30)
    expect(failed.error).toMatch(/127\.0\.0\.1/)
    const jobs = (await world.ana.api('/api/memory/jobs')).body.items
    expect(jobs.find((job: { source?: string }) => job.source === id)).toMatchObject({
      kind: 'sync',
      status: 'failed',
      error: failed.error,
    })
  })
})
