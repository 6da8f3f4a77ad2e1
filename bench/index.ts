// npm run bench: the figures of this machine beside their aims. About eight minutes; run it while nothing else works.
import { startPostgres } from '../tests/harness/postgres.ts'
import { chatFigures } from './chat.ts'
import { print } from './figure.ts'
import { installSize } from './install-size.ts'
import { busy, machine } from './machine.ts'
import { startFigures } from './start.ts'
import { taskFigures } from './tasks.ts'

process.stdout.write(`${[...machine(), ...busy()].join('\n')}\n`)
print('Installed', installSize())
print('Start and memory (npm start, SQLite)', await startFigures())
print('Chat without a model (SQLite)', await chatFigures())
print('Tasks on SQLite, 50 connections, every write synced to disk', await taskFigures())
const postgres = await startPostgres({ durable: true })
try {
  print('Tasks on PostgreSQL, 50 connections, every write synced to disk', await taskFigures(postgres.url))
} finally {
  await postgres.stop()
}
