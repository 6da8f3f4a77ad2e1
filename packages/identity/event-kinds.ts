import type { EventKind } from '@atom/kernel'

const id = '0192f0c4-7b1e-7d6a-9c55-0a4f3c1b2d3e'

/** What happens around people. Notifications are their person’s own. */
export const identityEvents: EventKind[] = [
  { name: 'approval.requested', title: 'Somebody is asked', example: { id } },
  { name: 'approval.decided', title: 'Somebody answered a question', example: { id, status: 'approved', runId: id } },
  { name: 'member.changed', title: 'Somebody’s role changed', example: { id, role: 'admin' } },
  { name: 'member.left', title: 'Somebody left the workspace, or was removed', example: { id } },
  {
    name: 'notification.created',
    title: 'You were told something',
    example: { personId: id, id, kind: 'reminder', title: 'Take the cake out' },
  },
  { name: 'notification.read', title: 'You read a notification', example: { personId: id, id } },
]
