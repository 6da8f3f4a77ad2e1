import { defineErrors } from '@atom/kernel'

/** What can go wrong with taking in, keeping and finding what ATOM has read. */
export const memoryErrors = defineErrors('memory', {
  unknown_type: { status: 400, retry: 'never', say: 'ATOM cannot read files of the type {type} yet.' },
  broken_file: { status: 422, retry: 'never', say: 'The file cannot be read: {reason}' },
  encrypted: { status: 422, retry: 'never', say: 'The file is protected by a password, so ATOM cannot read it.' },
  too_large: { status: 413, retry: 'never', say: 'There is more in this file than ATOM takes in from one: {what}.' },
  no_text: { status: 422, retry: 'never', say: 'There is no text in this file.' },
  took_too_long: { status: 422, retry: 'never', say: 'Reading the file took longer than {seconds} seconds and was given up.' },
  file_too_large: { status: 413, retry: 'never', say: 'The file is larger than the {limit} one may have here (ATOM_FILE_LIMIT).' },
  files_full: {
    status: 413,
    retry: 'never',
    say: 'The files of this workspace may have {limit} together (ATOM_FILES_LIMIT). Delete some first.',
  },
  no_file: { status: 400, retry: 'never', say: 'There is no file in the request. Send it as multipart/form-data in the field “file”.' },
  upload_offset: { status: 409, retry: 'never', say: '{received} bytes have come in: go on from there.' },
  upload_longer: { status: 400, retry: 'never', say: 'More came in than the {size} the upload was to have.' },
  upload_asks: {
    status: 409,
    retry: 'never',
    say: 'A policy of this workspace asks before files are added, which uploads in pieces cannot wait for. Send it as a form.',
  },
  tus_version: { status: 412, retry: 'never', say: 'ATOM speaks tus {version} alone. Say “Tus-Resumable: {version}”.' },
  not_received: { status: 409, retry: 'never', say: 'That file has not come in. Send it to POST /api/files.' },
  not_uploaded: { status: 409, retry: 'never', say: 'It comes from {source} and goes when it is deleted there, or when the source is.' },
  built_in: { status: 409, retry: 'never', say: '{source} is there by itself and cannot be deleted. Pause it instead.' },
  not_yours: { status: 403, retry: 'never', say: 'Only the person who installed this ATOM may let it read folders of its machine.' },
  bad_source: { status: 400, retry: 'never', say: '{problem}' },
  embedder_changed: {
    status: 409,
    retry: 'never',
    say: 'The embedding model “{embedder}” no longer gives the vectors this index was made with, so nothing can be compared. Choose it again in Settings under Models to embed everything anew.',
  },
  reembedding: { status: 409, retry: 'never', say: 'To stop it choose the former embedding model again in Settings under Models.' },
  paused: { status: 409, retry: 'never', say: '{source} is paused. Resume it first.' },
  job_ended: { status: 409, retry: 'never', say: 'That has ended already.' },
  cancelled: { status: 409, retry: 'never', say: 'Reading it was cancelled.' },
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
