import {
  AlarmClock,
  Calendar,
  CircleCheck,
  Files,
  type LucideIcon,
  MessageCircle,
  NotebookText,
  Search,
  Settings,
  ShieldCheck,
  Users,
  Workflow,
} from 'lucide-react'

export interface Destination {
  href: string
  title: string
  icon: LucideIcon
  /** Shown in the bottom bar of a small screen; the others are under “More”. */
  main?: boolean
  /** What is counted beside it. */
  counts?: 'approvals'
}

/** Where a person can go. */
export const places: Destination[] = [
  { href: '/', title: 'Chat', icon: MessageCircle, main: true },
  { href: '/search', title: 'Search', icon: Search },
  { href: '/tasks', title: 'Tasks', icon: CircleCheck, main: true },
  { href: '/calendar', title: 'Calendar', icon: Calendar, main: true },
  { href: '/notes', title: 'Notes', icon: NotebookText, main: true },
  { href: '/reminders', title: 'Reminders', icon: AlarmClock },
  { href: '/contacts', title: 'Contacts', icon: Users },
  { href: '/files', title: 'Files', icon: Files },
  { href: '/automations', title: 'Automations', icon: Workflow },
  { href: '/approvals', title: 'Approvals', icon: ShieldCheck, counts: 'approvals' },
  { href: '/settings', title: 'Settings', icon: Settings },
]

export const isHere = (pathname: string, href: string) =>
  href === '/' ? pathname === '/' : pathname.replace(/\.html$/, '').startsWith(href)
