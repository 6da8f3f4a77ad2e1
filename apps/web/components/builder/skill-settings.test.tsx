// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuilderContext, BuilderStore } from '../../lib/automations/builder-store.ts'
import { render } from '../../testing/render.tsx'
import { SkillSettings } from './skill-settings.tsx'

afterEach(cleanup)

const show = (type: string) => {
  const store = new BuilderStore({ trigger: { type }, settings: { timeout: '1h' }, nodes: [], edges: [] }, {} as never)
  render(
    <BuilderContext value={store}>
      <SkillSettings name="Greet a visitor!" />
    </BuilderContext>,
    {},
  )
  return store
}

test('an automation is offered as a skill, said in sentences, and no longer', async () => {
  const store = show('manual')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Offer it as a skill' }))
  const skill = { id: 'automation.greet-a-visitor', title: 'Greet a visitor!', description: 'Runs “Greet a visitor!”.' }
  expect(store.get().graph.settings).toEqual({ timeout: '1h', skill })
  await userEvent.type(screen.getByLabelText(/Sentences that ask for it/), 'greet them{enter}say hello{enter}')
  await userEvent.tab()
  expect(store.get().graph.settings).toEqual({ timeout: '1h', skill: { ...skill, examples: ['greet them', 'say hello'] } })
  await userEvent.click(screen.getByRole('checkbox', { name: 'Offer it as a skill' }))
  expect(store.get().graph.settings).toEqual({ timeout: '1h' })
})

test('one that is not started by hand cannot be offered', () => {
  show('webhook')
  expect((screen.getByRole('checkbox', { name: 'Offer it as a skill' }) as HTMLInputElement).disabled).toBe(true)
})
