import { useSyncExternalStore } from 'react'
import { ApiError, api, sentence } from './api.ts'
import { mergeNotes } from './merge-notes.ts'
import { draftOf, type KeptNote, type NoteEdit, saveNote } from './save-note.ts'
import { understandAs } from './understand.ts'

interface Base {
  /** The Idempotency-Key of the call, so that however often it is sent it is done once; of a message its own id. */
  id: string
  /** Whose it is: nobody else who signs in here sends it. */
  person: string
  /** What the person typed, to be told apart by. */
  words: string
  /** Why the server refused it for good. It is kept until the person takes it away. */
  refused?: string
}

/** Something typed that has not reached the server. */
export type Waiting = Base &
  (
    | {
        kind: 'task'
        preset: Record<string, unknown> /** What the words mean, once the server has said. */
        input?: Record<string, unknown>
      }
    | { kind: 'message'; sessionId?: string | undefined }
    | { kind: 'note'; edit: NoteEdit }
  )

/** What became of one that was sent. */
export type Sent =
  | { item: Waiting & { kind: 'task' } }
  | { item: Waiting & { kind: 'message' }; sessionId: string }
  | { item: Waiting & { kind: 'note' }; note: KeptNote }

const key = 'atom.outbox'
const listeners = new Set<() => void>()
const sentListeners = new Set<(sent: Sent) => void>()

/** Words in front of a quick-added task, which say what it is. */
export const taskLead = 'add a task:'

/** The server did not get it, or was not able to answer: it is worth sending again. */
export const isAway = (error: unknown): boolean => error instanceof ApiError && [0, 502, 503, 504].includes(error.status)

let read: { text: string | null; items: Waiting[] } = { text: null, items: [] }
function all(): Waiting[] {
  const text = globalThis.localStorage?.getItem(key) ?? null
  if (text === read.text) return read.items
  try {
    read = { text, items: text ? (JSON.parse(text) as Waiting[]) : [] }
  } catch {
    read = { text, items: [] }
  }
  return read.items
}

function write(items: Waiting[]): void {
  if (items.length === 0) localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(items))
  for (const tell of listeners) tell()
}

/** Keeps something until it can be sent, in the place of one with the same id. @returns whether the browser has room for it */
export function keepWaiting(item: Waiting): boolean {
  try {
    const items = all()
    write(items.some(one => one.id === item.id) ? items.map(one => (one.id === item.id ? item : one)) : [...items, item])
    return true
  } catch {
    return false
  }
}

export const dropWaiting = (id: string): void => write(all().filter(one => one.id !== id))
export const findWaiting = (id: string): Waiting | undefined => all().find(one => one.id === id)

/** Tells of everything that is sent from here on. */
export function onSent(tell: (sent: Sent) => void): () => void {
  sentListeners.add(tell)
  return () => void sentListeners.delete(tell)
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  window.addEventListener('storage', tell)
  return () => {
    listeners.delete(tell)
    window.removeEventListener('storage', tell)
  }
}
const none: Waiting[] = []
/** All that waits on this browser, oldest first. */
export const useWaiting = (): Waiting[] => useSyncExternalStore(subscribe, all, () => none)

async function sendOne(item: Waiting): Promise<Sent> {
  if (item.kind === 'task') {
    const input = item.input ?? { ...item.preset, ...(await understandAs('tasks.create', taskLead, item.words)).input }
    // Read again later the words could mean another day.
    if (!item.input) keepWaiting({ ...item, input })
    await api.act.post('/api/tasks', input, item.id)
    return { item }
  }
  if (item.kind === 'message') {
    const body = { text: item.words, messageId: item.id, ...(item.sessionId ? { sessionId: item.sessionId } : {}) }
    const { sessionId } = await api.post<{ sessionId: string }>('/api/chat', body)
    return { item, sessionId }
  }
  return { item, note: await saveNote(item.edit, edit => keepWaiting({ ...item, edit })) }
}

/** What was written while an earlier state was sent, now to be a change of what is kept. */
const goingOn = (now: NoteEdit, was: NoteEdit, note: KeptNote): NoteEdit => ({
  id: note.id,
  key: now.key,
  base: draftOf(note),
  revision: note.revision,
  draft: mergeNotes(was.draft, now.draft, draftOf(note)),
})

let sending: Promise<void> | undefined

/**
 * Sends what waits of one person, one after the other, oldest first. It ends at the first that does not get through; one that is refused stays,
 * with the sentence.
 */
export function sendWaiting(person: string): Promise<void> {
  const run = async () => {
    for (const { id } of all().filter(one => one.person === person && !one.refused)) {
      const item = findWaiting(id)
      if (!item || item.refused) continue
      try {
        const sent = await sendOne(item)
        const now = findWaiting(id)
        // A note that was written on meanwhile goes on from what is kept now.
        if (
          now?.kind === 'note' &&
          sent.item.kind === 'note' &&
          'note' in sent &&
          JSON.stringify(now.edit.draft) !== JSON.stringify(sent.item.edit.draft)
        )
          keepWaiting({ ...now, edit: goingOn(now.edit, sent.item.edit, sent.note) })
        else dropWaiting(id)
        for (const tell of sentListeners) tell(sent)
      } catch (error) {
        if (isAway(error) || (error instanceof ApiError && [401, 429].includes(error.status))) return
        const now = findWaiting(id)
        if (now) keepWaiting({ ...now, refused: sentence(error) })
      }
    }
  }
  // Two tabs send nothing twice at once; without locks the key of each call still has it done once.
  sending ??= (navigator.locks?.request('atom.outbox', run) ?? run()).finally(() => {
    sending = undefined
  })
  return sending
}
