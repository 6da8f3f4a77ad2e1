import { afterAll, beforeAll } from 'vitest'
import { startBrowser, type TestBrowser } from './browser.ts'
import { type Server, type ServerOptions, startServer } from './server.ts'

export interface BrowserWorld {
  /** Both are there once the file's first test begins. */
  readonly server: Server
  readonly browser: TestBrowser
}

/** A server and a browser for the tests of one file. `options` may wait for what the server needs. */
export function browserWorld(options: () => ServerOptions | Promise<ServerOptions> = () => ({})): BrowserWorld {
  let started: { server: Server; browser: TestBrowser } | undefined
  beforeAll(async () => {
    const [server, browser] = await Promise.all([startServer(await options()), startBrowser()])
    started = { server, browser }
  })
  afterAll(async () => {
    await started?.browser.close()
    await started?.server.stop()
  })
  const now = () => {
    if (!started) throw new Error('The server and the browser are there only within tests.')
    return started
  }
  return {
    get server() {
      return now().server
    },
    get browser() {
      return now().browser
    },
  }
}
