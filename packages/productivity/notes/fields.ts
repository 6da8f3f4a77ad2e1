import { choice, longText, query, title } from '@atom/kernel'
import { label } from '../fields.ts'

/** The fields of a note that a person sets, each with what to look for in a sentence. */
export const noteFields = {
  title: title({ cues: ['called', 'titled', 'named', 'with the title'] }),
  body: longText({ cues: ['that', 'saying', 'which says', 'with the text', ':'], ask: 'What should the note say?' }),
  labels: label,
}
export const noteFilter = choice(['all'], { words: { all: ['every', 'everything'] } })
export const noteQuery = query({ cues: ['about', 'for', 'on', 'mentioning', 'containing', 'with'], ask: 'What should I look for?' })
