import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'

/** `GET /metrics` in Prometheus' text: from this machine under one of its own names, or with ATOM_METRICS_TOKEN. */
export function metrics(app: FastifyInstance, atom: Atom): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'atom_http_request_duration_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const count = engineMetrics(registry, atom)
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, atom.config.metricsToken)) throw serverErrors.unauthenticated()
    // The process is described also when the database does not answer.
    await count().catch(error => request.log.warn({ err: error }, 'runs and jobs could not be counted'))
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** Runs and jobs: what was measured in this process, and how much there is to do over all. @returns how to count the latter anew */
function engineMetrics(registry: Registry, { workflows: { engine }, dispatcher }: Atom): () => Promise<void> {
  const registers = [registry]
  const runs = new Gauge({ name: 'atom_runs', help: 'Runs that have not ended, by state.', labelNames: ['state'], registers })
  const oldest = new Gauge({ name: 'atom_run_oldest_unclaimed_seconds', help: 'How long the oldest run waits to begin.', registers })
  const inMemory = new Gauge({ name: 'atom_runs_in_memory', help: 'Runs this process works on.', registers })
  const jobs = new Gauge({ name: 'atom_jobs', help: 'Jobs, by state.', labelNames: ['state'], registers })
  const due = new Gauge({ name: 'atom_job_oldest_due_seconds', help: 'How long the oldest due job waits for a worker.', registers })
  const ended = new Counter({
    name: 'atom_runs_ended_total',
    help: 'Runs that ended in this process, by state.',
    labelNames: ['state'],
    registers,
  })
  const steps = new Histogram({
    name: 'atom_step_duration_seconds',
    help: 'From the beginning of a step to its end, waiting included.',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
    registers,
  })
  const lag = new Histogram({
    name: 'atom_run_lag_seconds',
    help: 'From what starts a run to its first step.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1, 5, 30],
    registers,
  })
  engine.meter((what, milliseconds) => (what === 'step' ? steps : lag).observe(milliseconds / 1000))
  engine.watch(change => {
    if (change.type === 'run' && (change.status === 'succeeded' || change.status === 'failed' || change.status === 'cancelled'))
      ended.inc({ state: change.status })
  })
  return async () => {
    const [load, queue] = await Promise.all([engine.load(), dispatcher.load()])
    for (const [state, count] of Object.entries(load.runs)) runs.set({ state }, count)
    oldest.set(load.oldestUnclaimed / 1000)
    inMemory.set(load.inMemory)
    for (const state of ['queued', 'running', 'failed'] as const) jobs.set({ state }, queue[state])
    due.set(queue.oldestDue / 1000)
  }
}

/**
 * A proxy on this machine makes everybody local; a request it passed on carries its header. A page elsewhere that has its own name point here
 * (DNS rebinding) makes this machine's browser ask, with that name as the host.
 */
const isLocal = (request: FastifyRequest) =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) &&
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(request.headers.host ?? '') &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined

function hasToken(request: FastifyRequest, token: string | undefined): boolean {
  const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /, '') ?? '')
  const wanted = Buffer.from(token ?? '')
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
}
