// npm run bench:memory -- quality [--half tune|report] [--failures]
import { type Half, quality } from './quality.ts'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

const [what = 'quality'] = process.argv.slice(2)
if (what === 'quality') await quality((option('--half') ?? 'all') as Half, process.argv.includes('--failures'))
else {
  console.error(`There is no figure called “${what}”. There is: quality.`)
  process.exitCode = 1
}
