/** A file with the folders it was chosen or dropped in: `contracts/2026/Northwind.pdf`. */
export interface ChosenFile {
  file: File
  path: string
}

/** Files of an input; with a folder chosen each has its path below it. */
export const chosenFiles = (files: Iterable<File>): ChosenFile[] =>
  [...files].map(file => ({ file, path: file.webkitRelativePath || file.name }))

/** What was dropped, folders with all that is in them. Called within the event: afterwards the browser tells nothing any more. */
export async function droppedFiles(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<ChosenFile[]> {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.() ?? null)
  if (entries.some(entry => entry === null)) return chosenFiles(transfer.files)
  const found: ChosenFile[] = []
  for (const entry of entries) if (entry) await walk(entry, '', found)
  return found
}

async function walk(entry: FileSystemEntry, folder: string, found: ChosenFile[]): Promise<void> {
  const path = folder + entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ file, path })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A browser gives a hundred at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    for (const one of some) await walk(one, `${path}/`, found)
  }
}
