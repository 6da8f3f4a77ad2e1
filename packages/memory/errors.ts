import { defineErrors } from '@atom/kernel'

/** What can go wrong with taking in, keeping and finding what ATOM has read. */
export const memoryErrors = defineErrors('memory', {
  unknown_type: { status: 400, retry: 'never', say: 'ATOM cannot read files of the type {type} yet.' },
  broken_file: { status: 422, retry: 'never', say: 'The file cannot be read: {reason}' },
  encrypted: { status: 422, retry: 'never', say: 'The file is protected by a password, so ATOM cannot read it.' },
  too_large: { status: 413, retry: 'never', say: 'There is more in this file than ATOM takes in from one: {what}.' },
  no_text: { status: 422, retry: 'never', say: 'There is no text in this file.' },
  took_too_long: { status: 422, retry: 'never', say: 'Reading the file took longer than {seconds} seconds and was given up.' },
  off: { status: 409, retry: 'never', say: 'Memory is turned off here (ATOM_MEMORY=off).' },
  process_ended: { status: 503, retry: 'policy', say: 'The search index stopped ({reason}) and is being started again. Try once more.' },
  no_answer: { status: 504, retry: 'policy', say: 'The search index did not answer within {seconds} s.' },
  closed: { status: 503, retry: 'policy', say: 'ATOM is being shut down.' },
  index_unreadable: {
    status: 500,
    retry: 'policy',
    say: 'The search index in {folder} cannot be read ({reason}). Move the folder away and index everything again.',
  },
})
