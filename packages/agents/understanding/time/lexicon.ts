/** The words people use for time in English, by what they mean. */

const table = <V>(rows: [V, string][]): Map<string, V> =>
  new Map(rows.flatMap(([value, words]) => words.split(' ').map(word => [word, value] as [string, V])))

/** 0 is Monday. */
export const weekdays = table<number>([
  [0, 'monday mon mondays'],
  [1, 'tuesday tue tues tuesdays'],
  [2, 'wednesday wed weds wednesdays'],
  [3, 'thursday thu thur thurs thursdays'],
  [4, 'friday fri fridays'],
  [5, 'saturday sat saturdays'],
  [6, 'sunday sun sundays'],
])

/** Written with an s they repeat: "mondays at 9". */
export const pluralWeekday = /^(mon|tues|wednes|thurs|fri|satur|sun)days$/
/** Words that are also other words ("sun cream", "he sat"); they count only beside another sign of time. */
export const doubtfulDay = new Set(['sun', 'sat', 'wed', 'mon', 'thu'])

export const months = table<number>([
  [1, 'january jan'],
  [2, 'february feb'],
  [3, 'march mar'],
  [4, 'april apr'],
  [5, 'may'],
  [6, 'june jun'],
  [7, 'july jul'],
  [8, 'august aug'],
  [9, 'september sep sept'],
  [10, 'october oct'],
  [11, 'november nov'],
  [12, 'december dec'],
])

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'
export const units = table<Unit>([
  ['minute', 'minute minutes min mins minuts'],
  ['hour', 'hour hours hr hrs h'],
  ['day', 'day days'],
  ['week', 'week weeks wk wks'],
  ['month', 'month months mo'],
  ['quarter', 'quarter quarters'],
  ['year', 'year years yr yrs'],
])

export const numbers = table<number>([
  [1, 'one a an'],
  [2, 'two couple'],
  [3, 'three few'],
  [4, 'four'],
  [5, 'five'],
  [6, 'six'],
  [7, 'seven'],
  [8, 'eight'],
  [9, 'nine'],
  [10, 'ten'],
  [11, 'eleven'],
  [12, 'twelve'],
  [15, 'fifteen'],
  [20, 'twenty'],
  [30, 'thirty'],
  [40, 'forty'],
  [45, 'forty-five'],
  [60, 'sixty'],
  [90, 'ninety'],
])

export const ordinals = table<number>([
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [5, 'fifth'],
  [-1, 'last'],
])

/** Days of a month in words: they count only beside the month, "the fourth of July". */
export const spelledDates = new Map<string, number>(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'
    .split(' ')
    .map((word, at) => [word, at + 1]),
)

/** Parts of a day and the minute they stand for when no hour is named. */
export const dayParts = new Map<string, { part: DayPart; minute: number }>([
  ['morning', { part: 'morning', minute: 9 * 60 }],
  ['afternoon', { part: 'afternoon', minute: 15 * 60 }],
  ['evening', { part: 'evening', minute: 18 * 60 }],
  ['eve', { part: 'evening', minute: 18 * 60 }],
  ['night', { part: 'evening', minute: 20 * 60 }],
])
export type DayPart = 'morning' | 'afternoon' | 'evening'

/** Names of a minute of the day. */
export const namedTimes = new Map<string, number>([
  ['noon', 12 * 60],
  ['midday', 12 * 60],
  ['lunchtime', 12 * 60],
  ['midnight', 0],
])

/** Days with a name, as month and date. They count only after a preposition: "by Christmas", not "Christmas presents". */
export const namedDays = new Map<string, [number, number]>([
  ['christmas', [12, 25]],
  ['christmas day', [12, 25]],
  ['christmas eve', [12, 24]],
  ['boxing day', [12, 26]],
  ["new year's eve", [12, 31]],
  ["new year's", [1, 1]],
  ["new year's day", [1, 1]],
  ["valentine's day", [2, 14]],
  ['halloween', [10, 31]],
])

/** Names with a weekday in them that are no day to plan by. */
export const namesWithDays = [
  ['black', 'friday'],
  ['good', 'friday'],
  ['cyber', 'monday'],
  ['easter', 'monday'],
  ['easter', 'sunday'],
  ['palm', 'sunday'],
  ['ash', 'wednesday'],
  ['fat', 'tuesday'],
  ['super', 'tuesday'],
]

/** Adverbs that repeat. */
export const frequencies = new Map<string, string>([
  ['daily', 'FREQ=DAILY'],
  ['nightly', 'FREQ=DAILY'],
  ['weekly', 'FREQ=WEEKLY'],
  ['biweekly', 'FREQ=WEEKLY;INTERVAL=2'],
  ['bi-weekly', 'FREQ=WEEKLY;INTERVAL=2'],
  ['fortnightly', 'FREQ=WEEKLY;INTERVAL=2'],
  ['monthly', 'FREQ=MONTHLY'],
  ['bimonthly', 'FREQ=MONTHLY;INTERVAL=2'],
  ['quarterly', 'FREQ=MONTHLY;INTERVAL=3'],
  ['yearly', 'FREQ=YEARLY'],
  ['annually', 'FREQ=YEARLY'],
  ['hourly', 'FREQ=HOURLY'],
])

/** Short forms, read as the words they stand for. */
export const shortForms = new Map<string, string>([
  ['tmrw', 'tomorrow'],
  ['tmr', 'tomorrow'],
  ['tmw', 'tomorrow'],
  ['tomoz', 'tomorrow'],
  ['2moro', 'tomorrow'],
  ['2morrow', 'tomorrow'],
  ['tomo', 'tomorrow'],
  ['tonite', 'tonight'],
  ['nite', 'night'],
  ['2nite', 'tonight'],
  ['2day', 'today'],
  ['todays', 'today'],
  ['tomorrows', 'tomorrow'],
  ['tonights', 'tonight'],
  ['tdy', 'today'],
  ['nxt', 'next'],
  ['wknd', 'weekend'],
  ['evry', 'every'],
  ['arvo', 'afternoon'],
  ['aft', 'afternoon'],
  ['hrs', 'hours'],
  ['gotta', 'must'],
  ['u', 'you'],
  ['ur', 'your'],
  ['pls', 'please'],
  ['plz', 'please'],
  ['tho', 'though'],
  ['mins', 'minutes'],
  ['rm', 'remove'],
  ['cxl', 'cancel'],
  ['resched', 'reschedule'],
])

/** Every word of this table that a typing error may stand for. */
export const timeWords: string[] = [
  ...weekdays.keys(),
  ...months.keys(),
  ...units.keys(),
  ...dayParts.keys(),
  ...namedTimes.keys(),
  ...frequencies.keys(),
  ...[
    'today',
    'tomorrow',
    'tonight',
    'yesterday',
    'weekend',
    'weekends',
    'fortnight',
    'noon',
    'weekday',
    'weekdays',
    'every',
    'each',
    'next',
    "o'clock",
  ],
  ...[...numbers.keys()].filter(word => word.length > 2),
]
