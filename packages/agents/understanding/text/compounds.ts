/** Things whose first word may be a verb elsewhere: "book club on Friday" books no club. */
const compounds = new Map(
  Object.entries({
    book: 'club fair launch signing swap group festival release reading token report shop store review',
    block: 'party',
    pop: 'quiz concert gig music',
    record: 'fair shop store player label collection',
    log: 'book fire cabin delivery',
    call: 'centre center sheet with',
    walk: 'with',
    run: 'with',
    ride: 'with',
    review: 'with',
    interview: 'with',
    visit: 'with',
    drink: 'with',
    trash: 'night day bags pickup',
    oil: 'change',
    stick: 'insect insects',
    move: 'day',
    set: 'menu list',
    open: 'day mic evening',
    tag: 'rugby sale',
    label: 'printer maker',
  }).map(([first, seconds]) => [first, new Set(seconds.split(' '))]),
)

/** Do these two words name one thing, so that the first is no verb? */
export const isCompound = (first: string, second: string): boolean => compounds.get(first)?.has(second) ?? false
