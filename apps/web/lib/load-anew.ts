const key = 'atom.loaded-anew'
/** Milliseconds: what breaks again so soon after it was loaded anew is not mended by loading. */
const again = 10_000

/** Whether something broke because a file of the app itself could not be fetched. */
export const isMissingPart = (error: Error): boolean => error.name === 'ChunkLoadError' || /failed to load chunk/i.test(error.message)

/**
 * Loads the page anew once its server answers.
 * @returns false when that was just done and did not help, or when `signal` ends the waiting; otherwise the page is gone before.
 */
export async function loadAnew(signal: AbortSignal): Promise<boolean> {
  const last = Number(sessionStorage.getItem(key) ?? 0)
  if (Date.now() - last < again) return false
  while (!signal.aborted) {
    const answer = await fetch('/health', { cache: 'no-store', signal }).catch(() => undefined)
    if (answer?.ok) {
      sessionStorage.setItem(key, String(Date.now()))
      location.reload()
      return true
    }
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
  return false
}
