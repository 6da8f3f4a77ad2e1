import type { Clock, Context } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { deleteSessionCookie } from 'better-auth/cookies'
import type { Kysely } from 'kysely'
import { type IdentityTables, store } from '../store.ts'
import { invitationFor, join, unusable } from './invitation.ts'

const homeless = () =>
  new APIError('FORBIDDEN', {
    code: 'NO_WORKSPACE',
    message: 'You do not belong to a workspace here any more. Ask for an invitation, open its link, and sign in there.',
  })
const settled = () =>
  new APIError('CONFLICT', {
    code: 'IN_A_WORKSPACE',
    message: 'This account belongs to a workspace already. Make another one, with another e-mail address, for this invitation.',
  })

interface Deps {
  storage: Storage
  clock: Clock
  systemContext: (workspaceId: string) => Context
}

/**
 * After `POST /api/auth/sign-in/email {email, password, invitation?}`: who was removed from their workspace, or left it, comes in by an invitation
 * alone; without one the session that just began ends again, and they are told why.
 */
export const signInHook = ({ storage, clock, systemContext }: Deps) =>
  createAuthMiddleware(async ctx => {
    const begun = ctx.context.newSession
    if (ctx.path !== '/sign-in/email' || !begun) return
    const token: unknown = ctx.body?.invitation
    const refuse = async (why: APIError) => {
      await ctx.context.internalAdapter.deleteSession(begun.session.token)
      deleteSessionCookie(ctx)
      throw why
    }
    const kysely: Kysely<IdentityTables> = storage.kysely
    const { id, email } = begun.user
    const belongs = async (db: Kysely<IdentityTables>) =>
      !!(await db.selectFrom('membership').select('role').where('person_id', '=', id).executeTakeFirst())
    if (token === undefined) return (await belongs(kysely)) ? undefined : refuse(homeless())
    if (typeof token !== 'string') return refuse(unusable())
    try {
      await storage.unitOfWork.writing(systemContext(''), async system => {
        const tx = store.db(system)
        if (await belongs(tx)) throw settled()
        const invitation = await invitationFor(tx, token, clock, email.toLowerCase())
        if (!invitation) throw unusable()
        await join(system, invitation, id)
      })
    } catch (error) {
      if (error instanceof APIError) return refuse(error)
      throw error
    }
  })
