// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from '../../testing/render.tsx'
import { Thinking } from './message.tsx'

afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

test('who waits long for the first word reads that the model may be loading', async () => {
  vi.useFakeTimers()
  render(<Thinking />)
  await act(() => vi.advanceTimersByTimeAsync(7999))
  expect(screen.queryByText(/may take minutes to load/)).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(1))
  expect(screen.getByText(/may take minutes to load/)).toBeTruthy()
})
