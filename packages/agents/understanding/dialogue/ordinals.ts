const words: Record<string, number> = {
  first: 0,
  '1st': 0,
  one: 0,
  second: 1,
  '2nd': 1,
  two: 1,
  third: 2,
  '3rd': 2,
  three: 2,
  fourth: 3,
  '4th': 3,
  four: 3,
  fifth: 4,
  '5th': 4,
  five: 4,
  sixth: 5,
  '6th': 5,
  last: -1,
  former: 0,
  top: 0,
  bottom: -1,
  latter: -1,
}
const counts: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, '2': 2, '3': 3, '4': 4, '5': 5, both: 2 }

/** Places in a list of `length` things that words such as "the second one", "the first two", "both" or "number 3" point at; -1 means none. */
export function pointedAt(text: string, length: number): number[] | undefined {
  const said = text
    .toLowerCase()
    .replace(/[.!?]/g, '')
    .replace(/ 's\b|'s\b/g, '')
    .replace(/\s*,\s*/g, ' and ')
    .replace(/^(the|only|just|no|number|nr|option|#)\s*/g, '')
    .replace(/^(the|number) /, '')
    .trim()
  const at = (place: number | undefined): number[] | undefined => {
    if (place === undefined) return undefined
    const real = place < 0 ? length + place : place
    return real >= 0 && real < length ? [real] : undefined
  }
  const named = said.split(' and ').map(each => words[each.replace(/^(the )?/, '').replace(/ one$/, '')])
  if (named.length > 1 && named.every(place => place !== undefined)) {
    const places = named.map(place => ((place as number) < 0 ? length + (place as number) : (place as number)))
    return places.every(place => place >= 0 && place < length) ? places : undefined
  }
  const numbers = /^\d( and \d)+$/.test(said) ? said.split(' and ').map(each => Number(each) - 1) : undefined
  if (numbers) return numbers.every(place => place >= 0 && place < length) ? numbers : undefined
  if (/^(middle|middle one)$/.test(said)) return length % 2 === 1 ? [(length - 1) / 2] : undefined
  const every = /^all (two|three|four|five)( of (them|those))?$/.exec(said)
  if (every) return counts[every[1] as string] === length ? [...Array(length).keys()] : undefined
  if (
    /^(both|both of them|both of those|both of these|all|all of them|all of those|them all|everything|every one|each of them)$/.test(said)
  )
    return length > 0 && (length === 2 || !said.startsWith('both')) ? [...Array(length).keys()] : undefined
  const several = /^(first|last) (\w+)$/.exec(said)
  const count = several ? counts[several[2] as string] : undefined
  if (several && count) {
    if (count > length) return undefined
    const from = several[1] === 'first' ? 0 : length - count
    return Array.from({ length: count }, (_, k) => from + k)
  }
  const single = /^(\w+)( one| item| option)?$/.exec(said)
  if (single && words[single[1] as string] !== undefined && !/^(one|two|three|four|five)$/.test(said)) return at(words[single[1] as string])
  if (/^\d$/.test(said)) return at(Number(said) - 1)
  if (/^(one|two|three|four|five)$/.test(said) && /number|option|#|no/.test(text.toLowerCase())) return at(words[said])
  return undefined
}
