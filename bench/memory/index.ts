// npm run bench:memory -- quality [--half tune|report] [--questions questions-fresh.jsonl] [--failures] | scale [--sizes 10000,100000]
import { type Half, quality } from './quality.ts'
import { scale } from './scale.ts'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

const [what = 'quality'] = process.argv.slice(2)
if (what === 'quality') await quality((option('--half') ?? 'all') as Half, process.argv.includes('--failures'), option('--questions'))
else if (what === 'scale') await scale((option('--sizes') ?? '10000,100000').split(',').map(Number))
else {
  console.error(`There is no figure called “${what}”. There are: quality, scale.`)
  process.exitCode = 1
}
