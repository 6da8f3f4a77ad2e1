import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, OutboundAnswer, SourceFailure, SourceItem } from '@atom/kernel'
import { AtomError } from '@atom/kernel'
import { parseDocument } from 'htmlparser2'
import robots from 'robots-parser'
import { z } from 'zod'
import { memoryErrors } from '../errors.ts'
import type { SourceKind } from './source-kind.ts'
import { type Linked, linksOf } from './web-links.ts'

const Config = z.object({ url: z.string(), maxPages: z.number() })
type Config = z.output<typeof Config>

// Its types speak of a module with a default, what Node gets is the function itself.
const parseRobots = robots as unknown as typeof robots.default

const agent = 'ATOM'
const everyMinutes = 24 * 60
const usualPages = 100
/** Bytes of one page. */
const mostBytes = 20 * 1024 ** 2
/** Milliseconds between two requests, unless the site's robots.txt wants more. */
const pause = 200
const longestPause = 10_000
/** Sitemaps may name sitemaps; more of them are not read. */
const mostSitemaps = 50

/** What was seen of a page at the last sync, so that it is asked for only if it changed. */
interface Seen {
  etag?: string
  modified?: string
  version: string
}

/**
 * A web page; or the pages a sitemap or feed names, of the same site, as far as its robots.txt lets in. Each is asked for only if it changed.
 * A checkpoint holds what is known of each page.
 */
export const webSource: SourceKind = {
  kind: 'web',
  title: 'Web',
  category: 'document',
  builtIn: false,
  locationOf: config => Config.parse(config).url,
  async add(_, { name, url, maxPages = usualPages }) {
    const parsed = url === undefined ? null : URL.parse(url)
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '')
      throw memoryErrors.bad_source({ problem: 'Give an address such as https://example.com/ in url.' })
    parsed.hash = ''
    return {
      name: name ?? parsed.host + (parsed.pathname === '/' ? '' : parsed.pathname),
      config: { url: parsed.href, maxPages },
      everyMinutes,
    }
  },
  open(given) {
    const config = Config.parse(given)
    return {
      id: config.url,
      async *list(ctx) {
        const { items, failures, seen } = await look(ctx, config, {})
        yield { items, failures, checkpoint: JSON.stringify(seen) }
      },
      async *changesSince(ctx, checkpoint) {
        const before = JSON.parse(checkpoint) as Record<string, Seen>
        const { items, failures, seen } = await look(ctx, config, before)
        const deleted = Object.keys(before).filter(page => !(page in seen))
        yield { items, deleted, failures, checkpoint: JSON.stringify(seen) }
      },
      async fetch(ctx, id) {
        const answer = await get(ctx, id)
        if (answer.status !== 200) throw refused(id, answer)
        return { content: answer.bytes, mediaType: typeOf(answer) }
      },
    }
  },
}

/** Looks at every page there is now. A page that fails keeps what is known of it. */
async function look(ctx: Context, config: Config, before: Record<string, Seen>) {
  const items: SourceItem[] = []
  const failures: SourceFailure[] = []
  const seen: Record<string, Seen> = {}
  const site = await robotsOf(ctx, config.url)
  for (const page of await pagesOf(ctx, config, site)) {
    ctx.signal.throwIfAborted()
    const known = before[page.url]
    try {
      if (!site.allows(page.url)) continue
      const now = page.version !== undefined && page.version === known?.version ? known : await lookAt(ctx, page, known)
      if (now === undefined) continue
      seen[page.url] = now
      items.push({
        id: page.url,
        version: now.version,
        title: page.title ?? page.url,
        uri: page.url,
        ...(page.updatedAt === undefined ? {} : { updatedAt: page.updatedAt }),
      })
    } catch (error) {
      if (ctx.signal.aborted || !AtomError.is(error)) throw error
      // Remembered all the same, so that it goes when it is named no more.
      seen[page.url] = known ?? { version: '' }
      failures.push({ id: page.url, code: error.code, message: error.message })
    }
    await sleep(site.pause, undefined, { signal: ctx.signal })
  }
  return { items, failures, seen }
}

/** @returns nothing for a page that is gone */
async function lookAt(ctx: Context, page: Linked, known: Seen | undefined): Promise<Seen | undefined> {
  if (page.version !== undefined) return { version: page.version }
  const answer = await get(ctx, page.url, known)
  if (answer.status === 304 && known) return known
  if (answer.status === 404 || answer.status === 410) return undefined
  if (answer.status !== 200) throw refused(page.url, answer)
  const { etag, 'last-modified': modified } = answer.headers
  const version = createHash('sha256').update(answer.bytes).digest('hex').slice(0, 32)
  return { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }), version }
}

/** The pages an address stands for: those a sitemap or feed names on its own site, or the page itself. */
async function pagesOf(ctx: Context, { url, maxPages }: Config, site: Site): Promise<Linked[]> {
  if (!site.allows(url)) throw memoryErrors.bad_source({ problem: `${new URL(url).host} asks programs not to read ${url} (robots.txt).` })
  const pages = new Map<string, Linked>()
  const sitemaps = [url]
  for (let n = 0; n < Math.min(sitemaps.length, mostSitemaps) && pages.size < maxPages; n++) {
    const at = sitemaps[n] as string
    const answer = await get(ctx, at)
    if (answer.status !== 200) throw refused(at, answer)
    const found = isXml(answer) ? linksOf(parseDocument(new TextDecoder().decode(answer.bytes), { xmlMode: true }), at) : undefined
    if (!found) {
      if (n === 0) return [{ url }]
      continue
    }
    for (const page of found.pages) if (pages.size < maxPages && new URL(page.url).origin === new URL(url).origin) pages.set(page.url, page)
    for (const more of found.sitemaps) if (new URL(more).origin === new URL(url).origin && !sitemaps.includes(more)) sitemaps.push(more)
  }
  return [...pages.values()]
}

interface Site {
  allows(url: string): boolean
  /** Milliseconds between two requests. */
  pause: number
}

/** What a site asks of programs. One without robots.txt asks nothing; one that fails to say is left alone. */
async function robotsOf(ctx: Context, url: string): Promise<Site> {
  const address = new URL('/robots.txt', url).href
  const answer = await get(ctx, address)
  if (answer.status >= 500) throw refused(address, answer)
  if (answer.status !== 200) return { allows: () => true, pause }
  const rules = parseRobots(address, new TextDecoder().decode(answer.bytes))
  const delay = (rules.getCrawlDelay(agent) ?? 0) * 1000
  return { allows: page => rules.isAllowed(page, agent) !== false, pause: Math.min(Math.max(pause, delay), longestPause) }
}

const get = (ctx: Context, url: string, known?: Seen): Promise<OutboundAnswer> =>
  ctx.http.request(url, {
    maxBytes: mostBytes,
    signal: ctx.signal,
    headers: {
      'user-agent': `${agent} (self-hosted assistant)`,
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
      ...(known?.modified === undefined ? {} : { 'if-modified-since': known.modified }),
    },
  })

const typeOf = ({ headers }: OutboundAnswer): string => (headers['content-type'] ?? 'text/html').split(';')[0]?.trim() ?? 'text/html'

const isXml = (answer: OutboundAnswer): boolean =>
  /xml|rss|atom/i.test(typeOf(answer)) && !/xhtml/i.test(typeOf(answer))
    ? true
    : new TextDecoder().decode(answer.bytes.subarray(0, 200)).trimStart().startsWith('<?xml')

const refused = (url: string, { status }: OutboundAnswer) => memoryErrors.bad_source({ problem: `${url} answers ${status}.` })
