/** The order matters: many call themselves by the names of others too. */
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

const first = (all: [RegExp, string][], text: string) => all.find(([pattern]) => pattern.test(text))?.[1]

/** A User-Agent as people call it: “Firefox on Linux”. A program that is no browser is called by its own name. */
export function browserWords(userAgent: string): { title: string; phone: boolean } {
  const [browser, system] = [first(browsers, userAgent), first(systems, userAgent)]
  const own = userAgent.split(/[/ ]/)[0] || 'A program'
  return { title: browser ? (system ? `${browser} on ${system}` : browser) : own, phone: /iPhone|Android.*Mobile/.test(userAgent) }
}
