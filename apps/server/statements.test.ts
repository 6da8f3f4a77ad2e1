import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AtomError, type Context, newId, parseInput, readConfig, type Skill } from '@atom/kernel'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Atom } from './atom.ts'
import { compose } from './compose.ts'

let dataDir: string
let atom: Atom
/** Every statement but inserts that the skills of all packages made, each once. */
let statements: string[]
let database: DatabaseSync
/** Skills that none of the inputs fits, and that are not called for that. */
const notCalled: string[] = []

/** Inputs that some skill takes, the smallest first; `id` is of a record of the skill's kind where one was made. */
const inputs = (id: string) => [
  {},
  { id },
  { query: 'x' },
  { name: 'x' },
  { title: 'x' },
  { body: 'x' },
  { text: 'x' },
  { date: '2026-12-01' },
  { ids: [id] },
  { id, title: 'y' },
  { id, text: 'y' },
  { id, role: 'viewer' },
  { id, read: true },
  { id, status: 'open' },
  { id, version: 1 },
  { id, delivery: id },
  { id, from: 1, to: 2 },
  { id, series: id },
  { id, node: 'a' },
  { name: 'x', value: 1 },
  { rules: [] },
  { title: 'x', due: '2026-12-01T10:00' },
  { title: 'x', start: '2026-12-01T10:00' },
  { kind: 'openai', model: 'gpt', apiKey: 'sk-x' },
  {
    name: 'x',
    graph: { trigger: { type: 'manual' }, nodes: [{ id: 'a', type: 'set', input: { x: 1 } }], edges: [{ from: 'trigger', to: 'a' }] },
  },
  { ics: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
  { type: 'web', url: 'https://example.invalid/' },
  { document: id },
  { id, from: 'a' },
  { id, at: '2026-12-01T09:00' },
]

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
  atom = await compose(readConfig({ ATOM_DATA_DIR: dataDir, ATOM_MEMORY: 'off', ATOM_SIGN_UP: 'open' }), { log: pino({ level: 'silent' }) })
  const body = JSON.stringify({ name: 'Ana', email: 'ana@example.test', password: 'a long enough password' })
  const signed = await atom.identity.handleAuth(
    new Request('http://localhost:5058/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:5058' },
      body,
    }),
  )
  const cookie = signed.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const caller = await atom.identity.authenticate(new Headers({ cookie }))
  if (!caller) throw new Error('Nobody signed up.')
  const ctx = atom.contextFor(caller, { via: 'api', signal: new AbortController().signal })
  statements = await statementsOf(() => callAll(ctx))
  database = new DatabaseSync(join(dataDir, 'atom.sqlite'), { readOnly: true })
})
afterAll(async () => {
  database?.close()
  await atom?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const inputFor = (skill: Skill, id: string) =>
  inputs(id).find(input => {
    try {
      return parseInput(skill, input)
    } catch {
      return undefined
    }
  })

/** What makes something comes first, what reads it next, what takes it away last. */
const rank = ({ id, effect }: Skill) =>
  /create|add|set|start|invite/.test(id) ? 0 : effect === 'read' ? 1 : id.endsWith('.update') ? 2 : effect === 'write' ? 3 : 4

/** Calls every skill that stays within ATOM and takes one of the inputs. What it answers, or refuses, is tested elsewhere. */
async function callAll(ctx: Context): Promise<void> {
  const made = new Map<string, string>()
  for (const skill of atom.registry.all().toSorted((a, b) => rank(a) - rank(b))) {
    const kind = skill.id.slice(0, skill.id.lastIndexOf('.'))
    const input = inputFor(skill, made.get(kind) ?? newId())
    if (skill.reach === 'outside' || skill.id === 'workspace.leave') continue
    if (!input) {
      notCalled.push(skill.id)
      continue
    }
    try {
      const outcome = await atom.invoke(ctx, skill.id, input)
      const id = outcome.status === 'done' ? (outcome.output as { id?: unknown } | null)?.id : undefined
      if (typeof id === 'string' && !made.has(kind)) made.set(kind, id)
    } catch (error) {
      if (!AtomError.is(error)) throw error
    }
  }
}

async function statementsOf(work: () => Promise<void>): Promise<string[]> {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare')
  await work()
  const asked = new Set(prepare.mock.calls.map(([sql]) => sql).filter(sql => /^\s*(select|update|delete|with)\b/i.test(sql)))
  prepare.mockRestore()
  return [...asked]
}

const namesOf = (query: string) =>
  database
    .prepare(query)
    .all()
    .map(({ name }) => name as string)

/** A row, for ever; and what is no table: the rows a query within the query has found. */
const small = ['instance', 'content']

test('every skill that stays within ATOM is called, but for those whose input is theirs alone', () => {
  expect(notCalled.toSorted()).toEqual(['embedders.fetch', 'embedders.test', 'files.add', 'reminders.reset', 'workflows.import'])
})

test('no statement of any skill reads a whole table', () => {
  expect(statements.length).toBeGreaterThan(150)
  const scans = statements.flatMap(sql =>
    database
      .prepare(`explain query plan ${sql}`)
      .all(...(sql.match(/\?/g) ?? []).map(() => ''))
      // A table is named as the statement calls it, so that names of tables alone would let those with another name pass.
      .filter(({ detail }) => {
        const [, scanned] = /^SCAN (?!CONSTANT ROW)(\S+)/.exec(detail as string) ?? []
        return scanned !== undefined && !small.includes(scanned)
      })
      .map(({ detail }) => `${detail}: ${sql}`),
  )
  expect(scans).toEqual([])
})

/** Whose workspace it is that is asked for: a caller’s own, before it is known. */
const asksForWorkspace = /^select "membership"\."person_id"/

test('every statement of any skill on what belongs to a workspace is bound to one', () => {
  const owned = namesOf(
    `select name from sqlite_master as m where type = 'table' and exists (select 1 from pragma_table_info(m.name) where name = 'workspace_id')`,
  )
  expect(owned.length).toBeGreaterThan(30)
  const about = (sql: string, table: string) => new RegExp(`\\b(from|join|update) "?${table}"?(?![\\w"])`).test(sql)
  const bound = /workspace_id"? (= \?|in \(\?)/
  const open = statements.filter(sql => !asksForWorkspace.test(sql) && !bound.test(sql) && owned.some(table => about(sql, table)))
  expect(open).toEqual([])
})
