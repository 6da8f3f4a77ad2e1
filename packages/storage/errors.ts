import { defineErrors } from '@atom/kernel'

export const storageErrors = defineErrors('storage', {
  folder_unusable: {
    status: 500,
    retry: 'never',
    say: 'ATOM cannot use the data folder {folder}: {reason}. Set ATOM_DATA_DIR to a folder this user may write to.',
  },
  network_folder: {
    status: 500,
    retry: 'never',
    say: 'The data folder {folder} is on a network file system ({kind}), where SQLite can lose data. Use a local folder, or PostgreSQL with ATOM_DATABASE_URL.',
  },
  in_use: {
    status: 500,
    retry: 'never',
    say: 'Another ATOM (process {pid}) uses the data folder {folder}. Stop it first, or set ATOM_DATA_DIR.',
  },
  role_taken: {
    status: 500,
    retry: 'never',
    say: 'Another ATOM {role} ({holder}) uses this PostgreSQL database. Stop it first, or give this one a database of its own with ATOM_DATABASE_URL.',
  },
  newer_data: {
    status: 500,
    retry: 'never',
    say: 'The data was written by a newer version of ATOM (it knows “{migration}”). Start that version, or restore a backup from {backups}.',
  },
  damaged: {
    status: 500,
    retry: 'never',
    say: 'The database {file} is damaged: {reason}. Stop ATOM, keep that file and those beside it named like it, and {advice}.',
  },
  not_opened: {
    status: 500,
    retry: 'never',
    say: 'The database {file} cannot be opened: {reason}. Check the disk and who may read the file.',
  },
  migration_failed: {
    status: 500,
    retry: 'never',
    say: 'The database could not be brought to this version: {reason}. It is as it was before.{copy}',
  },
  database_unreachable: {
    status: 503,
    retry: 'policy',
    say: 'The database at {host} cannot be reached: {reason}. Check ATOM_DATABASE_URL and that PostgreSQL runs.',
  },
  unreachable: { status: 503, retry: { after: 5000 }, say: 'The database cannot be reached at the moment. Try again in a few seconds.' },
  full: { status: 507, retry: 'policy', say: 'The disk is full, so nothing was saved. Free some space and try again.' },
  overtaken: { status: 409, retry: 'never', say: 'Something else changed this first; nothing was written.' },
  busy: { status: 503, retry: { after: 1000 }, say: 'The database is busy. Try again in a moment.' },
  older_data: {
    status: 500,
    retry: 'never',
    say: 'The database is older than this version of ATOM (“{migration}” is missing). Start the server of this version first.',
  },
  key_missing: {
    status: 500,
    retry: 'never',
    say: 'This process needs the master key of the ATOM it joins. Set ATOM_MASTER_KEY to it; without that setting the server keeps it in the file master.key of its data folder.',
  },
  key_unusable: { status: 500, retry: 'never', say: 'The master key {where} is not usable: {reason}.' },
  key_unwritten: { status: 500, retry: 'never', say: 'The master key {file} could not be written: {reason}. Nothing was started.' },
  key_lost: {
    status: 500,
    retry: 'never',
    say: 'The master key {file} is missing, and this data is encrypted with it. Put the file back from your copy, or set ATOM_MASTER_KEY to the key (its id is {known}).',
  },
  key_differs: {
    status: 500,
    retry: 'never',
    say: 'The master key {where} is another one (its id is {given}) than that this data is encrypted with ({known}). Put the right one there.',
  },
  key_rotating: {
    status: 500,
    retry: 'never',
    say: 'The stored secrets are halfway to a new master key. Finish it first: npm run vault:rotate',
  },
  next_key_lost: {
    status: 500,
    retry: 'never',
    say: 'The new master key {file} is missing or another one, and a part of the secrets is encrypted with it already (its id is {next}). Put the file back, then run this again.',
  },
  nothing_to_rotate: {
    status: 500,
    retry: 'never',
    say: 'There is no data of ATOM here whose key could be changed. Check ATOM_DATA_DIR and ATOM_DATABASE_URL.',
  },
  key_in_use: {
    status: 500,
    retry: 'never',
    say: '{worker} still works on this database with the old key. Stop every worker, then run this again; one that was killed is forgotten after 15 s.',
  },
  secret_missing: { status: 404, retry: 'never', say: 'That secret is not stored here any more. Enter it again.' },
  secret_unreadable: {
    status: 500,
    retry: 'never',
    say: 'A stored secret cannot be read with this master key. Restore the key it was written with, or enter the secret again.',
  },
  bad_cursor: { status: 400, retry: 'never', say: 'That cursor is not valid. Start again without one.' },
  outside_transaction: { status: 500, retry: 'never', say: 'A write was tried outside its transaction. Nothing was saved.' },
})
