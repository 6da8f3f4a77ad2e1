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
