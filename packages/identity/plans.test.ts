import { DatabaseSync } from 'node:sqlite'
import { dialects } from '@atom/storage/testing'
import { CompiledQuery } from 'kysely'
import { expect, test, vi } from 'vitest'
import { membersAmong } from './members-among.ts'
import { notify } from './notify.ts'
import { openWorld } from './testing.ts'
import { takeUndo } from './undo-log.ts'

/** A handful of rows, for ever: who owns the instance, the keys that sign tokens, and what better-auth calls `primary`, one row it found by its index. */
const small = /\b(instance|jwks|primary)\b/

test('no statement of a request scans a table', async () => {
  const sqlite = dialects.find(dialect => dialect.name === 'sqlite')
  if (!sqlite) throw new Error('SQLite is always there.')
  const world = await openWorld(sqlite)
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare')

  const { cookie, email } = await world.signUp('Ana')
  await world.post('sign-in/email', { email, password: 'Ana has a password' })
  await world.get('token', cookie)
  const ana = await world.context({ cookie })
  await world.context({ cookie, 'x-atom-workspace': ana.workspaceId })
  const { id, key } = (await world.run(ana, 'keys.create', { name: 'x' }, { idempotencyKey: 'k' })) as { id: string; key: string }
  await world.run(ana, 'keys.create', { name: 'x' }, { idempotencyKey: 'k' })
  await world.context({ authorization: `Bearer ${key}` })
  await world.identity.close()
  await world.run(ana, 'keys.revoke', { id })
  const cursor = Buffer.from('["x"]').toString('base64url')
  for (const skill of ['me.get', 'workspace.get', 'policies.get', 'members.list']) await world.run(ana, skill)
  for (const skill of ['keys.list', 'audit.list', 'approvals.list', 'notifications.list']) {
    await world.run(ana, skill)
    await world.run(ana, skill, { cursor })
  }
  for (const status of ['pending', 'approved', 'denied', 'expired']) await world.run(ana, 'approvals.list', { status })
  await world.run({ ...ana, role: 'member' }, 'approvals.list')
  await world.run(ana, 'policies.set', { rules: [{ person: 'me', skill: 'x', decision: 'ask' }] })
  await world.run(ana, 'workspace.update', { name: 'House' })
  await world.run(ana, 'me.update', { timeZone: 'UTC' })
  await world.run(ana, 'notifications.list', { unread: true })
  await world.run(ana, 'notifications.read-all')
  await world.storage.unitOfWork.writing(ana, async tx => {
    await membersAmong(tx, [ana.person.id])
    await notify(tx, { personId: ana.person.id, kind: 'x', title: 'x' })
    await takeUndo({ ...tx, invoke: (skill, input) => world.run(tx, skill, input) })
  })

  const bo = await world.join(ana, 'Bo', 'member')
  await world.run(ana, 'members.update', { id: bo.person.id, role: 'viewer' })
  const link = (await world.run(ana, 'members.reset-link', { id: bo.person.id })) as { token: string }
  await world.identity.resetLink(link.token)
  await world.identity.invitation(link.token)
  await world.post('reset-password', { ...link, newPassword: 'a fresh long password' })
  const invited = (await world.run(ana, 'members.invite')) as { id: string }
  await world.run(ana, 'invitations.list')
  await world.run(ana, 'invitations.list', { cursor })
  await world.run(ana, 'invitations.revoke', { id: invited.id })
  await world.run(ana, 'members.remove', { id: bo.person.id })

  const statements = new Set(prepare.mock.calls.map(([sql]) => sql).filter(sql => /^(select|update|delete|with)\b/i.test(sql)))
  prepare.mockRestore()
  expect(statements.size).toBeGreaterThan(30)
  const scans: string[] = []
  for (const sql of statements) {
    const parameters = (sql.match(/\?/g) ?? []).map(() => '')
    const { rows } = await world.storage.kysely.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, parameters))
    for (const { detail } of rows) if (/^SCAN /.test(detail) && !small.test(detail)) scans.push(`${detail}: ${sql}`)
  }
  expect(scans).toEqual([])
  await world.close()
})
