import { expect, test } from 'vitest'
import { askedKind, hasKind } from './asked-kind.ts'

test.each([
  ['How much does a chip cost?', 'money'],
  ['Was kostet die Miete?', 'money'],
  ['How long is the notice period?', 'number'],
  ['Wie viele Kartons sind es?', 'number'],
  ['When does the lease end?', 'time'],
  ['Bis wann läuft der Vertrag?', 'time'],
  ['Who leads the project?', 'person'],
  ['Wie heißt der Betriebsarzt?', 'person'],
  ['Where do we meet?', undefined],
  ['Northwind late delivery', undefined],
])('“%s” asks for %s', (question, kind) => expect(askedKind(question)).toBe(kind))

test.each([
  ['It costs 29 euros an hour.', 'money', true],
  ['It is free of charge within ten days.', 'money', false],
  ['Bonus: L2, 53000', 'money', true],
  ['The lift is serviced six times.', 'number', true],
  ['Der Lastenaufzug wird viermal gewartet.', 'number', true],
  ['The lift is serviced.', 'number', false],
  ['It ends in spring.', 'time', true],
  ['It ends.', 'time', false],
  ['The project is led by Olga Petrova.', 'person', true],
  ['The sales office in Birmingham gets two more desks.', 'person', false],
  ['Name: Priya Raman | Department: Finance', 'person', true],
] as const)('“%s” has %s: %s', (text, kind, has) => expect(hasKind(text, kind, 'Who is the head of the Birmingham office?')).toBe(has))
