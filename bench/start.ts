import { rmSync } from 'node:fs'
import { buildWeb } from '../scripts/build-web.mjs'
import { person } from '../tests/harness/person.ts'
import { type Server, send } from '../tests/harness/server.ts'
import { temporaryFolder } from '../tests/harness/temporary.ts'
import { type Figure, mb, median, ms } from './figure.ts'
import { npmStart } from './started.ts'

/** Start to first chat answer, three times with nothing changed since; then the memory a minute after that answer. */
export async function startFigures(): Promise<Figure[]> {
  const dataDir = temporaryFolder('data')
  const env = { ATOM_DATA_DIR: dataDir, ATOM_PORT: '0', ATOM_RATE_LIMIT: '0', ATOM_LOG_LEVEL: 'warn' }
  await buildWeb()
  const begun = performance.now()
  const first = await npmStart(env)
  const firstStart = performance.now() - begun
  const server = { url: first.url, request: (path: string, options: object) => send(first.url + path, options) } as Server
  const { key } = await person(server)
  await first.stop()

  const listening: number[] = []
  const answered: number[] = []
  let memory = Number.NaN
  for (const round of [1, 2, 3]) {
    const again = performance.now()
    const started = await npmStart(env)
    listening.push(performance.now() - again)
    const answer = await send(`${started.url}/api/chat`, {
      body: { text: 'remind me tomorrow at 3pm to send Dana the Q3 report' },
      headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
    })
    answered.push(performance.now() - again)
    if (answer.body.calls?.[0]?.skill !== 'reminders.create')
      throw new Error(`The chat answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    if (round === 3) {
      await new Promise(resolve => setTimeout(resolve, 60_000))
      memory = started.memory()
    }
    await started.stop()
  }
  rmSync(dataDir, { recursive: true, force: true })
  return [
    { what: 'first start with an empty data folder, packages and pages there', value: ms(firstStart) },
    { what: 'second start until ready', value: ms(median(listening)) },
    { what: 'second start until the first chat answer', value: ms(median(answered)), aim: 'under 3 s', met: median(answered) < 3000 },
    { what: 'memory of the process tree 60 s after it, npm included', value: mb(memory), aim: 'under 350 MB', met: memory < 350e6 },
  ]
}
