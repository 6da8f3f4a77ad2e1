import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'
import { answer } from './skill-routes.ts'

const largest = 10 * 1024 * 1024

/** Calendars come and go as `text/calendar`, not JSON; the work is the skills'. */
export function calendarFiles(app: FastifyInstance, atom: Atom): void {
  app.register(async scope => {
    scope.addContentTypeParser('text/calendar', { parseAs: 'string', bodyLimit: largest }, (_, body, done) => done(null, body))
    scope.post('/api/calendar/import', { bodyLimit: largest }, async (request, reply) => {
      if (typeof request.body !== 'string') throw serverErrors.media_type({ expected: 'text/calendar' })
      return answer(atom, atom.registry.get('calendar.import'), { ics: request.body }, request, reply)
    })
    scope.post<{ Querystring: { name?: string } }>('/api/calendar/imports', { bodyLimit: largest }, async (request, reply) => {
      if (typeof request.body !== 'string') throw serverErrors.media_type({ expected: 'text/calendar' })
      return answer(atom, atom.registry.get('calendar.start-import'), { ...request.query, ics: request.body }, request, reply)
    })
  })
  app.get('/api/calendar/export.ics', async (request, reply) => {
    // Only what succeeded is a file to keep; a refusal is read.
    const asText = (output: unknown) => {
      reply.header('content-type', 'text/calendar; charset=utf-8').header('content-disposition', 'attachment; filename="atom.ics"')
      return (output as { ics: string }).ics
    }
    return answer(atom, atom.registry.get('calendar.export'), request.query, request, reply, { shape: asText })
  })
}
