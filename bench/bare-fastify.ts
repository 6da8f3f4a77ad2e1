// The reference: Fastify without anything else, answering given bytes. POST bodies are parsed, then the same bytes are answered.
import { readFileSync } from 'node:fs'
import fastify from 'fastify'

if (import.meta.main) {
  const [get, post] = process.argv.slice(2).map(file => readFileSync(file)) as [Buffer, Buffer]
  const app = fastify()
  app.get('/', (_, reply) => reply.type('application/json; charset=utf-8').send(get))
  app.post('/', (_, reply) => reply.code(201).type('application/json; charset=utf-8').send(post))
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  process.stdout.write(`${address}\n`)
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
}
