import type { Readable } from 'node:stream'
import { AtomError, invalidInput } from '@atom/kernel'
import { memoryErrors, tooLarge } from '@atom/memory'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'
import { idempotencyKeyOf } from '../http/idempotency-key.ts'
import { once } from '../http/once.ts'
import { isResumable, resumableFiles } from './resumable-files.ts'

/** Files of one request at most; a folder is sent in several. */
const mostFiles = 500
/** Bytes of a request beside its files. */
const headroom = 1024 * 1024

interface Part {
  received: Awaited<ReturnType<Atom['memory']['files']['receive']>>
  name: string
  mediaType: string
}

const NoParameters = z.strictObject({})

/** How a file is given back. */
export const ContentQuery = z.strictObject({
  inline: z.enum(['true', 'false']).optional().describe('Shown by the browser where that is safe, instead of saved.'),
})

/** Files come as `multipart/form-data` and go as what they are; each is streamed, never in memory as a whole. */
export function files(app: FastifyInstance, atom: Atom): void {
  const { files: store } = atom.memory
  const begin = resumableFiles(app, atom)
  app.register(async scope => {
    // The body stays in the socket until the route asks for it.
    for (const type of ['multipart/form-data', 'application/offset+octet-stream'])
      scope.addContentTypeParser(type, (_, __, done) => done(null))
    scope.post('/api/files', { config: { slowBody: true } }, async (request, reply) => {
      if (isResumable(request)) return begin(request, reply)
      if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? ''))
        throw serverErrors.media_type({ expected: 'multipart/form-data' })
      const ctx = request.context()
      // Asked again for each file with its transaction; here, so that nobody sends a gigabyte for a refusal.
      await atom.identity.permission.decide(ctx, atom.registry.get('files.add'), 'write')
      if (Number(request.headers['content-length'] ?? 0) > store.limit + headroom) throw tooLarge(store.limit)
      NoParameters.parse(request.query)
      const key = idempotencyKeyOf(request)
      const parts: Part[] = []
      try {
        await receive(request, parts, content => store.receive(ctx, content))
        const files = parts.filter(part => part !== undefined).map(({ received, ...told }) => ({ ...told, hash: received.hash }))
        if (files.length === 0) throw memoryErrors.no_file()
        const add = async () => {
          const added: unknown[] = []
          for (const [n, file] of files.entries()) {
            // What a crash cut off is gone on with, not begun again. No header has a line break, so no caller's own key is like it.
            const outcome = await atom.invoke(ctx, 'files.add', file, { idempotencyKey: key && `${key}\nfile ${n}` })
            // Who sends a file by hand is not asked; were they, what came in would be gone before the yes.
            if (outcome.status === 'approval') throw memoryErrors.upload_asks()
            added.push(outcome.output)
          }
          return { status: 201, body: added.length === 1 ? added[0] : { items: added } }
        }
        const { status, body } = await once(atom, ctx, request, add, files)
        return reply.code(status).send(body)
      } finally {
        for (const part of parts) if (part) await store.settle(part.received)
      }
    })
  })

  app.get<{ Params: { id: string } }>('/api/files/:id/content', async (request, reply) => {
    const { inline } = ContentQuery.parse(request.query)
    const { name, mediaType, size, hash, content } = await store.open(request.context(), request.params.id)
    const type = safeType(mediaType)
    return reply
      .header('content-type', type)
      .header('content-length', size)
      .header('etag', `"${hash}"`)
      .header('content-security-policy', policyFor(type))
      .header('content-disposition', disposition(inline === 'true' && type !== 'application/octet-stream', name))
      .send(content)
  })
}

/** Streams the parts named `file` to the disk, as `parts` in the order they came in. @throws what the first to fail says */
async function receive(request: FastifyRequest, parts: Part[], keep: (content: Readable) => Promise<Part['received']>): Promise<void> {
  const { raw } = request
  const form = formOf(request)
  const coming = new Set<Readable>()
  const kept: Promise<void>[] = []
  let failed: unknown
  await new Promise<void>(end => {
    const fail = (error: unknown) => {
      failed ??= error
      end()
    }
    form.on('field', field => fail(field === 'file' ? memoryErrors.no_file() : unknownField(field)))
    form.on('file', (field, content, name, _, mediaType) => {
      if (field !== 'file' || !name) {
        if (field !== 'file') fail(unknownField(field))
        content.resume()
        return
      }
      const at = kept.length
      coming.add(content)
      // Whoever reads it hears it too, but not for as long as it lives.
      content.on('error', () => {})
      kept.push(
        keep(content)
          .then(received => {
            parts[at] = { received, name, mediaType }
          }, fail)
          .finally(() => coming.delete(content)),
      )
    })
    form.on('filesLimit', () => fail(serverErrors.too_large({ limit: `${mostFiles} files in one request` })))
    form.on('finish', end)
    form.on('error', fail)
    // Who hung up; an answer closes a request too.
    raw.on('close', () => {
      if (!raw.complete) fail(serverErrors.bad_request())
    })
    raw.pipe(form)
  })
  if (failed !== undefined) {
    // What else is on its way is not wanted; the answer is heard all the same.
    raw.unpipe(form)
    raw.resume()
    for (const content of coming) content.destroy(new Error('another file was refused'))
  }
  await Promise.all(kept)
  if (failed !== undefined) throw AtomError.is(failed) ? failed : serverErrors.bad_request()
}

const unknownField = (name: string): AtomError => invalidInput(NoParameters.safeParse({ [name]: '' }).error as z.ZodError)

function formOf(request: FastifyRequest): BusboyInstance {
  try {
    const limits = { files: mostFiles, fields: 50, fieldSize: 1000 }
    return new Busboy({ headers: request.headers as BusboyHeaders, preservePath: true, limits })
  } catch {
    throw serverErrors.bad_request()
  }
}

/** Pages and drawings could run scripts as if they were ours; those are only saved. */
const safeType = (type: string): string =>
  /^(application\/pdf|text\/(plain|csv|markdown|calendar)|image\/(png|jpeg|gif|webp))$/.test(type) ? type : 'application/octet-stream'

/** Nothing in a file may do anything. Browsers refuse to open their own PDF viewer in a sandbox; it lets no script of a PDF near a page. */
const policyFor = (type: string): string =>
  type === 'application/pdf' ? "frame-ancestors 'none'" : "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

function disposition(inline: boolean, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`
}
