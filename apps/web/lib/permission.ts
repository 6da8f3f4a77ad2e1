'use client'
import { useState } from 'react'

type Permission = NotificationPermission | 'unsupported'

const now = (): Permission => ('Notification' in globalThis ? Notification.permission : 'unsupported')

/** Whether the browser may show notifications, and how to ask the person. */
export function usePermission() {
  const [state, setState] = useState(now)
  return { state, ask: () => void Notification.requestPermission().then(setState) }
}
