import type { RunChange } from '@atom/workflows'
import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'

const beat = 25_000
/** A run another process works on is looked at this often. */
const look = 1000

/** `GET /api/runs/{id}/stream`: the run and its steps as they change, until it ends. What it says is to be read again from the API. */
export function runStream(app: FastifyInstance, atom: Atom): void {
  app.get<{ Params: { id: string } }>('/api/runs/:id/stream', async (request, reply) => {
    const ctx = request.context({ keepAfterHangUp: true })
    const { id } = request.params
    const status = async () => (await atom.workflows.engine.find(atom.unitOfWork.reading(ctx), id)).status
    let last = await status()
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    const send = (change: object) => raw.write(`data: ${JSON.stringify(change)}\n\n`)
    const end = () => {
      stop()
      clearInterval(timer)
      clearInterval(beating)
      atom.streams.delete(raw)
      if (!raw.writableEnded) raw.end()
    }
    const sendRun = (now: typeof last) => {
      last = now
      send({ type: 'run', runId: id, status: now })
      if (now === 'succeeded' || now === 'failed' || now === 'cancelled') end()
    }
    const stop = atom.workflows.engine.watch((change: RunChange) => {
      if (change.runId !== id || change.workspaceId !== ctx.workspaceId) return
      if (change.type === 'run') sendRun(change.status)
      else send({ type: 'step', runId: id, node: change.node, iteration: change.iteration, status: change.status })
    })
    const timer = setInterval(() => {
      void status().then(now => (now === last ? undefined : sendRun(now)), end)
    }, look)
    const beating = setInterval(() => {
      void request.stillAllowed().then(allowed => (allowed ? raw.write(': beat\n\n') : end()))
    }, beat)
    atom.streams.add(raw)
    raw.on('close', end)
    sendRun(last)
  })
}
