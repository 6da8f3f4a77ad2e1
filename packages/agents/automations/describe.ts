import { saySchedule } from '@atom/contracts'
import type { EventKind } from '@atom/kernel'
import type { Graph } from '@atom/workflows'

type Node = Graph['nodes'][number]
interface Level {
  nodes: Graph['nodes']
  edges: Graph['edges']
}

export interface Words {
  events: readonly EventKind[]
  /** A skill's title. */
  title(skill: string): string | undefined
}

/** An automation in words, in Markdown: when it runs, then its steps in order, with what hangs on a condition beneath it. */
export function describe(graph: Graph, words: Words): { when: string; summary: string } {
  const when = capital(sayTrigger(graph.trigger, words))
  const lines = follow({ nodes: graph.nodes, edges: graph.edges }, 'trigger', 'out', words, '', new Set())
  return { when, summary: `**${when}**\n\n${lines.join('\n')}` }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const small = (text: string) => (/^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

/** When it runs. */
function sayTrigger(trigger: Graph['trigger'], { events }: Words): string {
  if (trigger.type === 'schedule') return saySchedule(trigger)
  if (trigger.type === 'webhook') return `when something is sent to its address “${trigger.path}”`
  if (trigger.type === 'poll') return `every ${trigger.every}, when there is something new`
  if (trigger.type === 'manual') return 'when somebody runs it'
  const title = events.find(event => event.name === trigger.name)?.title
  const where = trigger.where === undefined ? '' : ` and ${sayCondition(trigger.where)}`
  return `when ${
    title
      ? small(title)
          .replace(/^a run failed$/, 'an automation fails')
          .replace(/ was /, ' is ')
      : `“${trigger.name}” happens`
  }${where}`
}

/** Conditions that were read from a sentence in words; others as they stand. */
function sayCondition(condition: string): string {
  const text = condition.replace(/^\{\{\s*|\s*\}\}$/g, '')
  const field = (path: string) => `its ${(path.split('.').at(-1) ?? path).replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}`
  const parts = text.split(' and ').map(part => {
    const equal = /^([\w.]+) = '([^']*)'$/.exec(part)
    if (equal) return `${field(equal[1] as string)} is ${equal[2]}`
    const changed = /^'(\w+)' in event\.changed$/.exec(part)
    if (changed) return `${field(changed[1] as string)} was changed`
    const among = /^'([^']*)' in ([\w.]+)$/.exec(part)
    if (among) return `${field(among[2] as string)} hold “${among[1]}”`
    const holds = /^\$contains\(\$lowercase\(([\w.]+)\), '([^']*)'\)$/.exec(part)
    if (holds) return `${field(holds[1] as string)} contains “${holds[2]}”`
    const missing = /^\$not\(\$exists\(([\w.]+)\)\)$/.exec(part)
    if (missing) return `it has no ${field(missing[1] as string).slice(4)}`
    const there = /^\$exists\(([\w.]+)\)$/.exec(part)
    return there ? `it has ${field(there[1] as string).replace(/^its /, 'a ')}` : `“${part}” holds`
  })
  return parts.join(' and ')
}

function follow(level: Level, from: string, port: string, words: Words, indent: string, seen: Set<string>): string[] {
  const targets = level.edges.filter(edge => edge.from === from && (edge.port ?? 'out') === port).map(edge => edge.to)
  return targets.flatMap(id => {
    const node = level.nodes.find(each => each.id === id)
    if (!node) return []
    if (seen.has(id)) return [`${indent}- Then “${titleOf(node, words)}” as above`]
    seen.add(id)
    return [...say(node, level, words, indent, seen)]
  })
}

function say(node: Node, level: Level, words: Words, indent: string, seen: Set<string>): string[] {
  const under = `${indent}  `
  const next = (port: string, at = indent) => follow(level, node.id, port, words, at, seen)
  const line = (text: string) => `${indent}- ${text}`
  if (node.type === 'if') {
    const [yes, no] = [next('true', under), next('false', under)]
    const asked = (node.title ?? sayCondition(String(node.condition))).replace(/\?$/, '')
    return [
      ...(yes.length ? [line(`If ${small(asked)}:`), ...yes] : []),
      ...(no.length ? [line(yes.length ? 'Otherwise:' : `Unless ${small(asked)}:`), ...no] : []),
    ]
  }
  if (node.type === 'approval') {
    const who = (node.assignees as string[] | undefined)?.join(' and ')
    const denied = next('denied', under)
    return [
      line(`Ask ${who ?? 'you'} first: “${String(node.question).replace(/“?\{\{.*?\}\}”?/g, 'it')}” – only after a yes:`),
      ...next('approved', under),
      ...(denied.length ? [line('After a no:'), ...denied] : []),
    ]
  }
  if (node.type === 'forEach' && node.graph) {
    const inner = node.graph as Level
    const starts = inner.nodes.filter(each => !inner.edges.some(edge => edge.to === each.id))
    const own = new Set<string>()
    return [line(`${node.title ?? 'For each of them'}:`), ...starts.flatMap(each => say(each, inner, words, under, own)), ...next('out')]
  }
  const ports = [...new Set(level.edges.filter(edge => edge.from === node.id).map(edge => edge.port ?? 'out'))]
  return [
    line(titleOf(node, words)),
    ...ports.flatMap(port => (port === 'out' ? next('out') : [`${indent}- ${capital(port)}:`, ...next(port, under)])),
  ]
}

const titleOf = (node: Node, { title }: Words): string =>
  node.title ?? (node.type === 'skill' ? (title(String(node.skill)) ?? String(node.skill)) : node.type)
