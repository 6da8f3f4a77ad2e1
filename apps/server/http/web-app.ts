import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * Hands out the exported pages, and that for an address there is nothing at. Each page's inline scripts are allowed by their hashes, so the
 * policy needs no `unsafe-inline` for scripts.
 * @returns sends the page of an unknown address with 404; nothing when there is none
 */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<((reply: FastifyReply) => FastifyReply) | undefined> {
  const policies = new Map<string, { written: number; policy: string }>()
  /** Read again when the file was built anew under a running server. */
  const policyFor = (file: string) => {
    const written = statSync(file).mtimeMs
    let known = policies.get(file)
    if (known?.written !== written) {
      known = { written, policy: contentPolicy(inlineScriptHashes(readFileSync(file, 'utf8'))) }
      policies.set(file, known)
    }
    return known.policy
  }
  const asPage = (reply: { header(name: string, value: string): unknown }, file: string) => {
    reply.header('content-security-policy', policyFor(file))
    reply.header('cache-control', 'no-cache')
  }
  await app.register(async files => {
    files.setErrorHandler(noSuchFile)
    await files.register(fastifyStatic, {
      root: folder,
      extensions: ['html'],
      wildcard: true,
      setHeaders: (reply, file) => {
        if (extname(file) === '.html') asPage(reply, file)
        else if (file.includes('/_next/static/')) reply.header('cache-control', 'public, max-age=31536000, immutable')
      },
    })
  })
  const missing = join(folder, '404.html')
  if (!existsSync(missing)) return undefined
  return reply => {
    asPage(reply, missing)
    return reply.code(404).type('text/html; charset=utf-8').send(readFileSync(missing))
  }
}

/** An address that can be the name of no file (too long, with `//` or `..` in it) has nothing at it, like any other. */
function noSuchFile(error: FastifyError, _: FastifyRequest, reply: FastifyReply): void {
  if (error.code !== 'FST_STATIC_FORBIDDEN_PATH' && error.code !== 'ENAMETOOLONG') throw error
  reply.callNotFound()
}

const inlineScriptHashes = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    match =>
      `'sha256-${createHash('sha256')
        .update(match[1] as string)
        .digest('base64')}'`,
  )

/** Emotion writes style tags as components appear, hence `unsafe-inline` for styles alone. */
export const contentPolicy = (scripts: string[]): string =>
  [
    "default-src 'self'",
    `script-src 'self' ${[...new Set(scripts)].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
