import { type Clock, type Context, newId } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { APIError, createAuthMiddleware, formCsrfMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type IdentityTables, store } from '../store.ts'
import { invitationFor, join, unusable } from './invitation.ts'
import { password } from './password.ts'
import { maySignUp, type SignUp } from './sign-up-policy.ts'

const Body = z.object({
  name: z.string().trim().min(1, 'Enter your name.').max(200),
  email: z.email('Enter an e-mail address.').max(254),
  password: z.string().min(8, 'Use at least 8 characters for the password.').max(128, 'Use at most 128 characters for the password.'),
  invitation: z.string().max(200).optional(),
  rememberMe: z.boolean().optional(),
})

const closed = () =>
  new APIError('FORBIDDEN', {
    code: 'SIGN_UP_CLOSED',
    message: 'New accounts are made by invitation here. Ask the person who runs this ATOM.',
  })
const taken = () =>
  new APIError('UNPROCESSABLE_ENTITY', {
    code: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL',
    message: 'There already is an account with this e-mail address. Sign in instead.',
  })

interface Deps {
  storage: Storage
  clock: Clock
  policy: SignUp | undefined
  systemContext: (workspaceId: string) => Context
}

/**
 * Answers `POST /api/auth/sign-up/email` in better-auth's place: account, workspace, membership and the news of it are one transaction, so that two
 * first people cannot both be first and a crash leaves no half account; and the password is hashed before it, not inside.
 */
export const signUpHook = ({ storage, clock, policy, systemContext }: Deps) =>
  createAuthMiddleware(async ctx => {
    if (ctx.path !== '/sign-up/email') return
    await formCsrfMiddleware(ctx as Parameters<typeof formCsrfMiddleware>[0])
    const parsed = Body.safeParse(ctx.body)
    if (!parsed.success)
      throw new APIError('BAD_REQUEST', { code: 'VALIDATION_ERROR', message: parsed.error.issues[0]?.message ?? 'Not valid.' })
    const body = parsed.data
    const email = body.email.toLowerCase()
    const kysely: Kysely<IdentityTables> = storage.kysely

    // Asked before the costly hash, and again where it counts, inside the transaction.
    const first = !(await kysely.selectFrom('instance').select('id').executeTakeFirst())
    const invited = !!(await invitationFor(kysely, body.invitation, clock, email))
    // Who comes with an invitation means that workspace, and is not to found another one unawares.
    if (body.invitation && !invited && policy !== 'closed') throw unusable()
    if (!maySignUp(policy, { first, invited })) throw closed()
    if (await kysely.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()) throw taken()

    const hash = await password.hash(body.password)
    const user = await storage.unitOfWork.writing(systemContext(''), async system => {
      const tx = store.db(system)
      const now = clock.now().toISOString()
      const id = newId()
      const claimed = await tx
        .insertInto('instance')
        .values({ id: 'atom', owner_id: id, created_at: now })
        .onConflict(c => c.column('id').doNothing())
        .executeTakeFirst()
      const invitation = await invitationFor(tx, body.invitation, clock, email)
      if (body.invitation && !invitation && policy !== 'closed') throw unusable()
      if (!maySignUp(policy, { first: claimed.numInsertedOrUpdatedRows === 1n, invited: !!invitation })) throw closed()
      const made = await tx
        .insertInto('user')
        .values({ id, name: body.name, email, emailVerified: 0, image: null, createdAt: now, updatedAt: now })
        .onConflict(c => c.column('email').doNothing())
        .executeTakeFirst()
      if (made.numInsertedOrUpdatedRows !== 1n) throw taken()
      await tx
        .insertInto('account')
        .values({ id: newId(), accountId: id, providerId: 'credential', userId: id, password: hash, createdAt: now, updatedAt: now })
        .execute()
      if (invitation) await join(system, invitation, id)
      else await foundWorkspace(tx, body.name, id, now)
      const dates = { createdAt: new Date(now), updatedAt: new Date(now) }
      return { id, name: body.name, email, emailVerified: false, image: null, ...dates }
    })

    const session = await ctx.context.internalAdapter.createSession(user.id, body.rememberMe === false)
    await setSessionCookie(ctx, { session, user }, body.rememberMe === false)
    return ctx.json({ token: session.token, user })
  })

async function foundWorkspace(tx: Kysely<IdentityTables>, name: string, personId: string, now: string) {
  const id = newId()
  await tx
    .insertInto('workspace')
    .values({ id, name: `${name}’s workspace`, created_at: now, updated_at: now })
    .execute()
  await tx.insertInto('membership').values({ workspace_id: id, person_id: personId, role: 'owner', created_at: now }).execute()
}
