import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docxOf, docxParts, wordParagraph } from '../../packages/memory/extract/testing/office-files.ts'
import { pdfOf } from '../../packages/memory/extract/testing/pdf-of.ts'
import { scannedPdfOf } from '../../packages/memory/extract/testing/scan-of.ts'
import { zipOf } from '../../packages/memory/extract/testing/zip-of.ts'
import type { Person } from '../harness/person.ts'
import { databases, eventually, expectProblem, startWorld, type World } from './world.ts'

const form = (...files: [name: string, content: string | Uint8Array<ArrayBuffer>, type?: string][]) => {
  const data = new FormData()
  for (const [name, content, type = 'text/plain'] of files) data.append('file', new Blob([content], { type }), name)
  return data
}
const upload = (person: Person, ...files: Parameters<typeof form>) => person.api('/api/files', { body: form(...files) })
const ready = (person: Person, id: string) =>
  eventually(async () => {
    const { body } = await person.api(`/api/files/${id}`)
    return ['ready', 'failed'].includes(body.status) ? body : undefined
  }, 60)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => entry.name)
    : []

describe.each(databases)('files on $name', database => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ database, env: { ATOM_MEMORY: 'on', ATOM_FILE_LIMIT: '2', ATOM_FILES_LIMIT: '20' } })
  })
  afterAll(() => world.stop())

  test('one that is uploaded is read, found under its id, given back as it was, and gone when it is deleted', async () => {
    const { ana } = world
    const text = 'The Zanzibar contract ends on the third of May.'
    const sent = await upload(ana, ['contracts/Zanzibar.txt', text])
    expect(sent).toMatchObject({ status: 201, body: { id: expect.any(String), name: 'contracts/Zanzibar.txt', status: 'queued' } })
    const { id } = sent.body
    expect(await ready(ana, id)).toMatchObject({
      id,
      name: 'contracts/Zanzibar.txt',
      title: 'Zanzibar.txt',
      status: 'ready',
      size: text.length,
      mediaType: 'text/plain',
      passages: 1,
      download: true,
    })
    const found = await ana.api('/api/memory/search', { body: { query: 'Zanzibar contract' } })
    expect(found.body.items[0]).toMatchObject({ documentId: id, text, line: 1, lastLine: 1 })
    const content = await ana.api(`/api/files/${id}/content`)
    expect([content.status, content.body]).toEqual([200, text])
    expect(content.headers.get('content-disposition')).toContain('Zanzibar.txt')
    expect(content.headers.get('content-security-policy')).toMatch(/^sandbox;/)
    expect((await ana.api('/api/files?folder=contracts')).body.items.map((item: { id: string }) => item.id)).toEqual([id])
    const explored = await ana.api('/api/memory/explore', { body: { query: 'Zanzibar contracts', filters: { categories: ['document'] } } })
    const [first] = explored.body.items
    expect(first).toMatchObject({ documentId: id, sourceName: 'Files', mediaType: 'text/plain', supported: true })
    expect(first.marks.map((mark: { start: number; end: number }) => text.slice(mark.start, mark.end))).toEqual(['Zanzibar', 'contract'])
    expect(explored.body.facets).toEqual({
      categories: [{ value: 'document', name: 'document', count: 1 }],
      sources: [{ value: first.source, name: 'Files', count: 1 }],
      authors: [],
    })
    expect((await world.eve.api('/api/memory/explore', { body: { query: 'Zanzibar' } })).body).toEqual({
      items: [],
      facets: { categories: [], sources: [], authors: [] },
    })
    expect((await ana.api(`/api/files/${id}/text?start=4&end=12`)).body).toEqual({ from: 0, text, length: text.length })
    expectProblem(await world.eve.api(`/api/files/${id}/text`), 404, 'kernel.not_found')
    expect((await ana.api('/api/files/folders')).body.items).toEqual([{ name: 'contracts', path: 'contracts', files: 1 }])
    expect((await ana.api('/api/files/folders?folder=contracts')).body.items).toEqual([])
    expect((await ana.api('/api/files?directly=true')).body.items).toEqual([])
    expect((await ana.api('/api/files?directly=true&folder=contracts')).body.items).toHaveLength(1)
    const place = filesIn(join(world.server.dataDir, 'files'))
    expect(place).toContain(sha256(text))
    const folder = readdirSync(join(world.server.dataDir, 'files'), { recursive: true, withFileTypes: true })
    const file = folder.find(entry => entry.name === sha256(text))
    expect(statSync(join(file?.parentPath ?? '', sha256(text))).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(file?.parentPath ?? '', sha256(text)), 'utf8')).toBe(text)

    expectProblem(await world.eve.api(`/api/files/${id}`), 404, 'kernel.not_found')
    expectProblem(await world.eve.api(`/api/files/${id}/content`), 404, 'kernel.not_found')
    expect((await ana.api(`/api/files/${id}`, { method: 'DELETE' })).body).toMatchObject({ id, deleted: 1 })
    expectProblem(await ana.api(`/api/files/${id}`), 404, 'kernel.not_found')
    expect((await ana.api('/api/memory/search', { body: { query: 'Zanzibar contract' } })).body.items).toEqual([])
    await eventually(async () => (filesIn(join(world.server.dataDir, 'files')).includes(sha256(text)) ? undefined : true))
  })

  test('the same content is kept once and stays until the last file of it goes', async () => {
    const { ana } = world
    const both = await upload(ana, ['one.txt', 'twice the same'], ['two.txt', 'twice the same'])
    expect(both.body.items.map((item: { name: string }) => item.name).sort()).toEqual(['one.txt', 'two.txt'])
    const [one, two] = both.body.items
    await ready(ana, one.id)
    await ready(ana, two.id)
    await ana.api(`/api/files/${one.id}`, { method: 'DELETE' })
    expect((await ana.api(`/api/files/${two.id}/content`)).body).toBe('twice the same')
    await ana.api(`/api/files/${two.id}`, { method: 'DELETE' })
    await eventually(async () => (filesIn(join(world.server.dataDir, 'files')).includes(sha256('twice the same')) ? undefined : true))
  })

  test('one that cannot be read says why, and is read again when it is asked for', async () => {
    const { ana } = world
    const { body } = await upload(ana, ['engine.exe', 'MZ\0\0\0', 'application/x-msdownload'])
    expect(await ready(ana, body.id)).toMatchObject({
      status: 'failed',
      errorCode: 'memory.unknown_type',
      error: expect.stringMatching(/\S/),
    })
    expect((await ana.api('/api/files?status=failed')).body.items.map((item: { id: string }) => item.id)).toEqual([body.id])
    expect((await ana.api(`/api/files/${body.id}/retry`, { method: 'POST' })).body.status).toBe('queued')
    expect((await ready(ana, body.id)).status).toBe('failed')
    expect((await ana.api('/api/files/retry-failed', { body: {} })).body).toEqual({ queued: 1 })
    await ready(ana, body.id)
    await ana.api(`/api/files/${body.id}`, { method: 'DELETE' })
    await eventually(async () => (filesIn(join(world.server.dataDir, 'files')).length === 0 ? true : undefined))
  })

  test('a scan is read off its pages, and what comes in meanwhile does not wait for it', async () => {
    const { ana } = world
    const page = (text: string) => [{ text, x: 60, y: 90, size: 14 }]
    const scan = await scannedPdfOf([page('The quokka enclosure is cleaned on Mondays.'), page('Its keeper is Rosalind Achterberg.')])
    const { body } = await upload(ana, ['scan.pdf', new Uint8Array(scan), 'application/pdf'], ['typed.txt', 'Typed by hand.'])
    const [scanned, typed] = ['scan.pdf', 'typed.txt'].map(name => body.items.find((item: { name: string }) => item.name === name).id)
    expect((await ready(ana, typed)).status).toBe('ready')
    expect(await ready(ana, scanned)).toMatchObject({ status: 'ready', passages: 2 })
    const found = await ana.api('/api/memory/search', { body: { query: 'keeper Rosalind Achterberg' } })
    expect(found.body.items[0]).toMatchObject({ documentId: scanned, page: 2, text: 'Its keeper is Rosalind Achterberg.' })
    for (const id of [scanned, typed]) await ana.api(`/api/files/${id}`, { method: 'DELETE' })
    await eventually(async () => (filesIn(join(world.server.dataDir, 'files')).length === 0 ? true : undefined))
  }, 60_000)

  // How files are read is the same on both, and takes its time.
  if (database.name === 'sqlite')
    test('the reading of a scan says how far it is and ends when it is cancelled', async () => {
      const { ana } = world
      const lines = Array.from({ length: 20 }, (_, i) => ({ text: `Line ${i} of the okapi register.`, x: 60, y: 60 + i * 30, size: 14 }))
      const scan = await scannedPdfOf(Array.from({ length: 3 }, () => lines))
      const { body } = await upload(ana, ['register.pdf', new Uint8Array(scan), 'application/pdf'])
      const job = async () => (await ana.api('/api/memory/jobs')).body.items.find((one: { id: string }) => one.id === 'index')
      await eventually(async () => (/^Reading scanned pages, \d+ of 3$/.test((await job()).note ?? '') ? true : undefined), 30)
      expect((await ana.api('/api/memory/jobs/index/cancel', { method: 'POST' })).body).toMatchObject({ id: 'index', status: 'cancelled' })
      expect(await ready(ana, body.id)).toMatchObject({ status: 'failed', errorCode: 'memory.cancelled' })
      await ana.api(`/api/files/${body.id}`, { method: 'DELETE' })
      expect((await job()).status).toBe('cancelled')
    }, 60_000)

  if (database.name === 'sqlite')
    test('hostile, broken and misnamed files fail with their reason, and the others are read', async () => {
      const { ana } = world
      const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
      const bomb = docxParts('')
      const owner = `<${'41'.repeat(32)}>`
      const trailer = `/ID [<${'42'.repeat(16)}> <${'42'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${owner} /U ${owner} /P -4 >>`
      const word = docxOf(wordParagraph('The ibex is a goat.'))
      const files: Record<string, [content: Uint8Array, status: string]> = {
        'bomb.docx': [zipOf({ ...bomb, 'word/document.xml': Buffer.alloc(40 * 2 ** 20) }), 'memory.too_large'],
        'bomb.zip': [zipOf({ 'a.txt': Buffer.alloc(40 * 2 ** 20) }), 'memory.too_large'],
        'laughs.docx': [
          docxOf('', {
            'word/document.xml': `<!DOCTYPE x [<!ENTITY l0 "l">${entities}]><w:document xmlns:w="w"><w:body>&l9;</w:body></w:document>`,
          }),
          'memory.broken_file',
        ],
        'outside.docx': [
          docxOf('', {
            'word/document.xml':
              '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:body>&x;</w:body></w:document>',
          }),
          'memory.broken_file',
        ],
        'pages.pdf': [pdfOf(Array.from({ length: 6000 }, () => [])), 'memory.too_large'],
        'locked.pdf': [pdfOf([[{ text: 'x', x: 50, y: 60 }]], { trailer }), 'memory.encrypted'],
        'locked.xlsx': [
          Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')]),
          'memory.encrypted',
        ],
        'cut.docx': [word.subarray(0, word.length - 40), 'memory.broken_file'],
        'cut.pdf': [pdfOf([[{ text: 'x', x: 50, y: 60 }]]).subarray(0, 300), 'memory.broken_file'],
        'noise.docx': [randomBytes(3000), 'memory.broken_file'],
        'word.txt': [word, 'ready'],
        'text.pdf': [Buffer.from('The markhor is a goat too.'), 'ready'],
        'utf16.txt': [Buffer.from('\ufeffDer Steinbock lebt in den Alpen.', 'utf16le'), 'ready'],
        'greek.txt': [Buffer.from('\u0391\u03af\u03b3\u03b1\u03b3\u03c1\u03bf\u03c2'), 'ready'],
      }
      const sent = await upload(
        ana,
        ...Object.entries(files).map(([name, [content]]): [string, Uint8Array<ArrayBuffer>, string] => [
          name,
          new Uint8Array(content),
          'application/octet-stream',
        ]),
      )
      const told: Record<string, string> = {}
      for (const { id, name } of sent.body.items) {
        const { status, errorCode, error } = await ready(ana, id)
        told[name] = errorCode ?? status
        if (status === 'failed') expect(error).toMatch(/^\S.*\.$/)
        await ana.api(`/api/files/${id}`, { method: 'DELETE' })
      }
      expect(told).toEqual(Object.fromEntries(Object.entries(files).map(([name, [, status]]) => [name, status])))
      await eventually(async () => (filesIn(join(world.server.dataDir, 'files')).length === 0 ? true : undefined))
    }, 90_000)

  test('what is too large, no file, no form or sent by a viewer is refused, and nothing of it stays', async () => {
    const { ana, vic } = world
    expectProblem(await upload(ana, ['big.bin', new Uint8Array(2 * 1024 ** 2 + 1)]), 413, 'memory.file_too_large')
    expectProblem(await ana.api('/api/files', { body: new FormData() }), 400, 'memory.no_file')
    expectProblem(await ana.api('/api/files', { body: { file: 'x' } }), 415, 'server.media_type')
    expectProblem(await ana.api('/api/files', { body: 'x', headers: { 'content-type': 'multipart/form-data' } }), 400, 'server.bad_request')
    const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello'
    expectProblem(await ana.api('/api/files', { body: cut, headers: { 'content-type': 'multipart/form-data; boundary=b' } }), 400)
    expectProblem(await upload(vic, ['a.txt', 'x']), 403, 'kernel.forbidden')
    expectProblem(
      await ana.api('/api/skills/files.add/invoke', { body: { name: 'a', mediaType: 'text/plain', hash: sha256('x') } }),
      409,
      'memory.not_received',
    )
    expect(filesIn(join(world.server.dataDir, 'files'))).toEqual([])
  })

  test('whoever sends a file is asked by no policy, for sending it is their yes; one that denies it is heard, and nothing of it stays', async () => {
    const { ana, max } = world
    const rule = async (decision: string) =>
      expect((await ana.api('/api/policies', { method: 'PUT', body: { rules: [{ skill: 'files.add', decision }] } })).status).toBe(200)
    await rule('ask')
    const asked = await upload(max, ['asked.txt', 'A file that somebody sends by hand.'])
    expect([asked.status, asked.body]).toEqual([201, { id: expect.any(String), name: 'asked.txt', status: 'queued' }])
    expect((await max.api('/api/approvals')).body.items).toEqual([])
    await ana.api(`/api/files/${asked.body.id}`, { method: 'DELETE' })
    await rule('deny')
    expectProblem(await upload(max, ['denied.txt', 'A file that a rule denies.']), 403)
    await ana.api('/api/policies', { method: 'PUT', body: { rules: [] } })
    await eventually(async () => (filesIn(join(world.server.dataDir, 'files')).length === 0 ? true : undefined))
  })

  test('more than the workspace may have is refused in a sentence', async () => {
    const { eve } = world
    const block = (n: number) => Buffer.alloc(1024 ** 2 + 500_000, `${n}.`) as Uint8Array<ArrayBuffer>
    for (let n = 0; n < 13; n++) expect((await upload(eve, [`${n}.bin`, block(n)])).status).toBe(201)
    expectProblem(await upload(eve, ['last.bin', block(99)]), 413, 'memory.files_full')
    const usage = (await eve.api('/api/memory/usage')).body
    expect(usage).toMatchObject({
      on: true,
      files: 13,
      fileBytes: 13 * (1024 ** 2 + 500_000),
      largestFile: 2 * 1024 ** 2,
      mostBytes: 20 * 1024 ** 2,
    })
  })

  test('Idempotency-Key: the same files again get the first answer and are there once; others are 409', async () => {
    const { ana, max } = world
    const post = (person: Person, key: string, ...files: Parameters<typeof form>) =>
      person.api('/api/files', { body: form(...files), headers: { 'idempotency-key': key } })
    const one = await post(ana, 'one', ['key/a.txt', 'under a key'])
    expect([one.status, (await post(ana, 'one', ['key/a.txt', 'under a key'])).body]).toEqual([201, one.body])
    for (const other of [
      ['key/a.txt', 'another text'],
      ['key/b.txt', 'under a key'],
      ['key/a.txt', 'under a key', 'text/csv'],
    ] as const)
      expectProblem(await post(ana, 'one', [...other]), 409, 'kernel.idempotency_conflict')
    const several: Parameters<typeof form> = ['c', 'd', 'e'].map(name => [`key/${name}.txt`, name])
    const first = await post(ana, 'several', ...several)
    expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(['key/c.txt', 'key/d.txt', 'key/e.txt'])
    expect((await post(ana, 'several', ...several)).body).toEqual(first.body)
    expectProblem(await post(ana, 'several', ...several.slice(1)), 409, 'kernel.idempotency_conflict')
    const theirs = await post(max, 'one', ['key/a.txt', 'under a key'])
    expect([theirs.status, theirs.body.id === one.body.id]).toEqual([201, false])
    expectProblem(await post(ana, 'x'.repeat(256), ['key/z.txt', 'z']), 400, 'server.bad_idempotency_key')
    const there = (await ana.api('/api/files?folder=key')).body.items
    expect(there.map(({ name }: { name: string }) => name).sort()).toEqual(['a', 'a', 'c', 'd', 'e'].map(name => `key/${name}.txt`))
    for (const { id } of there) await ana.api(`/api/files/${id}`, { method: 'DELETE' })
  })

  test('a field, a parameter or a filter nobody knows is refused by its name, and nothing of the request stays', async () => {
    const { ana } = world
    const refused = async (path: string, body: unknown, field: string) => {
      const answer = await ana.api(path, { body })
      expectProblem(answer, 400, 'kernel.invalid_input')
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([field])
    }
    const withFolder = form(['refused.txt', 'nobody keeps this'])
    withFolder.append('folder', 'x')
    await refused('/api/files', withFolder, 'folder')
    const otherwise = new FormData()
    otherwise.append('upload', new Blob(['x']), 'refused.txt')
    await refused('/api/files', otherwise, 'upload')
    await refused('/api/files?surprise=1', form(['refused.txt', 'x']), 'surprise')
    for (const path of ['/api/memory/search', '/api/memory/explore'])
      await refused(path, { query: 'x', filters: { surprise: 1 } }, 'filters.surprise')
    expect((await ana.api('/api/files?query=refused')).body.items).toEqual([])
  })

  test('what is looked for may be narrowed to days and times, those without a zone in the person’s', async () => {
    const { ana } = world
    await ana.api('/api/me', { method: 'PATCH', body: { timeZone: 'Pacific/Kiritimati' } })
    const { body } = await upload(ana, ['narrow.txt', 'The axolotl regrows its legs.'])
    const { createdAt } = await ready(ana, body.id)
    const day = createdAt.slice(0, 10)
    const [before, after] = [-1, 1].map(days => new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10))
    const found = async (filters: object) =>
      (await ana.api('/api/memory/search', { body: { query: 'axolotl', limit: 200, filters } })).body.items.length
    expect(await found({ from: day, before: after })).toBe(1)
    expect(await found({ from: after })).toBe(0)
    expect(await found({ before: day })).toBe(0)
    expect(await found({ from: `${day}T00:00`, before: `${after}T00:00` })).toBe(1)
    expect(await found({ from: `${before}T23:00:00-11:00` })).toBe(Date.parse(createdAt) >= Date.parse(`${before}T23:00:00-11:00`) ? 1 : 0)
    await ana.api(`/api/files/${body.id}`, { method: 'DELETE' })
    await ana.api('/api/me', { method: 'PATCH', body: { timeZone: 'UTC' } })
  })

  const tus = { 'tus-resumable': '1.0.0' }
  const begin = (person: Person, size: number, name = 'large.txt', headers: Record<string, string> = {}) =>
    person.api('/api/files', {
      method: 'POST',
      headers: {
        ...tus,
        'upload-length': `${size}`,
        'upload-metadata': `filename ${Buffer.from(name).toString('base64')},filetype ${Buffer.from('text/plain').toString('base64')}`,
        ...headers,
      },
    })
  const piece = (person: Person, address: string, offset: number, body: string, headers: Record<string, string> = {}) =>
    person.api(address, {
      method: 'PATCH',
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': `${offset}`, ...headers },
      body,
    })
  const offsetOf = async (person: Person, address: string) => {
    const { status, headers } = await person.api(address, { method: 'HEAD', headers: tus })
    return [status, headers.get('upload-offset'), headers.get('upload-length')]
  }

  test('a large one comes in pieces (tus), over a kill of the server, and is then a file like any other', async () => {
    const { ana, server } = world
    const sentence = 'The narwhal keeps its tusk dry. '
    const text = sentence.repeat(Math.ceil(300_000 / sentence.length))
    const begun = await begin(ana, text.length, 'sea/narwhal.txt')
    expect([begun.status, begun.headers.get('tus-resumable'), begun.headers.get('upload-offset')]).toEqual([201, '1.0.0', '0'])
    const address = begun.headers.get('location') as string
    expect(Date.parse(begun.headers.get('upload-expires') as string)).toBeGreaterThan(Date.now())
    const first = await piece(ana, address, 0, text.slice(0, 100_000))
    expect([first.status, first.headers.get('upload-offset'), first.headers.get('atom-file')]).toEqual([204, '100000', null])
    // A piece that is on its way when the server is killed: what came in of it stays.
    const abort = new AbortController()
    const rest = new ReadableStream({
      start: control => control.enqueue(Buffer.from(text.slice(100_000, 150_000))),
    })
    const cut = fetch(server.url + address, {
      method: 'PATCH',
      headers: { ...tus, authorization: `Bearer ${ana.key}`, 'content-type': 'application/offset+octet-stream', 'upload-offset': '100000' },
      body: rest,
      duplex: 'half',
      signal: abort.signal,
    } as RequestInit).catch(() => 'cut off')
    const onDisk = join(server.dataDir, 'files/.uploads', address.split('/').at(-1) as string)
    await eventually(async () => (statSync(onDisk).size === 150_000 ? true : undefined))
    await server.kill9()
    expect(await cut).toBe('cut off')
    await server.restart()
    expect(await offsetOf(ana, address)).toEqual([200, '150000', `${text.length}`])
    expect((await ana.api('/api/files/uploads')).body.items).toEqual([
      expect.objectContaining({ name: 'sea/narwhal.txt', received: 150_000, size: text.length, mediaType: 'text/plain' }),
    ])
    expectProblem(await piece(ana, address, 100_000, text.slice(100_000)), 409, 'memory.upload_offset')
    const last = await piece(ana, address, 150_000, text.slice(150_000))
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, `${text.length}`])
    const id = last.headers.get('atom-file') as string
    expect(await ready(ana, id)).toMatchObject({ name: 'sea/narwhal.txt', status: 'ready', size: text.length, mediaType: 'text/plain' })
    expect((await ana.api(`/api/files/${id}/content`)).body).toBe(text)
    expect((await ana.api('/api/memory/search', { body: { query: 'narwhal tusk', limit: 1 } })).body.items[0].documentId).toBe(id)
    // Whoever missed the answer asks again, and hears what it became.
    const asked = await ana.api(address, { method: 'HEAD', headers: tus })
    expect([asked.headers.get('upload-offset'), asked.headers.get('atom-file')]).toEqual([`${text.length}`, id])
    expect((await ana.api('/api/files/uploads')).body.items).toEqual([])
    expect(existsSync(onDisk)).toBe(false)
    await ana.api(`/api/files/${id}`, { method: 'DELETE' })
  }, 60_000)

  test('one in pieces is its sender’s alone, and refused where it is wrong in length, offset, type, version or size', async () => {
    const { ana, max, vic, eve, server } = world
    const options = await server.request('/api/files', { method: 'OPTIONS' })
    expect(['tus-version', 'tus-max-size', 'tus-extension'].map(name => options.headers.get(name))).toEqual([
      '1.0.0',
      `${2 * 1024 ** 2}`,
      'creation,creation-with-upload,termination,expiration',
    ])
    expectProblem(await begin(ana, 2 * 1024 ** 2 + 1), 413, 'memory.file_too_large')
    for (const length of ['', '-1', '1.5', 'ten'])
      expectProblem(await begin(ana, 0, 'x', { 'upload-length': length }), 400, 'kernel.invalid_input')
    expectProblem(await begin(vic, 4), 403, 'kernel.forbidden')
    const address = (await begin(ana, 4)).headers.get('location') as string
    expectProblem(await server.request(address, { method: 'PATCH', headers: tus }), 401, 'server.unauthenticated')
    for (const other of [max, eve]) {
      expectProblem(await piece(other, address, 0, 'abcd'), 404, 'kernel.not_found')
      expect((await other.api(address, { method: 'HEAD', headers: tus })).status).toBe(404)
      expectProblem(await other.api(address, { method: 'DELETE', headers: tus }), 404, 'kernel.not_found')
    }
    expectProblem(await piece(ana, address, 0, 'abcd', { 'content-type': 'text/plain' }), 415, 'server.media_type')
    expectProblem(await piece(ana, address, 0, 'abcd', { 'tus-resumable': '0.2.2' }), 412, 'memory.tus_version')
    expectProblem(await piece(ana, address, 0, 'abcde'), 400, 'memory.upload_longer')
    expectProblem(await piece(ana, address, 1, 'bcd'), 409, 'memory.upload_offset')
    expectProblem(await piece(ana, address, 0, 'abcd', { 'upload-offset': 'x' }), 400, 'kernel.invalid_input')
    expect(await offsetOf(ana, address)).toEqual([200, '0', '4'])
    expect((await ana.api(address, { method: 'DELETE', headers: tus })).status).toBe(204)
    expect((await ana.api(address, { method: 'HEAD', headers: tus })).status).toBe(404)
    const whole = await ana.api('/api/files', {
      method: 'POST',
      headers: { ...tus, 'upload-length': '5', 'content-type': 'application/offset+octet-stream' },
      body: 'whole',
    })
    expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '5'])
    expect((await ana.api(`/api/files/${whole.headers.get('atom-file')}/content`)).body).toBe('whole')
    await ana.api(`/api/files/${whole.headers.get('atom-file')}`, { method: 'DELETE' })
  })

  test('those in a ZIP file are documents of their own, in ZIP files in it too, and go with it', async () => {
    const { ana } = world
    const inner = zipOf({ 'deep.txt': 'The wombat digs at night.' })
    const zip = zipOf({ 'docs/a.txt': 'The quokka smiles.', 'docs/inner.zip': inner, 'empty/': '' })
    const { body } = await upload(ana, ['animals.zip', Uint8Array.from(zip), 'application/zip'])
    expect(await ready(ana, body.id)).toMatchObject({ status: 'ready', passages: 0 })
    const inside = async (parent: string) => (await ana.api(`/api/files?parent=${parent}`)).body.items
    const entries = await inside(body.id)
    expect(entries.map((file: { name: string }) => file.name).sort()).toEqual(['docs/a.txt', 'docs/inner.zip'])
    for (const { id } of entries) await ready(ana, id)
    const [deep] = await inside(entries.find((file: { name: string }) => file.name === 'docs/inner.zip').id)
    expect(deep).toMatchObject({ name: 'deep.txt' })
    expect(await ready(ana, deep.id)).toMatchObject({ status: 'ready', passages: 1 })
    const search = async () => (await ana.api('/api/memory/search', { body: { query: 'wombat quokka' } })).body.items
    expect((await search()).map((item: { text: string }) => item.text).sort()).toEqual(['The quokka smiles.', 'The wombat digs at night.'])
    expect((await ana.api(`/api/files/${body.id}/retry`, { method: 'POST' })).body.status).toBe('queued')
    await ready(ana, body.id)
    expect((await inside(body.id)).map((file: { id: string }) => file.id).sort()).toEqual(
      entries.map((file: { id: string }) => file.id).sort(),
    )
    expect((await ana.api(`/api/files/${body.id}`, { method: 'DELETE' })).body.deleted).toBe(4)
    expect(await search()).toEqual([])
    await eventually(async () =>
      filesIn(join(world.server.dataDir, 'files')).includes(sha256('The wombat digs at night.')) ? undefined : true,
    )
  })

  test('a fact that is written anew is found as it is now said, by the one who told it alone, until it is taken back', async () => {
    const { ana, eve, max } = world
    const { id } = (await ana.api('/api/memory/facts', { body: { text: 'My umbrella is green' } })).body
    const patch = { method: 'PATCH', body: { text: 'My umbrella is purple' } }
    expect((await ana.api(`/api/memory/facts/${id}`, patch)).body).toMatchObject({ id, text: 'My umbrella is purple' })
    for (const other of [eve, max]) expectProblem(await other.api(`/api/memory/facts/${id}`, patch), 404, 'kernel.not_found')
    const said = async (person: Person) =>
      (await person.api('/api/memory/search', { body: { query: 'umbrella', filters: { categories: ['user'] } } })).body.items.map(
        (item: { text: string }) => item.text,
      )
    const becomes = (text: string) => eventually(async () => ((await said(ana)).join() === text ? true : undefined), 60)
    await becomes('My umbrella is purple')
    expect(await said(max)).toEqual([])
    const changed = await ana.api(`/api/memory/facts/${id}`, { method: 'PATCH', body: { text: 'My umbrella is white' } })
    await ana.invoke('undo', { id: changed.headers.get('atom-undo') })
    expect((await ana.api('/api/memory/facts')).body.items[0].text).toBe('My umbrella is purple')
    await becomes('My umbrella is purple')
  }, 60_000)

  test('a PDF is shown by the browser’s own viewer, which opens in no sandbox; a page is only ever saved', async () => {
    const { ana } = world
    const { body } = await upload(ana, ['a.pdf', '%PDF-1.4', 'application/pdf'], ['b.html', '<script>1</script>', 'text/html'])
    const shown = async (name: string) => {
      const { id } = body.items.find((item: { name: string }) => item.name === name)
      const { headers } = await ana.api(`/api/files/${id}/content?inline=true`)
      return ['content-type', 'content-disposition', 'content-security-policy'].map(header => headers.get(header)?.split(';')[0])
    }
    expect(await shown('a.pdf')).toEqual(['application/pdf', 'inline', "frame-ancestors 'none'"])
    expect(await shown('b.html')).toEqual(['application/octet-stream', 'attachment', 'sandbox'])
  })

  test('names lead nowhere', async () => {
    const { ana } = world
    const names = ['../../etc/passwd', 'C:\\Users\\a\\b.txt', '/root/x.txt', 'a/./b//c.txt']
    const { body } = await upload(ana, ...names.map((name, n): [string, string] => [name, `named ${n}`]))
    expect(body.items.map((item: { name: string }) => item.name).sort()).toEqual(['Users/a/b.txt', 'a/b/c.txt', 'etc/passwd', 'root/x.txt'])
    for (const { id } of body.items) await ana.api(`/api/files/${id}`, { method: 'DELETE' })
  })
})
