import type { Skill } from '@atom/kernel'
import { listApprovals } from './approvals.ts'
import { listAudit } from './audit.ts'
import { listInvitations, revokeInvitation } from './invitations.ts'
import { createKey, listKeys, revokeKey } from './keys.ts'
import { getMe, updateMe } from './me.ts'
import { getMember, inviteMember, leaveWorkspace, listMembers, makeResetLink, removeMember, updateMember } from './members.ts'
import { listNotifications, readAllNotifications, readNotification } from './notifications.ts'
import { getPolicies, setPolicies } from './policies.ts'
import { getWorkspace, updateWorkspace } from './workspace.ts'

export const identitySkills: Skill[] = [
  getMe,
  updateMe,
  listKeys,
  createKey,
  revokeKey,
  listAudit,
  listApprovals,
  getPolicies,
  setPolicies,
  listNotifications,
  readNotification,
  readAllNotifications,
  listMembers,
  getMember,
  inviteMember,
  listInvitations,
  revokeInvitation,
  updateMember,
  removeMember,
  leaveWorkspace,
  makeResetLink,
  getWorkspace,
  updateWorkspace,
]
