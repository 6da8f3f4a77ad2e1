// npm test: everything the project promises, in one command. `npm test -- packages/kernel` runs only those tests.
import { install } from './install.mjs'
import { inNode24 } from './node-24.mjs'
import { root } from './places.mjs'

process.chdir(root)
await inNode24()
await install({ dev: true })
const { runTests } = await import('./run-tests.mjs')
process.exitCode = await runTests(process.argv.slice(2))
