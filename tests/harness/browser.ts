import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Person } from './person.ts'
import type { Server } from './server.ts'
import { reapTemporary, temporaryFolder } from './temporary.ts'

export interface TestBrowser {
  /** A new window of its own: no cookies but those of `person`. Its console is watched. */
  open(server: Server, options?: BrowserContextOptions & { person?: Person }): Promise<TestPage>
  close(): Promise<void>
}

export interface TestPage {
  page: Page
  context: BrowserContext
  /** Fails when the page has written an error to its console, thrown, or asked for an address outside this server. */
  expectQuiet(): void
  close(): Promise<void>
}

/**
 * Starts the Chromium of @sparticuz/chromium: no browser and no library of the system is needed. It unpacks its libraries (libnss3 among
 * them) only when it believes itself on AWS, and only into an empty temporary folder, so it is given both before its module loads.
 */
export async function startBrowser(): Promise<TestBrowser> {
  reapTemporary('browser')
  const folder = temporaryFolder('browser')
  const before = {
    TMPDIR: process.env.TMPDIR,
    AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME,
    LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
  }
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' })
  const { default: packaged } = await import('@sparticuz/chromium')
  const executablePath = await packaged.executablePath()
  // The packaged fonts.conf looks only in /tmp/fonts; without a font, text has no height.
  const fonts = join(folder, 'atom-fonts.conf')
  writeFileSync(fonts, `<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`)
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-setuid-sandbox',
      '--no-zygote',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, HOME: folder, FONTCONFIG_FILE: fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  })
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  return {
    open: (server, options) => openPage(browser, server, options),
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openPage(
  browser: Browser,
  server: Server,
  { person, ...options }: BrowserContextOptions & { person?: Person } = {},
): Promise<TestPage> {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options })
  if (person) {
    const cookies = person.cookie.split('; ').map(cookie => cookie.split('=') as [string, string])
    await context.addCookies(cookies.map(([name, ...value]) => ({ name, value: value.join('='), url: server.url })))
  }
  // A machine that is busy with other tests answers late.
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const noise: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') noise.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', error => noise.push(`thrown: ${error.message}`))
  const known = new Set([new URL(server.url).host])
  page.on('request', request => {
    const { protocol, host } = new URL(request.url())
    if (/^http|^ws/.test(protocol) && !ownHosts(server, known).has(host)) noise.push(`asked another server: ${request.url()}`)
  })
  return {
    page,
    context,
    expectQuiet() {
      if (noise.length > 0) throw new Error(`The page was not quiet:\n${noise.join('\n')}`)
    },
    close: () => context.close(),
  }
}

/** After a restart the server has another port; between the two it has none to tell. */
function ownHosts(server: Server, known: Set<string>): Set<string> {
  try {
    known.add(new URL(server.url).host)
  } catch {
    // Down at the moment: what it was known by still counts.
  }
  return known
}
