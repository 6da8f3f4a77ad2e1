// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { render } from '../testing/render.tsx'
import { complain, say, Toaster } from './toaster.tsx'

afterEach(cleanup)

test('of many words in a row the newest are read at once, and a problem stays as long as good news can make room', async () => {
  render(<Toaster />)
  act(() => {
    complain(new Error())
    for (let n = 1; n <= 10; n++) say(`Added: task ${n}`, () => {})
  })
  await screen.findByText('Added: task 10')
  const shown = screen.getAllByText(/^Added: task|^Something went wrong/).map(({ textContent }) => textContent)
  expect(shown.sort()).toEqual(['Added: task 10', 'Added: task 9', 'Something went wrong on this page. Try again.'])
})
