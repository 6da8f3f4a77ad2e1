import { isCommon } from '../text/language.ts'
import { tokensOf } from '../text/tokens.ts'
import { type Asked, draftWords, isYear, monthOf, versionsIn, versionWords } from './asked.ts'

/** A document by what it is a version of. */
export interface Versioned {
  documentId: string
  title: string
  /** UTC ISO 8601. */
  at: string
  /** The heading it stands under; '' for none. */
  section: string
}

/** What of a name tells the version alone, or how it came. */
const passing = new Set(
  'new neu neue neuer updated current aktuell final copy kopie old alt alte re aw fw fwd wg csv xlsx xls ods pdf docx doc md txt pptx eml html valid superseded obsolete force not q1 q2 q3 q4'.split(
    ' ',
  ),
)

interface Name {
  /** What it is about, without what tells the version. */
  family: Set<string>
  years: string[]
  versions: string[]
  draft: boolean
}

const names = new Map<string, Name>()

function nameOf(title: string): Name {
  const known = names.get(title)
  if (known) return known
  const words = [...tokensOf(title)].flatMap(({ word }) => {
    // File names have what a title has apart: pumps-2025, policy_v2.
    const cut = /^(\p{L}{3,})[-_.](v?\d.*)$/u.exec(word)
    return cut ? [cut[1] as string, cut[2] as string] : [word]
  })
  const family = words.filter(
    (word, i) =>
      word.length > 1 &&
      !/^v?\d[\d.:/_-]*$/.test(word) &&
      monthOf(word) === undefined &&
      !versionWords.has(word) &&
      !draftWords.has(word) &&
      !passing.has(word) &&
      !isCommon(word, 'en') &&
      !isCommon(word, 'de') &&
      !(versionWords.has(words[i - 1] ?? '') && /^[a-z]$/.test(word)),
  )
  const name = {
    family: new Set(family),
    years: words.filter(isYear),
    versions: versionsIn(words),
    draft: words.some(word => draftWords.has(word)),
  }
  if (names.size > 10_000) names.clear()
  names.set(title, name)
  return name
}

/** Whether two names mean versions of one thing: the same words, or all of the shorter one in the longer, and not too few. */
function areVersions(a: Name, b: Name): boolean {
  const [small, large] = a.family.size <= b.family.size ? [a.family, b.family] : [b.family, a.family]
  if (small.size === 0) return false
  const shared = [...small].filter(word => large.has(word)).length
  return small.size === large.size ? shared === small.size : shared === small.size && small.size >= 2 && small.size * 2 >= large.size
}

/** Whether two titles name copies or versions of one thing. */
export const isSameThing = (a: string, b: string): boolean => a === b || areVersions(nameOf(a), nameOf(b))

/** More than 0 where the first is the version that is asked for rather than the second. */
function compare(a: Versioned, b: Versioned, asked: Asked, year: string): number {
  const [x, y] = [nameOf(a.title), nameOf(b.title)]
  const named = ({ years, versions }: Name, at: string) =>
    (asked.versions.some(version => versions.includes(version)) ? 4 : 0) +
    (asked.years.some(one => years.includes(one)) ? 2 : years.length === 0 && asked.years.includes(at.slice(0, 4)) ? 1 : 0) +
    (asked.months.includes(Number(at.slice(5, 7))) ? 1 : 0)
  const wanted = named(x, a.at) - named(y, b.at)
  if (wanted !== 0) return wanted
  if (x.draft !== y.draft) return (asked.draft ? 1 : -1) * (Number(x.draft) - Number(y.draft))
  const yearOf = ({ years }: Name) => years.toSorted().at(-1)
  const [ofX, ofY] = [yearOf(x), yearOf(y)]
  // What is for a year to come does not hold yet.
  const toCome = Number((ofY ?? '') > year) - Number((ofX ?? '') > year)
  if (toCome !== 0) return toCome
  const newer = (ofX && ofY ? ofX.localeCompare(ofY) : 0) || byNumber(x.versions[0], y.versions[0]) || a.at.localeCompare(b.at)
  return asked.former === undefined ? newer : -newer
}

function byNumber(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.localeCompare(b, 'en', { numeric: true })
}

/** How much of an older version's score a newer one needs to come before it: below, it says nothing about what is asked. */
const comparable = 0.7
/** The same where it is the same section. */
const related = 0.35

/**
 * Puts a passage of a version that is not asked for behind the best one of the version that is, if that says about as much: the newest that holds
 * unless the question names another. @returns the same passages, the best first
 */
export function orderVersions<Passage extends Versioned & { score: number }>(
  passages: readonly Passage[],
  asked: Asked,
  now: Date,
): Passage[] {
  const year = String(now.getUTCFullYear())
  const follows = (newer: Passage, older: Passage) =>
    older.documentId !== newer.documentId && areVersions(nameOf(older.title), nameOf(newer.title)) && compare(newer, older, asked, year) > 0
  // The same section of another version is about the same, whatever words it has for it.
  const isSection = (a: Passage, b: Passage) => a.section !== '' && bare(a.section) === bare(b.section)
  const lifted = passages.map(newer => {
    const sections = passages.filter(older => isSection(newer, older) && newer.score >= older.score * related && follows(newer, older))
    return { ...newer, score: Math.max(newer.score, ...sections.map(({ score }) => score)) }
  })
  return lifted
    .map(older => {
      const before = lifted.filter(newer => newer.score >= older.score * comparable && follows(newer, older))
      const bound = Math.min(...before.map(({ score }) => score)) - before.length * 1e-6
      return { ...older, score: Math.min(older.score, bound) }
    })
    .sort((a, b) => b.score - a.score)
}

/** A heading without its number. */
const bare = (heading: string): string => heading.toLowerCase().replace(/^[\d.]+\s+/, '')
