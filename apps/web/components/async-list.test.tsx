// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { usePages } from '../lib/pages.ts'
import { type Answers, render } from '../testing/render.tsx'
import { AsyncList } from './async-list.tsx'

afterEach(cleanup)

function Things() {
  const query = usePages<{ id: string; name: string }>(['things'], '/api/projects')
  return <AsyncList query={query} label="Things" empty={<p>Nothing here</p>} item={thing => <li>{thing.name}</li>} />
}
const draw = (answers: Answers) => render(<Things />, answers)

describe('a list that is loaded', () => {
  test('is grey while it loads', () => {
    draw({ 'GET /api/projects': { items: [], nextCursor: null } })
    expect(screen.getByRole('status', { name: 'Loading things' })).toBeTruthy()
  })
  test('says that it is empty', async () => {
    draw({ 'GET /api/projects': { items: [], nextCursor: null } })
    expect(await screen.findByText('Nothing here')).toBeTruthy()
  })
  test('says what went wrong and loads again on request', async () => {
    let broken = true
    draw({
      'GET /api/projects': () =>
        broken
          ? Response.json({ status: 400, code: 'x', detail: 'The disk is full.' }, { status: 400 })
          : { items: [{ id: '1', name: 'one' }], nextCursor: null },
    })
    expect(await screen.findByText('The disk is full.')).toBeTruthy()
    broken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('one')).toBeTruthy()
  })
  test('shows the next page after the first', async () => {
    let page = 0
    draw({
      'GET /api/projects': () =>
        page++ === 0 ? { items: [{ id: '1', name: 'one' }], nextCursor: 'c' } : { items: [{ id: '2', name: 'two' }], nextCursor: null },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Show more' }))
    expect(await screen.findByText('two')).toBeTruthy()
    expect(screen.getByText('one')).toBeTruthy()
  })
})
