import type { Caller } from './caller.ts'
import { Remembered } from './remembered.ts'

/** A caller as found, with what must be asked again at each use. */
export interface KnownCaller {
  caller: Caller
  /** Milliseconds of the epoch at which key, token or session end. */
  expiresAt: number
  /** For a key: to note its use. */
  keyId?: string
}

/** Who sent what: by the hash of a key or token, or by session. Whoever revokes, signs out or changes a person forgets it all. */
export const callers = new Remembered<KnownCaller>(2_000)
