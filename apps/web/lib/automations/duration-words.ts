/** Milliseconds as people read them: “80 ms”, “1.2 s”, “3 min 5 s”, “2 h 4 min”, “3 d 2 h”. */
export function sayDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
  const pair = (large: number, unit: string, small: number, less: string) =>
    small > 0 ? `${large} ${unit} ${small} ${less}` : `${large} ${unit}`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/** How long something lasted that began and perhaps has ended. */
export const spanOf = (startedAt: string, finishedAt: string | undefined, now = Date.now()): number =>
  Math.max(0, (finishedAt === undefined ? now : Date.parse(finishedAt)) - Date.parse(startedAt))
