import { sayRecurrence } from '@atom/contracts'
import { oftenOf, sayOften } from './cron-words.ts'
import type { Graph } from './graph.ts'
import type { Kinds } from './step-kinds.ts'

export const triggerTitles: Record<string, string> = {
  manual: 'By hand',
  schedule: 'On a schedule',
  webhook: 'Webhook',
  event: 'When something happens',
  poll: 'When something new is found',
}

/** What starts it, in words: “Every weekday at 08:00”. */
export function sayTrigger(trigger: Graph['trigger'], { events }: Pick<Kinds, 'events'>): string {
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  if (trigger.type === 'schedule') {
    if (typeof trigger.rrule === 'string') return capital(sayRecurrence(trigger.rrule))
    return capital(sayOften(oftenOf(typeof trigger.cron === 'string' ? trigger.cron : '')))
  }
  if (trigger.type === 'webhook') return `A call to /${typeof trigger.path === 'string' ? trigger.path : ''}`
  if (trigger.type === 'event') return events.get(String(trigger.name))?.title ?? (String(trigger.name ?? '') || 'Nothing chosen yet')
  if (trigger.type === 'poll') return `Looks every ${String(trigger.every ?? '…')}`
  return 'Somebody runs it'
}
