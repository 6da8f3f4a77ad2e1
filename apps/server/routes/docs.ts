import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { contentPolicy } from '../http/web-app.ts'
import { docsPage } from '../openapi/docs-page.ts'
import { openApi } from '../openapi/document.ts'

/** `/openapi.json` and the same for people at `/docs`; both follow the skills. */
export function docs(app: FastifyInstance, atom: Atom): void {
  let made: { revision: number; json: string; html: string } | undefined
  const current = () => {
    if (made?.revision !== atom.registry.revision) {
      const document = openApi(atom.registry)
      made = { revision: atom.registry.revision, json: JSON.stringify(document), html: docsPage(document) }
    }
    return made
  }
  app.get('/openapi.json', async (_, reply) => reply.type('application/json').send(current()?.json))
  app.get('/docs', async (_, reply) =>
    reply.header('content-security-policy', contentPolicy([])).type('text/html; charset=utf-8').send(current()?.html),
  )
}
