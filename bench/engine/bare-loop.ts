// What the machine allows: node:http and node:sqlite alone, every event, run and step durable before the answer, commits of concurrent runs grouped.
// Argument: the database file. Prints its address.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

const db = new DatabaseSync(process.argv[2] as string)
db.exec(`pragma journal_mode = wal; pragma synchronous = full;
  create table event (id text primary key, body text, at integer) without rowid;
  create table run (id text primary key, workflow text, event text, status text, at integer) without rowid;
  create table step (run text, node text, status text, output text, at integer, primary key (run, node)) without rowid`)
const statement = {
  event: db.prepare('insert into event values (?, ?, ?)'),
  run: db.prepare('insert into run values (?, ?, ?, ?, ?)'),
  step: db.prepare('insert into step values (?, ?, ?, ?, ?)'),
}

type Write = [StatementSync, SQLInputValue[]]
let waiting: { writes: Write[]; durable: () => void }[] = []

function commit(writes: Write[]): Promise<void> {
  return new Promise(durable => {
    waiting.push({ writes, durable })
    if (waiting.length === 1) setImmediate(flush)
  })
}

function flush(): void {
  const group = waiting
  waiting = []
  db.exec('begin immediate')
  for (const { writes } of group) for (const [prepared, values] of writes) prepared.run(...values)
  db.exec('commit')
  for (const { durable } of group) durable()
}

let made = 0
/** The steps of the path `/hooks/w1` (set, if, set, respond) or `/hooks/chain` (ten sets, respond). */
async function run(path: string, body: { amount: number }): Promise<unknown> {
  const id = `${Date.now().toString(36)}${(made++).toString(36).padStart(6, '0')}`
  const at = Date.now()
  const writes: Write[] = [
    [statement.event, [`e${id}`, JSON.stringify(body), at]],
    [statement.run, [id, path, `e${id}`, 'succeeded', at]],
  ]
  const step = <T>(node: string, output: T): T => {
    writes.push([statement.step, [id, node, 'succeeded', JSON.stringify(output), Date.now()]])
    return output
  }
  let last: unknown
  if (path.endsWith('chain')) for (let n = 0; n < 10; n++) last = step(`s${n}`, { [`f${n}`]: `v${n}` })
  else {
    const net = step('net', { ...body, net: body.amount / 1.2 })
    const port = step('big', { port: net.net > 100 ? 'true' : 'false' }).port
    last = step('tier', { ...net, tier: port === 'true' ? 'large' : 'small' })
  }
  step('reply', last)
  await commit(writes)
  return last
}

const server = createServer((request, response) => {
  let text = ''
  request.on('data', part => {
    text += part
  })
  request.on('end', () => {
    void run(request.url as string, JSON.parse(text)).then(answer => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer))
    })
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
