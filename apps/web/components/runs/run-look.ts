import { Ban, CircleAlert, CircleCheck, CirclePause, Clock, Hourglass, LoaderCircle, type LucideIcon, RotateCcw } from 'lucide-react'

export interface RunLook {
  label: string
  icon: LucideIcon
  /** A semantic colour. */
  color: string
  /** It goes round while this lasts. */
  turns?: boolean
}

const looks: Record<string, RunLook> = {
  queued: { label: 'Queued', icon: Clock, color: 'fg.muted' },
  running: { label: 'Running', icon: LoaderCircle, color: 'accent.fg', turns: true },
  waiting: { label: 'Waiting', icon: Hourglass, color: 'fg.warning' },
  retrying: { label: 'Will be tried again', icon: RotateCcw, color: 'fg.warning' },
  paused: { label: 'Paused', icon: CirclePause, color: 'fg.warning' },
  succeeded: { label: 'Succeeded', icon: CircleCheck, color: 'fg.success' },
  failed: { label: 'Failed', icon: CircleAlert, color: 'fg.error' },
  cancelled: { label: 'Cancelled', icon: Ban, color: 'fg.muted' },
}

/** How the state of a run or a step looks, the same everywhere. */
export const runLook = (status: string): RunLook => looks[status] ?? { label: status, icon: Clock, color: 'fg.muted' }
