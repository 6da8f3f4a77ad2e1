import { createLocalJWKSet, errors, type JWK, jwtVerify } from 'jose'
import type { Kysely } from 'kysely'
import type { IdentityTables } from '../store.ts'

/** An unknown key id makes us look again, but not more often than this, or a stranger could have us read the table at will. */
const lookAgainAfter = 5_000

/** Whose token it is and when it ends, in milliseconds of the epoch; nothing when it is not ours, not whole or too old. */
export type TokenVerifier = (token: string) => Promise<{ personId: string; expiresAt: number } | undefined>

/** Checks tokens of `GET /api/auth/token` here, against our own public keys. */
export function createTokenVerifier(kysely: Kysely<IdentityTables>, issuer: string): TokenVerifier {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined
  let readAt = 0

  async function read() {
    const rows = await kysely.selectFrom('jwks').select(['id', 'publicKey', 'alg']).execute()
    keys = createLocalJWKSet({ keys: rows.map(row => ({ ...(JSON.parse(row.publicKey) as JWK), kid: row.id, alg: row.alg ?? 'EdDSA' })) })
    // The first key is made with the first token: until then there is nothing to remember.
    readAt = rows.length === 0 ? 0 : Date.now()
  }

  const verify = async (token: string) => {
    if (!keys) await read()
    const { payload } = await jwtVerify(token, keys as NonNullable<typeof keys>, { issuer, audience: issuer })
    return payload.sub === undefined ? undefined : { personId: payload.sub, expiresAt: (payload.exp ?? 0) * 1000 }
  }

  return async token => {
    try {
      return await verify(token)
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - readAt < lookAgainAfter) return undefined
    }
    keys = undefined
    try {
      return await verify(token)
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
