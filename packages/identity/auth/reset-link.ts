import { newId } from '@atom/kernel'
import type { Kysely } from 'kysely'
import type { IdentityTables } from '../store.ts'
import { hashOf, newToken } from '../token.ts'

/** Milliseconds in which a link may be used. */
const lifetime = 60 * 60_000

/** How better-auth names the record that a token opens, and how the name is stored: the token itself is kept nowhere. */
export const storedName = async (name: string): Promise<string> => hashOf(name)
const nameOf = (token: string) => storedName(`reset-password:${token}`)

/**
 * A token with which `POST /api/auth/reset-password {newPassword, token}` gives this person a new password, once and within an hour.
 * Earlier ones of theirs end. Whoever calls has checked that it may be made.
 */
export async function makeResetToken(
  db: Kysely<IdentityTables>,
  personId: string,
  now: Date,
): Promise<{ token: string; expiresAt: string }> {
  const token = newToken('')
  const expiresAt = new Date(now.getTime() + lifetime).toISOString()
  await dropResetTokens(db, personId)
  await db
    .insertInto('verification')
    .values({
      id: newId(),
      identifier: await nameOf(token),
      value: personId,
      expiresAt,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    })
    .execute()
  return { token, expiresAt }
}

/** Ends the links of a person. */
const dropResetTokens = async (db: Kysely<IdentityTables>, personId: string): Promise<void> =>
  void (await db.deleteFrom('verification').where('value', '=', personId).execute())

/** Whose new password a token may set now; nobody's when it was used, has run out or never was one. */
export async function personOfResetToken(
  db: Kysely<IdentityTables>,
  token: string,
  now: Date,
): Promise<{ id: string; name: string; email: string } | undefined> {
  return db
    .selectFrom('verification')
    .innerJoin('user', 'user.id', 'verification.value')
    .select(['user.id as id', 'user.name as name', 'user.email as email'])
    .where('verification.identifier', '=', await nameOf(token))
    .where('verification.expiresAt', '>', now.toISOString())
    .executeTakeFirst()
}
