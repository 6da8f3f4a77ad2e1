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
  newer_data: {
    status: 500,
    retry: 'never',
    say: 'The data was written by a newer version of ATOM (it knows “{migration}”). Start that version, or restore a backup from {backups}.',
  },
  migration_failed: {
    status: 500,
    retry: 'never',
    say: 'The database could not be brought to this version: {reason}. A backup from before is in {backups}.',
  },
  database_unreachable: {
    status: 503,
    retry: 'policy',
    say: 'The database at {host} cannot be reached: {reason}. Check ATOM_DATABASE_URL and that PostgreSQL runs.',
  },
  full: { status: 507, retry: 'policy', say: 'The disk is full, so nothing was saved. Free some space and try again.' },
  overtaken: { status: 409, retry: 'never', say: 'Something else changed this first; nothing was written.' },
  busy: { status: 503, retry: { after: 1000 }, say: 'The database is busy. Try again in a moment.' },
  key_unusable: { status: 500, retry: 'never', say: 'The master key {where} is not usable: {reason}.' },
  secret_missing: { status: 404, retry: 'never', say: 'That secret is not stored here any more. Enter it again.' },
  secret_unreadable: {
    status: 500,
    retry: 'never',
    say: 'A stored secret cannot be read with this master key. Restore the key it was written with, or enter the secret again.',
  },
  bad_cursor: { status: 400, retry: 'never', say: 'That cursor is not valid. Start again without one.' },
  outside_transaction: { status: 500, retry: 'never', say: 'A write was tried outside its transaction. Nothing was saved.' },
})
