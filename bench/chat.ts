import { person } from '../tests/harness/person.ts'
import { startServer } from '../tests/harness/server.ts'
import { type Figure, median, ms, percentile } from './figure.ts'

const who = ['Dana', 'Sam Lee', 'Priya', 'Tom', 'Mia Wong']
const say = [
  (name: string) => `remind me tomorrow at 3pm to call ${name}`,
  (name: string) => `add a task to send ${name} the report by Friday`,
  () => 'what is on my list for today?',
  (name: string) => `lunch with ${name} on Thursday at 12:30`,
  (name: string) => `note: ${name} prefers tea`,
  () => 'when am I free tomorrow afternoon?',
  (name: string) => `new contact ${name}, phone 020 7946 0123`,
  () => 'what can you do?',
]

/** A chat message without a model, from request to whole answer, one after another, each its own session. */
export async function chatFigures(): Promise<Figure[]> {
  const server = await startServer({ env: { ATOM_LOG_LEVEL: 'error' } })
  try {
    const ana = await person(server)
    const messages = who.flatMap(name => say.map(make => make(name)))
    for (const text of messages.slice(0, say.length)) await ana.chat(text)
    const times: number[] = []
    for (const text of [...messages, ...messages]) {
      const begun = performance.now()
      await ana.chat(text)
      times.push(performance.now() - begun)
    }
    return [
      { what: 'offline reply, p50', value: ms(median(times)), aim: 'under 100 ms', met: median(times) < 100 },
      { what: 'offline reply, p99', value: ms(percentile(times, 0.99)) },
    ]
  } finally {
    await server.stop()
  }
}
