import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reapTemporary, temporaryFolder } from '../../../tests/harness/temporary.ts'
import { body } from '../graphs.ts'
import { freePort, installPeer, type Peer, run, untilAnswered } from './peer.ts'

const version = '5.0.7'

type Node = Record<string, unknown>
const node = (flow: string, id: string, type: string, fields: Node, ...wires: string[][]): Node => ({
  ...{ id: `${flow}-${id}`, type, z: flow, name: id, x: 0, y: 0, wires: wires.map(to => to.map(other => `${flow}-${other}`)) },
  ...fields,
})
const set = (flow: string, id: string, rules: [field: string, value: string, type: 'str' | 'jsonata'][], next: string) =>
  node(flow, id, 'change', { rules: rules.map(([field, to, tot]) => ({ t: 'set', p: `payload.${field}`, pt: 'msg', to, tot })) }, [next])
const hook = (flow: string, next: string) =>
  node(flow, 'in', 'http in', { url: `/${flow}`, method: 'post', upload: false, swaggerDoc: '' }, [next])
const reply = (flow: string) => node(flow, 'reply', 'http response', { statusCode: '', headers: {} })
const tab = (flow: string): Node => ({ id: flow, type: 'tab', label: flow, disabled: false, info: '' })

/** The same work as `w1` and `chainOfTen`. */
const flows = [
  tab('w1'),
  hook('w1', 'net'),
  set('w1', 'net', [['net', 'payload.amount / 1.2', 'jsonata']], 'big'),
  node(
    'w1',
    'big',
    'switch',
    {
      ...{ property: 'payload.net', propertyType: 'msg', checkall: 'false', repair: false, outputs: 2 },
      rules: [{ t: 'gt', v: '100', vt: 'num' }, { t: 'else' }],
    },
    ['tier'],
    ['reply'],
  ),
  set('w1', 'tier', [['tier', 'large', 'str']], 'reply'),
  reply('w1'),
  tab('chain'),
  hook('chain', 's0'),
  ...Array.from({ length: 10 }, (_, n) => set('chain', `s${n}`, [[`f${n}`, `v${n}`, 'str']], n < 9 ? `s${n + 1}` : 'reply')),
  reply('chain'),
]

/** @throws with why it could not be installed or started */
export async function startNodeRed(): Promise<Peer> {
  const installed = await installPeer({ name: 'node-red', version })
  reapTemporary('node-red')
  const home = temporaryFolder('node-red')
  writeFileSync(join(home, 'flows.json'), JSON.stringify(flows))
  const port = await freePort()
  const script = join(installed, 'node_modules/node-red/red.js')
  const started = run(script, ['-u', home, '-p', String(port), '-D', 'uiHost=127.0.0.1', 'flows.json'], { env: {}, cwd: home })
  const url = `http://127.0.0.1:${port}`
  try {
    for (const flow of ['w1', 'chain']) await untilAnswered(`${url}/${flow}`, body, started)
  } catch (error) {
    await started.stop()
    throw error
  }
  return { name: `Node-RED ${version}`, keeps: 'nothing', urls: { w1: `${url}/w1`, chain: `${url}/chain` }, stop: started.stop }
}
