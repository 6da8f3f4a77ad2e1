import { expect, test } from 'vitest'
import { completionsAt, type ScopeData } from './expression-scope.ts'

const scope: ScopeData = {
  event: { body: { amount: 3, 'x-id': 1, 'first name': { short: 'Al' }, rows: [[{ cell: 1 }], []] } },
  steps: { net: { output: { total: 42, items: [{ title: 'a' }] } } },
  vars: {},
}
const offered = (text: string, bare = false) =>
  completionsAt(text.replace('|', ''), text.indexOf('|'), scope, bare).items.map(item => item.insert)

test.each([
  ['{{ ev|', ['event']],
  ['{{ steps.net.output.t|', ['total']],
  ['{{ steps.net.output.items.|', ['title']],
  ['{{ event.body.|', ['amount', '`x-id`', '`first name`', 'rows']],
  ['{{ event.body.`fir|', ['`first name`']],
  ['{{ event.body.`first name`.|', ['short']],
  ['{{ event.body.rows.|', ['cell']],
  ['{{ event.body.rows[0][0].c|', ['cell']],
  ['{{ event.body.rows[0]|', []],
  ['{{ event.body.amount |', []],
  ['{{ event.body.amount + steps.|', ['net']],
  ['{{ $cou|', ['$count(']],
  ['no braces ev|', []],
  ['{{ event }} ev|', []],
  ['{{ "ev|', []],
])('at | in “%s” there is offered %j', (text, expected) => expect(offered(text)).toEqual(expected))

test.each([
  ['|', []],
  ['e|', ['event']],
  ['steps.net.output.t|', ['total']],
  ['event.body.amount > 2 and ev|', ['event']],
  ['{{ steps.|', ['net']],
  ['{{ event }} ev|', []],
])('in a field that is an expression, at | in “%s” there is offered %j', (text, expected) => expect(offered(text, true)).toEqual(expected))
