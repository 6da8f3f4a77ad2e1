import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Hands out the exported pages. Each page's inline scripts are allowed by their hashes, so the policy needs no `unsafe-inline` for scripts. */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
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
  await app.register(fastifyStatic, {
    root: folder,
    extensions: ['html'],
    wildcard: true,
    setHeaders: (reply, file) => {
      if (extname(file) === '.html') {
        reply.header('content-security-policy', policyFor(file))
        reply.header('cache-control', 'no-cache')
      } else if (file.includes('/_next/static/')) reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
}

export const notFoundPage = (folder: string): string => join(folder, '404.html')

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
