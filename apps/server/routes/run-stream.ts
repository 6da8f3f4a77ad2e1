import type { RunChange } from '@atom/workflows'
import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { openEventStream } from '../http/event-stream.ts'

/** A run another process works on is looked at this often, in milliseconds. */
const look = 1000

/** `GET /api/runs/{id}/stream`: the run and its steps as they change, until it ends. What it says is to be read again from the API. */
export function runStream(app: FastifyInstance, atom: Atom): void {
  app.get<{ Params: { id: string } }>('/api/runs/:id/stream', async (request, reply) => {
    const ctx = request.context({ keepAfterHangUp: true })
    const { id } = request.params
    const status = async () => (await atom.workflows.engine.find(atom.unitOfWork.reading(ctx), id)).status
    let last = await status()
    const stream = openEventStream(atom, request, reply, () => {
      stop()
      clearInterval(timer)
    })
    const sendRun = (now: typeof last) => {
      last = now
      stream.send({ data: { type: 'run', runId: id, status: now } })
      if (now === 'succeeded' || now === 'failed' || now === 'cancelled') stream.end()
    }
    const stop = atom.workflows.engine.watch((change: RunChange) => {
      if (change.runId !== id || change.workspaceId !== ctx.workspaceId) return
      if (change.type === 'run') sendRun(change.status)
      else stream.send({ data: { type: 'step', runId: id, node: change.node, iteration: change.iteration, status: change.status } })
    })
    const timer = setInterval(() => {
      void status().then(
        now => (now === last ? undefined : sendRun(now)),
        () => stream.end(),
      )
    }, look)
    sendRun(last)
  })
}
