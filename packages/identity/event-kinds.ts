import type { EventKind } from '@atom/kernel'

const id = '0192f0c4-7b1e-7d6a-9c55-0a4f3c1b2d3e'

/** What happens around people. Notifications, keys and profiles are their person’s own. */
export const identityEvents: EventKind[] = [
  { name: 'approval.requested', title: 'Somebody is asked', example: { id } },
  { name: 'approval.decided', title: 'Somebody answered a question', example: { id, status: 'approved', runId: id } },
  { name: 'member.changed', title: 'Somebody’s role changed', example: { id, role: 'admin' } },
  { name: 'member.joined', title: 'Somebody joined the workspace', example: { id, role: 'member' } },
  { name: 'member.renamed', title: 'Somebody goes by another name', example: { id } },
  { name: 'member.left', title: 'Somebody left the workspace, or was removed', example: { id } },
  {
    name: 'notification.created',
    title: 'You were told something',
    example: { personId: id, id, kind: 'reminder', title: 'Take the cake out' },
  },
  { name: 'invitation.created', title: 'Somebody was invited', example: { id } },
  { name: 'invitation.revoked', title: 'An invitation was revoked', example: { id } },
  { name: 'workspace.updated', title: 'The workspace was renamed', example: { id, name: 'Acme' } },
  { name: 'policy.changed', title: 'The policies were changed', example: {} },
  { name: 'profile.updated', title: 'You changed your profile', example: { personId: id, id } },
  { name: 'key.created', title: 'You made an API key', example: { personId: id, id } },
  { name: 'key.revoked', title: 'You revoked an API key', example: { personId: id, id } },
  { name: 'notification.read', title: 'You read a notification', example: { personId: id, id } },
  { name: 'notification.unread', title: 'You marked a notification as unread', example: { personId: id, id } },
  { name: 'notification.all-read', title: 'You marked all notifications as read', example: { personId: id, read: 3 } },
]
