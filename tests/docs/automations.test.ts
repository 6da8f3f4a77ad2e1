import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SkillRegistry } from '@atom/kernel'
import { createProductivity } from '@atom/productivity'
import { checkGraph, NodeTypes, nodeTypes } from '@atom/workflows'
import { expect, test } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../docs/automations.md'), 'utf8')
const graphs = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text as string) as object)

const unused = async (): Promise<never> => {
  throw new Error('Nothing runs here.')
}
const registry = new SkillRegistry().add(
  ...createProductivity({ notify: unused, unitOfWork: {} as never, mayWrite: async () => true }).skills,
)
const types = new NodeTypes().add(...nodeTypes({ registry, invoke: unused, startChild: unused } as never))

test('every graph in docs/automations.md could be published as it stands', () => {
  expect(graphs.length).toBe(2)
  for (const graph of graphs) expect(checkGraph(graph, { types, skill: id => registry.find(id) }).problems).toEqual([])
})

test('its table of steps names every type there is, and no other', () => {
  const named = [...(page.split('## Steps')[1]?.split('\n\n')[1] ?? '').matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
    [...(cell as string).matchAll(/`(\w+)`/g)].map(([, name]) => name as string),
  )
  expect(named.toSorted()).toEqual(types.all().map(type => type.type))
})
