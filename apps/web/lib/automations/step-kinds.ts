import type { EventSummary, NodeTypeSummary } from '@atom/contracts'
import {
  AlarmClock,
  Bot,
  Braces,
  Calendar,
  CalendarClock,
  CircleCheck,
  Funnel,
  GitFork,
  GitMerge,
  Globe,
  Hourglass,
  LifeBuoy,
  type LucideIcon,
  MousePointerClick,
  NotebookText,
  OctagonX,
  PenLine,
  Radio,
  RefreshCw,
  Repeat,
  Reply,
  Split,
  UserCheck,
  Users,
  Waypoints,
  Webhook,
  Workflow,
  Zap,
} from 'lucide-react'
import type { z } from 'zod'
import { fieldTitle } from '../readable.ts'
import type { SkillSummary } from '../records.ts'
import type { GraphNode } from './graph.ts'

const types: Record<string, LucideIcon> = {
  set: PenLine,
  if: Split,
  switch: Waypoints,
  filter: Funnel,
  forEach: Repeat,
  try: LifeBuoy,
  parallel: GitFork,
  merge: GitMerge,
  wait: Hourglass,
  stop: OctagonX,
  respond: Reply,
  approval: UserCheck,
  code: Braces,
  workflow: Workflow,
  agent: Bot,
}
const domains: Record<string, LucideIcon> = {
  tasks: CircleCheck,
  calendar: Calendar,
  notes: NotebookText,
  contacts: Users,
  reminders: AlarmClock,
  http: Globe,
}
const triggers: Record<string, LucideIcon> = {
  manual: MousePointerClick,
  schedule: CalendarClock,
  webhook: Webhook,
  event: Radio,
  poll: RefreshCw,
}

export const skillIcon = (id: string): LucideIcon => domains[id.split('.')[0] ?? ''] ?? Zap
export const triggerIcon = (type: string): LucideIcon => triggers[type] ?? Zap
export const typeIcon = (type: string): LucideIcon => types[type] ?? Zap
export const stepIcon = (node: Pick<GraphNode, 'type' | 'skill'>): LucideIcon =>
  node.type === 'skill' ? skillIcon(node.skill ?? '') : typeIcon(node.type)

/** Something that happens and can start an automation. */
export type EventKind = z.infer<typeof EventSummary>

export interface Kinds {
  types: ReadonlyMap<string, NodeTypeSummary>
  skills: ReadonlyMap<string, SkillSummary>
  /** What happens in ATOM, by the event’s name. */
  events: ReadonlyMap<string, EventKind>
}

/** What a step does, in the words of its skill or type. */
export function kindTitle(node: Pick<GraphNode, 'type' | 'skill'>, { types: known, skills }: Kinds): string {
  if (node.type === 'skill') return skills.get(node.skill ?? '')?.title ?? node.skill ?? 'Skill'
  return known.get(node.type)?.title ?? node.type
}

/** What is written on a step: its own title, else what it does. */
export const stepTitle = (node: GraphNode, kinds: Kinds): string => node.title || kindTitle(node, kinds)

const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/\{\{\s*|\s*\}\}/g, '').trim() : '')

/** The line under the title: what tells this step from others of its kind. */
export function stepDetail(node: GraphNode, kinds: Kinds): string {
  const own = ownDetail(node, kinds)
  const kind = kindTitle(node, kinds)
  if (node.title && node.title !== kind) return own ? `${kind} · ${own}` : kind
  return own || (node.type === 'skill' ? kinds.skills.get(node.skill ?? '')?.description : kinds.types.get(node.type)?.description) || ''
}

const eventTitle = (name: string, events: Kinds['events']) => events.get(name)?.title ?? name

function ownDetail(node: GraphNode, { events }: Kinds): string {
  switch (node.type) {
    case 'if':
      return plain(node.condition)
    case 'filter':
      return plain(node.condition)
    case 'forEach':
      return plain(node.items)
    case 'wait':
      return plain(node.duration) || plain(node.until) || eventTitle(plain((node.event as { name?: string } | undefined)?.name), events)
    case 'stop':
      return plain(node.message)
    case 'approval':
      return plain(node.question)
    case 'respond':
      return String(node.status ?? 200)
    case 'set':
      return Object.keys(node.input ?? {}).join(', ')
    case 'skill': {
      const input = node.input ?? {}
      const telling = input.title ?? input.name ?? input.url ?? input.query ?? input.filter
      return plain(telling)
    }
    default:
      return ''
  }
}

/** How a way out is called on the canvas. */
export const portTitle = (port: string): string => (port === 'out' ? '' : fieldTitle(port).toLowerCase())
