import { existsSync } from 'node:fs'
import { AtomError } from '@atom/kernel'
import { storageErrors } from '../errors.ts'
import { backupsIn } from './backup.ts'
import { translate } from './group-commit.ts'

/** What SQLite answered while the file was opened, in a sentence with what to do: the start knows the file and its backups. */
export function explainOpening(error: unknown, file: string, backups: string): unknown {
  const known = translate(error)
  if (!AtomError.is(known))
    return hasCode(known) ? storageErrors.not_opened({ file, reason: (known as Error).message }, { cause: known }) : known
  if (known.code !== 'storage.damaged') return known
  return storageErrors.damaged({ ...known.details, file, advice: adviceFor(backups) }, { cause: known.cause })
}

const hasCode = (error: unknown): boolean => typeof (error as { errcode?: unknown })?.errcode === 'number'

function adviceFor(backups: string): string {
  const newest = existsSync(backups) ? backupsIn(backups).at(-1) : undefined
  return newest === undefined ? 'put your own copy in its place' : `put your own copy, or ${newest} from ${backups}, in its place`
}
