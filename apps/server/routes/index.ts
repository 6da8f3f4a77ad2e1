import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { approvals } from './approvals.ts'
import { auth } from './auth.ts'
import { calendarFiles } from './calendar-files.ts'
import { chat } from './chat.ts'
import { docs } from './docs.ts'
import { files } from './files.ts'
import { health } from './health.ts'
import { hooks } from './hooks.ts'
import { memoryAsk } from './memory-ask.ts'
import { metrics } from './metrics.ts'
import { runStream } from './run-stream.ts'
import { skillRoutes } from './skill-routes.ts'
import { skills } from './skills.ts'
import { stream } from './stream.ts'
import { understand } from './understand.ts'

/** Routes made from skills, and the few by hand where HTTP itself matters. */
export async function routes(app: FastifyInstance, atom: Atom): Promise<void> {
  skillRoutes(app, atom)
  for (const add of [
    skills,
    auth,
    chat,
    memoryAsk,
    understand,
    approvals,
    calendarFiles,
    files,
    stream,
    hooks,
    runStream,
    health,
    metrics,
    docs,
  ])
    add(app, atom)
}
