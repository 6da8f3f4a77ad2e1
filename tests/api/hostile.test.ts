import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Anything, type Server, startServer } from '../harness/server.ts'
import { speak } from '../harness/speak.ts'
import { addressOf, bodyOf, isOurs, type Operation, operationsOf, readDocument, typesOf } from './operations.ts'
import { databases, expectProblem, startWorld, type World } from './world.ts'

const json = { 'content-type': 'application/json' }
const name = ({ method, path }: Operation) => `${method} ${path}`
const differing = (answers: [string, Answer, number][]) =>
  answers
    .filter(([, answer, wanted]) => answer.status !== wanted)
    .map(([what, answer]) => `${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)

for (const database of databases)
  describe(`hostile input on ${database.name}`, () => {
    let world: World
    let taking: Operation[]
    beforeAll(async () => {
      world = await startWorld({ database })
      taking = operationsOf(await readDocument(world.server)).filter(
        operation => operation.body && isOurs(operation) && operation.id !== 'skills.invoke',
      )
    })
    afterAll(() => world?.stop())

    const nasty = [
      `'; drop table task; --`,
      `" or ""="`,
      `' union select hash from api_key --`,
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '{{ 7*7 }} <%= 7*7 %> #{7*7} %s%n %00 \\u0000',
      '../../../etc/passwd',
      '%_\\%',
      '=cmd|calc!A1',
      '\u202enaïve 🦊 e\u0301 日本語 \u0007\u001b[31m',
      '"\\\u2028\u2029\ufeff"',
      '__proto__',
      'null',
    ]
    const records: [string, Anything][] = [
      ['/api/tasks', { title: 'x' }],
      ['/api/calendar/events', { title: 'x', start: '2027-01-04T10:00' }],
      ['/api/notes', { body: 'x' }],
      ['/api/contacts', { name: 'x' }],
      ['/api/reminders', { title: 'x', due: '2999-01-04T10:00' }],
      ['/api/projects', { name: 'x' }],
    ]
    for (const [path, least] of records)
      test(`${path}: SQL, HTML and templates in every text field come back as they were, are found, and change nothing else`, async () => {
        const operation = taking.find(({ method, path: own }) => method === 'POST' && own === path) as Operation
        const texts = Object.entries(operation.body?.properties ?? {}).filter(
          ([field, schema]) =>
            schema.type === 'string' &&
            !schema.enum &&
            !schema.pattern &&
            !schema.format &&
            !['due', 'start', 'end', 'timeZone', 'rrule', 'parent', 'task'].includes(field),
        )
        expect(texts.map(([field]) => field)).toEqual(
          expect.arrayContaining(Object.keys(least).filter(field => field !== 'due' && field !== 'start')),
        )
        const before = (await world.eve.api(`${path}?limit=200`)).body
        for (const text of nasty) {
          const fields = Object.fromEntries(texts.map(([field]) => [field, text]))
          const labels = operation.body?.properties?.labels ? { labels: [text.slice(0, 50).trim()] } : {}
          const body = { ...least, ...fields, ...labels, ...(path === '/api/projects' ? { name: `${text} ${nasty.indexOf(text)}` } : {}) }
          const made = await world.ana.api(path, { body })
          expect([made.status, text]).toEqual([201, text])
          const got = path === '/api/projects' ? made : await world.ana.api(`${path}/${made.body.id}`)
          const { start: _, due: __, ...wanted } = body
          expect(got.body).toMatchObject(wanted)
        }
        expect((await world.eve.api(`${path}?limit=200`)).body).toEqual(before)
        expect((await world.ana.api(`${path}?limit=200`)).status).toBe(200)
      })

    test('a search takes %, _ and quotes literally', async () => {
      const found = async (query: string) =>
        (await world.ana.api('/api/skills/notes.search/invoke', { body: { query } })).body.output.items.length
      await world.ana.api('/api/notes', { body: { body: 'a plain zebra note' } })
      expect(await found('zebra')).toBe(1)
      for (const query of ['z%a', 'z_bra', `zebra' or '1'='1`]) expect([query, await found(query)]).toEqual([query, 0])
    })

    test('names and titles of other things are text too', async () => {
      const text = `<b onclick="x">'; --`
      expect((await world.eve.api('/api/me', { method: 'PATCH', body: { name: text } })).body.name).toBe(text)
      expect((await world.eve.api('/api/workspace', { method: 'PATCH', body: { name: text } })).body.name).toBe(text)
      expect((await world.eve.api('/api/keys', { body: { name: text } })).body.name).toBe(text)
      const { sessionId } = await world.eve.chat(text)
      expect((await world.eve.api(`/api/chat/sessions/${sessionId}`, { method: 'PATCH', body: { title: text } })).body.title).toBe(text)
      const messages = (await world.eve.api(`/api/chat/sessions/${sessionId}/messages`)).body.items
      expect(messages[0].parts).toEqual([{ type: 'text', text }])
    })

    test('NUL and half a character are refused in every text of every body, on either database', async () => {
      const answers: [string, Answer, number][] = []
      for (const operation of taking)
        for (const [field, schema] of Object.entries(operation.body?.properties ?? {})) {
          const types = typesOf(schema)
          if (types && !types.has('string') && !types.has('array')) continue
          for (const text of ['a\0b', 'a\ud800b', '\udc00']) {
            const value = types?.has('string') === false ? [text] : text
            const body = { ...bodyOf(operation.body ?? {}), [field]: value }
            answers.push([
              `${name(operation)} ${field}`,
              await world.ana.api(addressOf(operation), { method: operation.method, body }),
              400,
            ])
          }
        }
      expect(answers.length).toBeGreaterThan(150)
      expect(differing(answers)).toEqual([])
      for (const path of [
        '/api/tasks/%00',
        '/api/tasks?project=%00',
        '/api/chat/sessions/%00/messages',
        '/api/skills/%00/invoke',
        '/api/tasks?cursor=%00',
        '/api/skills?cursor=%00',
      ])
        expectProblem(await world.ana.api(path, path.endsWith('invoke') ? { body: {} } : {}), 400, 'kernel.invalid_input')
      const signUp = { name: 'a\0b', email: 'nul@example.com', password: 'long enough for us' }
      expect((await world.server.request('/api/auth/sign-up/email', { body: signUp })).status).toBe(400)
      expect((await world.server.request('/api/auth/sign-in/email', { body: { email: 'a\0@example.com', password: 'x' } })).status).toBe(
        400,
      )
    })

    test('numbers too large, too small or broken are refused where a number belongs', async () => {
      const answers: [string, Answer, number][] = []
      for (const operation of taking)
        for (const [field, schema] of Object.entries(operation.body?.properties ?? {})) {
          if (!typesOf(schema)?.has('number')) continue
          for (const number of ['1e308', '-1e308', '1e400', '-1', '0.5', '9007199254740993', '1e21']) {
            const rest = JSON.stringify({ ...bodyOf(operation.body ?? {}), [field]: 0 }).replace(`"${field}":0`, `"${field}":${number}`)
            answers.push([
              `${name(operation)} ${field}=${number}`,
              await world.ana.api(addressOf(operation), { method: operation.method, headers: json, body: rest }),
              400,
            ])
          }
        }
      expect(answers.length).toBeGreaterThan(6)
      expect(differing(answers)).toEqual([])
      for (const limit of ['1e400', '99999999999999999999', '-0.5', '0x10', 'NaN', 'Infinity', '%31%30%30%30'])
        expectProblem(await world.ana.api(`/api/tasks?limit=${limit}`), 400, 'kernel.invalid_input')
    })

    test('nesting without end, lists without end and forbidden names are refused quickly', async () => {
      const deep = (open: string, close: string, depth: number) => open.repeat(depth) + 1 + close.repeat(depth)
      const bodies: [string, string][] = [
        ['/api/tasks', deep('[', ']', 200_000)],
        ['/api/tasks', `{"title":"x","notes":${deep('{"a":', '}', 100_000)}}`],
        ['/api/approvals/x', `{"decision":"approve","form":${deep('{"a":', '}', 100_000)}}`],
        ['/api/approvals/x', `{"decision":"approve","input":${deep('[', ']', 200_000)}}`],
        ['/api/tasks', `{"title":"x","labels":${JSON.stringify(Array(10_000).fill('x'))}}`],
        ['/api/tasks', '{"title":"x","__proto__":{"role":"owner"}}'],
        ['/api/tasks', '{"title":"x","constructor":{"prototype":{"role":"owner"}}}'],
        ['/api/tasks', '{"title":"x","":1}'],
        ['/api/chat', deep('{"text":', '}', 100_000)],
        ['/api/understand', `{"text":"x","history":${deep('[', ']', 100_000)}}`],
        ['/api/skills/tasks.create/invoke', deep('{"title":', '}', 100_000)],
      ]
      for (const [path, body] of bodies) {
        const begun = performance.now()
        const answer = await world.ana.api(path, { method: 'POST', headers: json, body })
        expect([body.slice(0, 60), answer.status]).toEqual([body.slice(0, 60), 400])
        expect(performance.now() - begun).toBeLessThan(1000)
      }
      const policies = await world.ana.api('/api/policies', { method: 'PUT', headers: json, body: `{"rules":${deep('[', ']', 100_000)}}` })
      expectProblem(policies, 400, 'kernel.invalid_input')
    })

    test('bodies of 10 MB are 413 at every door', async () => {
      const big = 'x'.repeat(10_000_000)
      for (const path of ['/api/tasks', '/api/chat', '/api/understand', '/api/auth/sign-in/email', '/api/skills/notes.create/invoke'])
        expectProblem(await world.ana.api(path, { body: { text: big } }), 413, 'server.too_large')
      const ics = await world.ana.api('/api/calendar/import', { body: big + big, headers: { 'content-type': 'text/calendar' } })
      expectProblem(ics, 413, 'server.too_large')
      expect(ics.body.detail).toBe('The body is larger than 10 MB.')
    })

    test('long ids, broken escapes and repeated parameters are a 4xx in words', async () => {
      const { ana } = world
      expectProblem(await ana.api(`/api/tasks/${'x'.repeat(400)}`), 404, 'kernel.not_found')
      expectProblem(await ana.api(`/api/tasks/${'x'.repeat(3000)}`), 404, 'server.no_route')
      for (const path of ['/api//tasks', '/api/tasks//x', '/api/tasks/%2e%2e/x', `/api/${'x'.repeat(3000)}`, '/v1//x', '/mcp/..%2fx'])
        expectProblem(await ana.api(path), 404, 'server.no_route')
      expectProblem(await ana.api(`/api/notes/${'%41'.repeat(100)}`), 404, 'kernel.not_found')
      for (const path of ['/api/tasks/%E0%A4%A', '/api/tasks/%', '/api/tasks/%zz', '/api/%ff/x']) expectProblem(await ana.api(path), 400)
      for (const query of [
        'filter=open&filter=done',
        'project=a&project=b',
        'limit=1&limit=1',
        'dueFrom=2027-01-01&dueFrom=2027-01-02',
        'filter[]=open',
        'filter=%E0%A4%A',
      ])
        expectProblem(await ana.api(`/api/tasks?${query}`), 400, 'kernel.invalid_input')
      expectProblem(await ana.api('/api/tasks/..%2f..%2fetc%2fshadow'), 404, 'kernel.not_found')
      expectProblem(await ana.api('/api/chat/sessions/..%2f..%2fkeys/messages'), 404, 'chat.session_not_found')
    })

    test('a body of another kind is 415, a method nobody serves 404', async () => {
      const { ana } = world
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data; boundary=x',
        'nonsense',
      ])
        expectProblem(
          await ana.api('/api/tasks', { method: 'POST', headers: { 'content-type': type }, body: 'title=x' }),
          415,
          'server.media_type',
        )
      expectProblem(await ana.api('/api/tasks', { method: 'PUT', body: { title: 'x' } }), 404, 'server.no_route')
      expect((await ana.api('/api/tasks', { method: 'HEAD' })).status).toBe(200)
    })

    test('JSON that is none is said to be none', async () => {
      for (const body of ['{"title":', 'hello'])
        expectProblem(await world.ana.api('/api/tasks', { method: 'POST', headers: json, body }), 400, 'server.bad_json')
    })

    test.each([
      ['a number for a title', { title: 7 }, 'title'],
      ['no title', {}, 'title'],
      ['a day that does not exist', { title: 'x', due: '2026-02-30' }, 'due'],
      ['a priority nobody knows', { title: 'x', priority: 'someday' }, 'priority'],
      ['a list where one word belongs', { title: ['x'] }, 'title'],
    ])('%s names the field', async (_, body, path) => {
      const answer = await world.ana.api('/api/tasks', { body })
      expectProblem(answer, 400, 'kernel.invalid_input')
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([path])
    })

    test('no answer leaks a path, a query or a stack', async () => {
      const answers = await Promise.all([
        world.ana.api('/api/tasks/%00'),
        world.ana.api('/api/skills/no.such/invoke', { body: {} }),
        world.ana.api('/api/chat', { body: { text: '' } }),
        world.ana.api('/api/chat', { body: { text: 'hi', sessionId: 'nobody' } }),
        world.ana.api('/api/nothing-here'),
      ])
      expect(answers.map(({ status }) => status)).toEqual([400, 404, 400, 404, 404])
      for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/\/packages\/|node_modules|select |insert | at \w+ \(/i)
    })

    test('nothing of all this was logged as a failure of ours', () => {
      expect(world.server.log.split('\n').filter(line => line.includes('"level":50'))).toEqual([])
      expect(world.server.log).not.toContain('MaxListeners')
    })
  })

describe('who may call from where', () => {
  let world: World
  let operations: Operation[]
  beforeAll(async () => {
    world = await startWorld({ env: { ATOM_TRUST_PROXY: 'true' } })
    operations = operationsOf(await readDocument(world.server))
  })
  afterAll(() => world?.stop())

  test('a foreign page can write nothing with a cookie, on any route, and reads no answer', async () => {
    const before = (await world.ana.api('/api/audit?limit=200')).body
    const answers: [string, Answer, number][] = []
    for (const operation of operations.filter(({ method }) => method !== 'GET'))
      for (const origin of [
        'https://evil.example',
        'null',
        `${world.server.url}.evil.example`,
        world.server.url.replace('http:', 'https:'),
      ]) {
        const answer = await world.ana.browse(addressOf(operation), {
          method: operation.method,
          headers: { origin },
          ...(operation.body ? { body: bodyOf(operation.body) } : {}),
        })
        answers.push([`${name(operation)} from ${origin}`, answer, 403])
        expect([...answer.headers.keys()].filter(header => header.startsWith('access-control-'))).toEqual([])
      }
    expect(differing(answers)).toEqual([])
    expect((await world.ana.api('/api/audit?limit=200')).body).toEqual(before)
  })

  test('a form of a foreign page that names no Origin is told by Sec-Fetch-Site; a program that names neither may write', async () => {
    const { cookie } = world.ana
    const post = (headers: Record<string, string>) =>
      world.server.request('/api/tasks', { body: { title: 'x' }, headers: { cookie, ...headers } })
    expectProblem(await post({ 'sec-fetch-site': 'cross-site' }), 403, 'server.foreign_origin')
    expect((await post({})).status).toBe(201)
    for (const host of ['localhost', '127.0.0.1'])
      expect((await post({ origin: `http://${host}:${new URL(world.server.url).port}` })).status).toBe(201)
  })

  test('no answer allows another origin, asked before or not', async () => {
    const origin = 'https://evil.example'
    for (const [path, options] of [
      [
        '/api/tasks',
        {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
        },
      ],
      ['/api/me', { headers: { origin, cookie: world.ana.cookie } }],
      ['/openapi.json', { headers: { origin } }],
      ['/api/auth/get-session', { headers: { origin, cookie: world.ana.cookie } }],
      ['/health', { headers: { origin } }],
    ] as const) {
      const answer = await world.server.request(path, options)
      expect([path, ...[...answer.headers.keys()].filter(header => header.startsWith('access-control-'))]).toEqual([path])
    }
  })

  test('every answer carries the headers that keep browsers from guessing, framing and caching', async () => {
    for (const path of ['/api/me', '/api/nothing', '/api/tasks/%', '/health', '/docs', '/openapi.json', '/no-such-page']) {
      const { headers } = await world.ana.api(path)
      expect([path, headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy')]).toEqual([
        path,
        'nosniff',
        'DENY',
        'same-origin',
      ])
    }
    expect((await world.ana.api('/api/me')).headers.get('cache-control')).toBe('no-store')
    expect((await world.server.request('/docs')).headers.get('content-security-policy')).toMatch(
      /default-src 'self'.*frame-ancestors 'none'/,
    )
  })

  const pages = join(import.meta.dirname, '../../apps/web/out/index.html')
  if (!existsSync(pages))
    console.warn('SKIPPED: the web app is not built, so the policy of its pages is not tested here; npm test builds it.')
  test.skipIf(!existsSync(pages))('pages may run no script but their own', async () => {
    const page = await world.server.request('/')
    expect(page.status).toBe(200)
    const policy = page.headers.get('content-security-policy') as string
    expect(policy).toContain("script-src 'self'")
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe|\*|http/)
    expect(policy).toContain("object-src 'none'")
    const missing = await world.server.request('/no-such-page')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-.*frame-ancestors 'none'/)
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/.env', '//', `/${'x'.repeat(3000)}`]) {
      const answer = await world.server.request(path)
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  test('200 wrong sign-ins at once are 401 or 429, hold nobody up, and lock nobody out elsewhere', async () => {
    const { ana, server } = world
    const signIn = (password: string, address: string) =>
      server.request('/api/auth/sign-in/email', { body: { email: ana.email, password }, headers: { 'x-forwarded-for': address } })
    const guesses = Promise.all(Array.from({ length: 200 }, (_, n) => signIn(`guess ${n}`, '203.0.113.1')))
    const times: number[] = []
    let over = false
    void guesses.then(() => (over = true))
    do {
      const begun = performance.now()
      expect((await ana.api('/api/tasks?limit=1')).status).toBe(200)
      times.push(performance.now() - begun)
    } while (!over)
    const statuses = (await guesses).map(answer => answer.status)
    expect(statuses.filter(status => status !== 401 && status !== 429)).toEqual([])
    expect(statuses.filter(status => status === 401).length).toBe(10)
    expect(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(500)
    const refused = await signIn(ana.password, '203.0.113.1')
    expectProblem(refused, 429, 'server.too_many')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await signIn(ana.password, '203.0.113.2')).status).toBe(200)
  })

  test('a message too long to be a request is told so at once, and a tangled one holds nobody up', async () => {
    const { ana } = world
    const before = (await ana.api('/api/tasks?filter=all&limit=200')).body
    for (const words of ['tomorrow at 3pm and ', 'add a task ', 'and ', 'a\n', 'note: a. ', 'tasks: a, b, ', '🦊', '1/1/1 ']) {
      const tangled = words.repeat(1000 / words.length)
      for (const [text, limit] of [
        [words.repeat(9990 / words.length), 1000],
        [tangled, 5000],
      ] as const) {
        const begun = performance.now()
        const answer = await ana.api('/api/understand', {
          body: { text, history: [{ role: 'user', text: words.repeat(9990 / words.length) }] },
        })
        expect([words, answer.status]).toEqual([words, 200])
        expect(performance.now() - begun).toBeLessThan(limit)
      }
    }
    const answer = await ana.chat('add a task tomorrow and '.repeat(1300))
    expect([answer.calls, answer.text]).toEqual([[], expect.stringContaining('more than I can read')])
    expect((await ana.api('/api/tasks?filter=all&limit=200')).body).toEqual(before)
  })

  test('who is nobody is told so before what they send is read', async () => {
    const call = (path: string, contentType: string, body: string) =>
      world.server.request(path, { method: 'POST', headers: { authorization: 'Bearer atom_made_up', 'content-type': contentType }, body })
    expectProblem(await call('/api/tasks', 'application/json', '{bad'), 401, 'server.unauthenticated')
    expectProblem(await call('/api/calendar/import', 'text/calendar', 'x'.repeat(20_000_000)), 401, 'server.unauthenticated')
  })

  test('many tangled messages at once leave room for everybody else between two of them', async () => {
    const { ana, vic } = world
    const text = '1 2 3 4 5/6 7:8 '.repeat(62)
    let answered = 0
    const all = Array.from({ length: 20 }, () => vic.api('/api/understand', { body: { text } }).then(() => answered++))
    await Promise.race(all)
    expect((await ana.api('/api/me')).status).toBe(200)
    // Served among the first, not after all of them.
    expect(answered).toBeLessThan(12)
    await Promise.all(all)
  })

  test('what is no HTTP gets a problem and its connection is closed', async () => {
    expect(await speak(world.server.url, 'HELO there\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*application\/problem\+json[\s\S]*server\.bad_request/,
    )
    expect(await speak(world.server.url, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [\s\S]*server\.headers_too_large/,
    )
    expect((await world.ana.api('/api/me')).status).toBe(200)
  })
})

describe('the rate limit', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ env: { ATOM_RATE_LIMIT: '6' } })
  })
  afterAll(() => server?.stop())

  test('counts by person, with whatever key or session, and by address where nobody is known; the rest goes on', async () => {
    const signedUp = await server.request('/api/auth/sign-up/email', {
      body: { name: 'A', email: 'a@example.com', password: 'long enough for us' },
    })
    const cookie = signedUp.headers.getSetCookie()[0]?.split(';')[0] as string
    const { key } = (await server.request('/api/keys', { body: { name: 'k' }, headers: { cookie } })).body
    const ask = (headers: Record<string, string>) => server.request('/api/me', { headers })
    const byKey = { authorization: `Bearer ${key}` }
    // Making the key was the first.
    for (let n = 0; n < 5; n++) expect((await ask(byKey)).status).toBe(200)
    const refused = await ask(byKey)
    expectProblem(refused, 429, 'server.too_many')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expectProblem(await ask({ cookie }), 429, 'server.too_many')
    for (let n = 0; n < 6; n++) await ask({ authorization: 'Bearer atom_made_up' })
    expectProblem(await ask({ authorization: 'Bearer atom_another' }), 429, 'server.too_many')
    expect((await server.request('/health')).status).toBe(200)
  })
})
