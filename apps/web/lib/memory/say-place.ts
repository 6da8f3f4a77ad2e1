import type { FoundPassage } from '../records.ts'

type Placed = Pick<FoundPassage, 'title' | 'page' | 'sheet' | 'cells' | 'line' | 'lastLine' | 'heading'> & { mediaType?: string }

/** Where in its document a passage stands: “page 3 · Delivery › Dates”. Empty for a document of one piece. */
export const sayPlaceIn = ({ title, page, sheet, cells, line, lastLine, heading = '', mediaType = '' }: Placed): string =>
  [
    page === undefined ? '' : `${/presentation|powerpoint/.test(mediaType) ? 'slide' : 'page'} ${page}`,
    [sheet ? `sheet ${sheet}` : '', cells].filter(words => words).join(', '),
    line === undefined ? '' : lastLine === undefined || lastLine === line ? `line ${line}` : `lines ${line}–${lastLine}`,
    // The first heading is often the title once more.
    heading === title ? '' : heading.startsWith(`${title} › `) ? heading.slice(title.length + 3) : heading,
  ]
    .filter(words => words !== '')
    .join(' · ')
