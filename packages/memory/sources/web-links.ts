import { DomUtils } from 'htmlparser2'

type Document = Parameters<typeof DomUtils.getElementsByTagName>[1]

/** A page as a sitemap or feed names it. */
export interface Linked {
  url: string
  title?: string
  /** When it says itself that it changed; where it does not, the page has to be looked at. */
  version?: string
  /** UTC ISO 8601. */
  updatedAt?: string
}

/** What a sitemap, a list of sitemaps, an RSS or an Atom feed names; nothing where it is none of them. @param base its own address */
export function linksOf(document: Document, base: string): { pages: Linked[]; sitemaps: string[] } | undefined {
  const feed = DomUtils.getFeed(Array.isArray(document) ? document : [document as never])
  if (feed) {
    const pages = feed.items.flatMap(({ link, title, pubDate }) => linked(link, base, { title, changed: pubDate?.toISOString() }))
    return { pages, sitemaps: [] }
  }
  const named = (tag: string) => DomUtils.getElementsByTagName(tag, document, true)
  if (named('sitemapindex').length > 0)
    return { pages: [], sitemaps: named('sitemap').flatMap(entry => linked(textOf(entry.children, 'loc'), base, {}).map(({ url }) => url)) }
  if (named('urlset').length === 0) return undefined
  return {
    pages: named('url').flatMap(entry => linked(textOf(entry.children, 'loc'), base, { changed: textOf(entry.children, 'lastmod') })),
    sitemaps: [],
  }
}

const textOf = (nodes: Document, tag: string): string | undefined => {
  const [found] = DomUtils.getElementsByTagName(tag, nodes, true)
  return found ? DomUtils.textContent(found).trim() : undefined
}

function linked(
  link: string | undefined,
  base: string,
  { title, changed }: { title?: string | undefined; changed?: string | undefined },
): Linked[] {
  const url = link === undefined ? null : URL.parse(link, base)
  if (!url || !/^https?:$/.test(url.protocol)) return []
  url.hash = ''
  const at = changed === undefined || Number.isNaN(Date.parse(changed)) ? undefined : new Date(changed).toISOString()
  return [
    {
      url: url.href,
      ...(title === undefined || title === '' ? {} : { title }),
      ...(changed === undefined || changed === '' ? {} : { version: changed }),
      ...(at === undefined ? {} : { updatedAt: at }),
    },
  ]
}
