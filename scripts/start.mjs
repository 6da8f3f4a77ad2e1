// npm start, npm run worker, npm run reset-link, npm run vault:rotate: from a fresh clone, or any later state, to a running ATOM, a process that runs its jobs, a link for a new password, or a new master key. Must parse on Node 20; everything after inNode24() runs on Node 24.
import { join } from 'node:path'
import { install } from './install.mjs'
import { become, inNode24 } from './node-24.mjs'
import { memory, root, withEnvFile } from './places.mjs'

process.chdir(root)
await inNode24()
await install()
const withParent = new URL('end-with-parent.mjs', import.meta.url).href
// Only the server hands out pages; a command does something else.
if (!process.argv.slice(2).some(argument => !argument.startsWith('-'))) {
  const { buildWeb } = await import('./build-web.mjs')
  await buildWeb()
}
// V8's own choice for what is young grows to 130 MB while a start builds things up and stays so; with 16 a half, an idle ATOM takes
// 70 MB less, and a request costs the same.
const young = '--max-semi-space-size=16'
await become(process.execPath, [...withEnvFile(), young, '--import', withParent, 'apps/server/main.ts', ...process.argv.slice(2)], {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(memory, 'compiled'),
})
