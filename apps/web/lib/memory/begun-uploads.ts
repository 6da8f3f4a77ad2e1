const key = 'atom.uploads'

/** Which file of this machine an upload is of: another version of it must not be mixed with what was sent. */
const markOf = (file: Pick<File, 'size' | 'lastModified'>, name: string): string => `${name}\n${file.size}\n${file.lastModified}`

/** Addresses of uploads that were begun in this browser, by the file they are of: where a page goes on that was closed in between. */
function read(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, string>) : {}
  } catch {
    return {}
  }
}

function write(kept: Record<string, string>): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Where nothing may be kept, an upload begins anew with the page.
  }
}

export const begunUpload = (file: File, name: string): string | undefined => read()[markOf(file, name)]

export const keepUpload = (file: File, name: string, address: string): void => write({ ...read(), [markOf(file, name)]: address })

export const forgetUpload = (address: string): void =>
  write(Object.fromEntries(Object.entries(read()).filter(([, kept]) => kept !== address)))
