// npm run dev: the server restarts and the page reloads when their files change. One address in front of both, as when it is installed.

import { install } from './install.mjs'
import { inNode24 } from './node-24.mjs'
import { root } from './places.mjs'

process.chdir(root)
await inNode24()
await install({ dev: true })
const { dev } = await import('./run-dev.mjs')
await dev()
