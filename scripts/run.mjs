// node scripts/run.mjs FILE …: runs a TypeScript file of this repository in Node 24 with everything installed.
import { install } from './install.mjs'
import { become, inNode24 } from './node-24.mjs'
import { withEnvFile } from './places.mjs'
import { giveUp } from './say.mjs'

await inNode24()
if (process.argv.length < 3) giveUp('Say which file: node scripts/run.mjs bench/index.ts')
await install({ dev: true })
await become(process.execPath, [...withEnvFile(), ...process.argv.slice(2)])
