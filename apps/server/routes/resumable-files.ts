import { AtomError, invalidInput } from '@atom/kernel'
import { memoryErrors, type Upload } from '@atom/memory'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'

const version = '1.0.0'
const pieces = 'application/offset+octet-stream'
const NoParameters = z.strictObject({})

/** Is it the beginning of a resumable upload rather than a form? */
export const isResumable = (request: FastifyRequest): boolean => request.headers['tus-resumable'] !== undefined

/**
 * Files in pieces, by tus 1.0.0 (https://tus.io/protocols/resumable-upload, read 2026-11-25) with creation, creation-with-upload, termination
 * and expiration. Errors are problem JSON as everywhere. When the last byte has come in it is a file like any other, whose id is in `Atom-File`.
 */
export function resumableFiles(app: FastifyInstance, atom: Atom): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  const { uploads, limit } = atom.memory.files
  const answerWith = (reply: FastifyReply, upload: Upload) => {
    reply
      .header('tus-resumable', version)
      .header('upload-offset', upload.received)
      .header('upload-expires', new Date(upload.expiresAt).toUTCString())
    if (upload.fileId !== undefined) reply.header('atom-file', upload.fileId)
    return reply
  }
  const mayAdd = async (request: FastifyRequest) => {
    NoParameters.parse(request.query)
    const ctx = request.context()
    await atom.identity.permission.decide(ctx, atom.registry.get('files.add'), 'write')
    return ctx
  }
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id
  const checkVersion = ({ headers }: FastifyRequest, reply: FastifyReply) => {
    if (headers['tus-resumable'] === version) return
    reply.header('tus-version', version)
    throw memoryErrors.tus_version({ version })
  }

  /** Makes a file of what is complete; asked for again it is the same one, for it is done under the upload's own key. */
  const finished = async (request: FastifyRequest, upload: Upload): Promise<Upload> => {
    if (upload.fileId !== undefined || upload.received < upload.size) return upload
    const ctx = request.context({ keepAfterHangUp: true })
    const received = await uploads.complete(ctx, upload.id)
    const { name, mediaType } = upload
    const fileId = await atom.memory.files.offering(received, async () => {
      const outcome = await atom.invoke(
        ctx,
        'files.add',
        { name, mediaType, hash: received.hash },
        { idempotencyKey: `upload\n${upload.id}` },
      )
      return outcome.status === 'done' ? (outcome.output as { id: string }).id : undefined
    })
    if (fileId === undefined) throw memoryErrors.upload_asks()
    await uploads.became(ctx, upload.id, fileId)
    return { ...upload, fileId }
  }

  const receive = async (request: FastifyRequest, upload: Upload, offset: number): Promise<Upload> => {
    const { raw } = request
    const length = Number(request.headers['content-length'] ?? 0)
    if (offset + length > upload.size) throw memoryErrors.upload_longer({ size: `${upload.size} bytes` })
    // It goes on until the last byte is on the disk, also when the sender has gone.
    const ctx = request.context({ keepAfterHangUp: true })
    const received = await uploads.receive(ctx, upload.id, offset, raw).catch(error => {
      // Who hung up goes on later.
      throw AtomError.is(error) || raw.complete ? error : serverErrors.bad_request()
    })
    return { ...upload, received }
  }

  app.options('/api/files', { config: { open: true } }, (_, reply) =>
    reply
      .header('tus-resumable', version)
      .header('tus-version', version)
      .header('tus-extension', 'creation,creation-with-upload,termination,expiration')
      .header('tus-max-size', limit)
      .code(204)
      .send(),
  )

  app.register(async scope => {
    // The body stays in the socket until the route asks for it.
    scope.addContentTypeParser(pieces, (_, __, done) => done(null))
    scope.head('/api/files/uploads/:id', async (request, reply) => {
      const ctx = await mayAdd(request)
      const upload = await uploads.find(ctx, idOf(request))
      checkVersion(request, reply)
      return answerWith(reply, await finished(request, upload))
        .header('upload-length', upload.size)
        .code(200)
        .send()
    })
    scope.patch('/api/files/uploads/:id', { config: { slowBody: true } }, async (request, reply) => {
      const ctx = await mayAdd(request)
      const upload = await uploads.find(ctx, idOf(request))
      checkVersion(request, reply)
      if (request.headers['content-type'] !== pieces) throw serverErrors.media_type({ expected: pieces })
      const offset = wholeNumber(request, 'upload-offset')
      if (offset !== upload.received) throw memoryErrors.upload_offset({ received: upload.received })
      return answerWith(reply, await finished(request, await receive(request, upload, offset)))
        .code(204)
        .send()
    })
    scope.delete('/api/files/uploads/:id', async (request, reply) => {
      const ctx = await mayAdd(request)
      await uploads.end(ctx, idOf(request))
      return reply.header('tus-resumable', version).code(204).send()
    })
  })

  return async (request, reply) => {
    const ctx = await mayAdd(request)
    checkVersion(request, reply)
    const size = wholeNumber(request, 'upload-length')
    const { filename, name, filetype, type, relativePath } = metadataOf(request)
    const begun = await uploads.begin(ctx, {
      name: relativePath || filename || name || 'file',
      mediaType: (filetype || type || 'application/octet-stream').slice(0, 200),
      size,
    })
    const withUpload = request.headers['content-type'] === pieces && Number(request.headers['content-length'] ?? 1) > 0
    const upload = await finished(request, withUpload ? await receive(request, begun, 0) : begun)
    return answerWith(reply, upload).header('location', `/api/files/uploads/${upload.id}`).code(201).send()
  }
}

/** @throws kernel.invalid_input */
function wholeNumber({ headers }: FastifyRequest, name: string): number {
  const parsed = z.object({ [name]: z.string().regex(/^\d{1,15}$/, 'Expected a whole number of bytes.') }).safeParse(headers)
  if (!parsed.success) throw invalidInput(parsed.error)
  return Number(headers[name])
}

/** Pairs of a key and its value in Base64, apart by commas. */
function metadataOf({ headers }: FastifyRequest): Record<string, string> {
  const given = String(headers['upload-metadata'] ?? '')
  return Object.fromEntries(
    given
      .split(',')
      .map(pair => pair.trim().split(' '))
      .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  )
}
