import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reapTemporary, temporaryFolder } from '../../../tests/harness/temporary.ts'
import { body } from '../graphs.ts'
import { freePort, installPeer, type Peer, run, untilAnswered } from './peer.ts'

const version = '2.41.1'

type Node = Record<string, unknown>
const node = (name: string, type: string, typeVersion: number, parameters: Node, more: Node = {}): Node => ({
  ...{ id: name.toLowerCase(), name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters },
  ...more,
})
const hook = (path: string) =>
  node('Webhook', 'webhook', 2, { httpMethod: 'POST', path, responseMode: 'responseNode', options: {} }, { webhookId: `bench-${path}` })
const set = (name: string, fields: [name: string, value: string, type: 'string' | 'number'][]) =>
  node(name, 'set', 3.4, {
    ...{ mode: 'manual', includeOtherFields: true, options: {} },
    assignments: { assignments: fields.map(([field, value, type]) => ({ id: field, name: field, value, type })) },
  })
const reply = () =>
  node('Reply', 'respondToWebhook', 1.1, { respondWith: 'json', responseBody: '={{ JSON.stringify($json) }}', options: {} })
const big = () =>
  node('Big', 'if', 2.2, {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
      combinator: 'and',
      conditions: [{ id: 'big', leftValue: '={{ $json.net }}', rightValue: 100, operator: { type: 'number', operation: 'gt' } }],
    },
    options: {},
  })
/** Each port of a node leads to one other. */
const arrows = (ports: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(ports).map(([from, to]) => [from, { main: to.map(other => [{ node: other, type: 'main', index: 0 }]) }]),
  )
const workflow = (id: string, nodes: Node[], ports: Record<string, string[]>) => ({
  ...{
    id,
    name: id,
    nodes,
    connections: arrows(ports),
    settings: { executionOrder: 'v1' },
    active: false,
    pinData: {},
    meta: null,
    tags: [],
  },
})

/** The same work as `w1` and `chainOfTen`. */
const sets = Array.from({ length: 10 }, (_, n) => `S${n}`)
const workflows = [
  workflow(
    'benchw1',
    [
      hook('w1'),
      set('Net', [['net', '={{ $json.body.amount / 1.2 }}', 'number']]),
      big(),
      set('Tier', [['tier', 'large', 'string']]),
      reply(),
    ],
    {
      ...{ Webhook: ['Net'], Net: ['Big'], Big: ['Tier', 'Reply'], Tier: ['Reply'] },
    },
  ),
  workflow('benchchain', [hook('chain'), ...sets.map((name, n) => set(name, [[`f${n}`, `v${n}`, 'string']])), reply()], {
    ...Object.fromEntries(['Webhook', ...sets].map((name, n) => [name, [sets[n] ?? 'Reply']])),
  }),
]

/** @throws with why it could not be installed or started */
export async function startN8n(): Promise<Peer> {
  const installed = await installPeer({ name: 'n8n', version, build: ['sqlite3', 'isolated-vm'] })
  reapTemporary('n8n')
  const home = temporaryFolder('n8n')
  const files = join(home, 'workflows')
  mkdirSync(files)
  for (const one of workflows) writeFileSync(join(files, `${one.id}.json`), JSON.stringify(one))
  const port = await freePort()
  const env = {
    ...{
      N8N_USER_FOLDER: home,
      N8N_PORT: String(port),
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_RUNNERS_BROKER_PORT: String(await freePort()),
    },
    ...{ N8N_DIAGNOSTICS_ENABLED: 'false', N8N_VERSION_NOTIFICATIONS_ENABLED: 'false', N8N_TEMPLATES_ENABLED: 'false' },
  }
  const script = join(installed, 'node_modules/n8n/bin/n8n')
  for (const args of [
    ['import:workflow', '--separate', `--input=${files}`],
    ...workflows.map(({ id }) => ['publish:workflow', `--id=${id}`]),
  ]) {
    const command = run(script, args, { env, cwd: home })
    if ((await command.ended) !== 0) throw new Error(`n8n ${args[0]}: ${command.words().split('\n').at(-1)}`)
  }
  const started = run(script, ['start'], { env, cwd: home })
  const url = `http://127.0.0.1:${port}/webhook`
  try {
    for (const flow of ['w1', 'chain']) await untilAnswered(`${url}/${flow}`, body, started)
  } catch (error) {
    await started.stop()
    throw error
  }
  return { name: `n8n ${version}`, keeps: 'each run when it ends', urls: { w1: `${url}/w1`, chain: `${url}/chain` }, stop: started.stop }
}
