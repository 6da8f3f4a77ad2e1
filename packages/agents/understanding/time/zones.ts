import { type Words, wordAt } from './read.ts'

/** Zones by what people call them: behind these stands "time", "3pm Pacific time". */
const called = new Map<string, string>([
  ['eastern', 'America/New_York'],
  ['us eastern', 'America/New_York'],
  ['central', 'America/Chicago'],
  ['us central', 'America/Chicago'],
  ['mountain', 'America/Denver'],
  ['pacific', 'America/Los_Angeles'],
  ['us pacific', 'America/Los_Angeles'],
  ['california', 'America/Los_Angeles'],
  ['nyc', 'America/New_York'],
  ['east coast', 'America/New_York'],
  ['west coast', 'America/Los_Angeles'],
  ['uk', 'Europe/London'],
  ['british', 'Europe/London'],
  ['german', 'Europe/Berlin'],
  ['french', 'Europe/Paris'],
  ['central european', 'Europe/Berlin'],
  ['greenwich', 'UTC'],
  ['indian', 'Asia/Kolkata'],
  ['india', 'Asia/Kolkata'],
  ['japan', 'Asia/Tokyo'],
  ['china', 'Asia/Shanghai'],
  ['beijing', 'Asia/Shanghai'],
  ['san francisco', 'America/Los_Angeles'],
  ['seattle', 'America/Los_Angeles'],
  ['boston', 'America/New_York'],
  ['washington', 'America/New_York'],
  ['munich', 'Europe/Berlin'],
  ['mumbai', 'Asia/Kolkata'],
  ['delhi', 'Asia/Kolkata'],
])

/** Short forms, right behind an hour: "15:00 CET". */
const short = new Map<string, string>([
  ['et', 'America/New_York'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['ct', 'America/Chicago'],
  ['cst', 'America/Chicago'],
  ['cdt', 'America/Chicago'],
  ['mst', 'America/Denver'],
  ['mdt', 'America/Denver'],
  ['pt', 'America/Los_Angeles'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['gmt', 'UTC'],
  ['utc', 'UTC'],
  ['bst', 'Europe/London'],
  ['cet', 'Europe/Berlin'],
  ['cest', 'Europe/Berlin'],
  ['eet', 'Europe/Helsinki'],
  ['ist', 'Asia/Kolkata'],
  ['jst', 'Asia/Tokyo'],
  ['sgt', 'Asia/Singapore'],
  ['hkt', 'Asia/Hong_Kong'],
  ['aest', 'Australia/Sydney'],
  ['aedt', 'Australia/Sydney'],
])

let cities: Map<string, string> | undefined

/** The city in a zone's name: `america/new_york` is that of "new york". Made when it is first asked for. */
function zoneOfCity(name: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').flatMap(zone => {
      const city = zone.split('/').at(-1)?.replaceAll('_', ' ').toLowerCase()
      return zone.includes('/') && city ? [[city, zone] as [string, string]] : []
    }),
  )
  return cities.get(name)
}

/** The zone an hour was said in, right behind it: "London time", "EST", "US Eastern"; `own` is the person's own, "my time". */
export function readZone(words: Words, at: number): { to: number; zone: string } | { to: number; own: true } | undefined {
  const from = /^[(,]$/.test(wordAt(words, at)) && short.has(wordAt(words, at + 1)) ? at + 1 : at
  const first = wordAt(words, from)
  if (/^(my|our|local)$/.test(first) && wordAt(words, from + 1) === 'time') return { to: from + 2, own: true }
  for (let length = 3; length >= 1; length--) {
    if (wordAt(words, from + length) !== 'time') continue
    const name = Array.from({ length }, (_, k) => wordAt(words, from + k)).join(' ')
    const zone = called.get(name) ?? short.get(name) ?? zoneOfCity(name)
    if (zone) return { to: from + length + 1, zone }
  }
  const zone = short.get(first) ?? (/^(eastern|pacific)$/.test(first) ? called.get(first) : undefined)
  if (!zone) return undefined
  const closed = from > at && wordAt(words, at) === '(' && wordAt(words, from + 1) === ')'
  return { to: from + (closed ? 2 : 1), zone }
}
