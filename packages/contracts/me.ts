import { z } from 'zod'

export const MemberRole = z.enum(['owner', 'admin', 'member', 'viewer'])

/** A workspace as its members see it. */
export const Workspace = z.object({ id: z.string(), name: z.string(), createdAt: z.string() })
export type Workspace = z.infer<typeof Workspace>

/** The caller. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** IANA name, such as `Europe/Berlin`; the server's until set. */
  timeZone: z.string(),
  /** BCP 47, such as `en-GB`. */
  locale: z.string(),
  role: MemberRole,
  workspace: Workspace,
  /** Every workspace the caller belongs to; `X-Atom-Workspace` chooses one. */
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: MemberRole })),
  /** The person whose account was the first here. */
  ownsInstance: z.boolean(),
})
export type Me = z.infer<typeof Me>

/** A person of the workspace. */
export const Member = z.object({ id: z.string(), name: z.string(), email: z.string(), role: MemberRole, joinedAt: z.string() })
export type Member = z.infer<typeof Member>

/** A link's worth of trust: whoever has the token may join once. */
export const Invitation = z.object({
  id: z.string(),
  email: z.string().optional(),
  role: MemberRole,
  /** Shown once. */
  token: z.string(),
  expiresAt: z.string(),
})
export type Invitation = z.infer<typeof Invitation>

/** An invitation that can still be used, without its token. */
export const OpenInvitation = Invitation.omit({ token: true }).extend({
  /** Id of the person who made it. */
  createdBy: z.string(),
  createdAt: z.string(),
})
export type OpenInvitation = z.infer<typeof OpenInvitation>

/** A link's worth of a new password: whoever has the token may set one, once. */
export const ResetLink = z.object({
  /** Shown once. */
  token: z.string(),
  expiresAt: z.string(),
})
export type ResetLink = z.infer<typeof ResetLink>

/** What an invitation's link is worth now, to somebody who only has the link. */
export const InvitationState = z.object({
  usable: z.boolean(),
  /** The name of the workspace it lets into. */
  workspace: z.string().optional(),
  /** Only a person with this address may use it. */
  email: z.string().optional(),
})
export type InvitationState = z.infer<typeof InvitationState>

/** What a link for a new password is worth now, and whose it is. */
export const ResetLinkState = z.object({ usable: z.boolean(), name: z.string().optional(), email: z.string().optional() })
export type ResetLinkState = z.infer<typeof ResetLinkState>
