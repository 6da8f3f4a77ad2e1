import { expect, test } from 'vitest'
import { consentOf, isHesitant, yesAndMore } from './consent.ts'

for (const said of ['yes', 'Yes!', 'yes, please', 'ok', 'Sure, go ahead', 'do it', 'y', 'yep', 'please do', 'ok do it', 'go for it', '👍'])
  test(`“${said}” is a yes`, () => expect(consentOf(said)).toBe('yes'))

test('the verb that was asked about is a yes, another is none', () => {
  expect(consentOf('delete it', ['delete', 'remove'])).toBe('yes')
  expect(consentOf('yes, delete them', ['delete'])).toBe('yes')
  expect(consentOf('delete it', ['add', 'create'])).toBeUndefined()
  expect(consentOf('yes, delete it', ['add', 'create'])).toBeUndefined()
})

for (const said of [
  'no',
  'No, leave it',
  'no thanks',
  'don’t',
  'never mind',
  'cancel',
  'leave them as they are',
  'no - keep it',
  'nope, forget it',
])
  test(`“${said}” is a no`, () => expect(consentOf(said)).toBe('no'))

for (const said of [
  'yes and add milk',
  'no meetings on Friday',
  'delete the second one',
  'Friday',
  'add yes to my list',
  'ok what is due today',
  '',
])
  test(`“${said}” is neither`, () => expect(consentOf(said)).toBeUndefined())

for (const said of [
  'wait',
  'hmm wait',
  'Hmm, not sure',
  'hold on a second',
  'I’m not sure yet',
  'let me think about it',
  'maybe later',
  'just a moment',
])
  test(`“${said}” is neither, and nothing else`, () => {
    expect(isHesitant(said)).toBe(true)
    expect(consentOf(said)).toBeUndefined()
  })
for (const said of ['yes', 'no', 'wait, no', 'ok', 'add milk later', 'just do it', 'remind me later', ''])
  test(`“${said}” is said by somebody who knows`, () => expect(isHesitant(said)).toBe(false))

for (const [said, more] of [
  ['yeah go ahead and also add buy nails', 'add buy nails'],
  ['yes, delete it and add buy nails', 'add buy nails'],
  ['Yes. What is due today?', 'What is due today?'],
  ['ok and show my tasks', undefined],
  ['yes and the other one', undefined],
  ['yes, but not the fence', undefined],
  ['no and add buy nails', undefined],
  ['yes', undefined],
] as const)
  test(`“${said}” is ${more ? 'a yes and more' : 'no yes with more'}`, () => expect(yesAndMore(said, ['delete'])).toBe(more))
