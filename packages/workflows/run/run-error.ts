import { AtomError } from '@atom/kernel'

/** Why a step, a pass or a run failed, as the journal keeps it. `node`: the step that brought it about. */
export interface RunError {
  code: string
  message: string
  node?: string
}

/** An error in words for the journal. What was not meant to be shown is in the log alone. */
export const runErrorOf = (error: unknown): RunError =>
  AtomError.is(error)
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: 'Something unexpected went wrong in this step. The log says what.' }

/** Another worker owns the run: its guard met no row. */
export const isOvertaken = (error: unknown): boolean => AtomError.is(error) && error.code === 'storage.overtaken'
