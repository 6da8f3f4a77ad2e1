// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { render } from '../../testing/render.tsx'
import { OpenInvitations } from './open-invitations.tsx'

afterEach(cleanup)

const dates = { createdAt: '2026-11-25T10:00:00Z', expiresAt: '2999-01-01T00:00:00Z' }

/** The page of somebody, with two open invitations of Ana's until one is revoked. */
function draw(owner: boolean) {
  let items = [
    { id: 'i1', role: 'owner', createdBy: 'p', ...dates },
    { id: 'i2', role: 'viewer', email: 'pia@example.com', createdBy: 'p', ...dates },
  ]
  return render(<OpenInvitations owner={owner} />, {
    'GET /api/members': { items: [{ id: 'p', name: 'Ana' }], nextCursor: null },
    'GET /api/invitations': () => ({ items, nextCursor: null }),
    'DELETE /api/invitations/i2': () => {
      items = items.filter(({ id }) => id !== 'i2')
      return { id: 'i2' }
    },
  })
}

test('an open invitation says for whom and by whom it is, and is gone once it is revoked', async () => {
  const { calls } = draw(true)
  const row = (await screen.findByText('pia@example.com')).closest('li') as HTMLElement
  await waitFor(() => expect(row.textContent).toMatch(/^pia@example\.comViewer · made by Ana .+ · until /))
  await userEvent.click(within(row).getByRole('button', { name: 'Revoke' }))
  await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Revoke' }))
  await waitFor(() => expect(screen.queryByText('pia@example.com')).toBeNull())
  expect(screen.getByText('Whoever has the link')).toBeTruthy()
  expect(calls.filter(({ request }) => request.startsWith('DELETE'))).toEqual([{ request: 'DELETE /api/invitations/i2', body: undefined }])
})

test('an admin is not offered to revoke what makes an owner', async () => {
  draw(false)
  await screen.findByText('Whoever has the link')
  expect(screen.getAllByRole('button', { name: 'Revoke' })).toHaveLength(1)
})
