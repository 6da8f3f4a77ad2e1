import { useSyncExternalStore } from 'react'
import { begunUpload, forgetUpload, keepUpload } from './begun-uploads.ts'
import type { ChosenFile } from './dropped-files.ts'
import { Refused, reasonOf, sendInPieces } from './send-in-pieces.ts'

/** Files on their way to the server in one request: a large one alone, small ones together. */
export interface Parcel {
  id: number
  /** Of its file, or how many there are. */
  name: string
  files: ChosenFile[]
  /** In which folder they will lie. */
  folder: string
  bytes: number
  sent: number
  status: 'waiting' | 'sending' | 'paused' | 'failed'
  error?: string
  /** A large file, which goes in pieces: it can be paused, and goes on after a reload. */
  inPieces: boolean
  /** Of what was begun on the server. */
  address?: string
}

/** Bytes and files that go together. */
const together = { bytes: 4_000_000, files: 20 }
/** Bytes from which on a file goes in pieces. */
const large = 16_000_000
/** Requests under way at once. */
const atOnce = 3

let parcels: readonly Parcel[] = []
let count = 0
/** Milliseconds since 1970 before which nothing more is sent: the server asked for a pause. */
let pausedUntil = 0
const requests = new Map<number, { abort(): void }>()
const listeners = new Set<() => void>()
const receivers = new Set<() => void>()

function set(next: readonly Parcel[]): void {
  parcels = next
  for (const tell of listeners) tell()
}

const change = (id: number, to: Partial<Parcel>) => set(parcels.map(one => (one.id === id ? { ...one, ...to } : one)))

/** Files in the parcels they are sent in. @param largest bytes the server takes of one: a larger one is told at once */
export function packed(
  files: readonly ChosenFile[],
  folder: string,
  largest: number,
  tooLarge: (file: File) => string,
): Omit<Parcel, 'id'>[] {
  const all: Omit<Parcel, 'id'>[] = []
  let small: ChosenFile[] = []
  const close = () => {
    if (small.length > 0) all.push(parcelOf(small, folder))
    small = []
  }
  for (const one of files) {
    const { size } = one.file
    if (size > largest) all.push({ ...parcelOf([one], folder), status: 'failed', error: tooLarge(one.file) })
    else if (size > together.bytes / 4) all.push(parcelOf([one], folder))
    else {
      if (small.length === together.files || small.reduce((sum, { file }) => sum + file.size, size) > together.bytes) close()
      small.push(one)
    }
  }
  close()
  return all
}

const parcelOf = (files: ChosenFile[], folder: string): Omit<Parcel, 'id'> => ({
  name: files.length === 1 ? (files[0] as ChosenFile).path : `${files.length} files`,
  files,
  folder,
  bytes: files.reduce((sum, { file }) => sum + file.size, 0),
  sent: 0,
  status: 'waiting',
  inPieces: files.length === 1 && (files[0] as ChosenFile).file.size >= large,
})

/** Sends files into a folder. It goes on while the person looks at other pages. */
export function upload(files: readonly ChosenFile[], folder: string, largest: number, tooLarge: (file: File) => string): void {
  set([...parcels, ...packed(files, folder, largest, tooLarge).map(parcel => ({ ...parcel, id: ++count }))])
  sendNext()
}

export function cancelUpload(id: number): void {
  const address = parcels.find(one => one.id === id)?.address
  requests.get(id)?.abort()
  set(parcels.filter(one => one.id !== id))
  if (address !== undefined) giveUpUpload(address)
  sendNext()
}

/** Has the server forget what came in of an upload in pieces. */
export async function giveUpUpload(address: string): Promise<void> {
  forgetUpload(address)
  // Where that does not get through it goes by itself after two days.
  await fetch(address, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } }).catch(() => {})
  for (const tell of receivers) tell()
}

/** What is on its way in pieces stops; what came in stays on the server. */
export function pauseUpload(id: number): void {
  change(id, { status: 'paused' })
  requests.get(id)?.abort()
}

export const cancelUploads = (): void => {
  for (const { id, status } of parcels) if (status !== 'failed') cancelUpload(id)
}

/** Sends what failed or was paused; in pieces from where it was. */
export function retryUpload(id: number): void {
  change(id, { status: 'waiting', ...(parcels.find(one => one.id === id)?.inPieces ? {} : { sent: 0 }) })
  sendNext()
}

/** Tells that files have come in. */
export function onUploaded(tell: () => void): () => void {
  receivers.add(tell)
  return () => void receivers.delete(tell)
}

function sendNext(): void {
  if (Date.now() < pausedUntil) return
  for (const parcel of parcels.filter(({ status }) => status === 'waiting').slice(0, atOnce - requests.size)) {
    if (parcel.inPieces) sendLarge(parcel)
    else send(parcel)
  }
}

function send({ id, files, folder }: Parcel): void {
  const form = new FormData()
  for (const { file, path } of files) form.append('file', file, folder ? `${folder}/${path}` : path)
  // The one way by which a browser tells how much of a request is on its way.
  const request = new XMLHttpRequest()
  requests.set(id, request)
  change(id, { status: 'sending' })
  request.upload.onprogress = ({ loaded }) => change(id, { sent: loaded })
  request.onloadend = () => {
    requests.delete(id)
    if (!parcels.some(one => one.id === id)) return sendNext()
    if (request.status === 201 || request.status === 202) {
      set(parcels.filter(one => one.id !== id))
      for (const tell of receivers) tell()
    } else if (request.status === 429) {
      const pause = (Number(request.getResponseHeader('retry-after')) || 5) * 1000
      pausedUntil = Date.now() + pause
      change(id, { status: 'waiting', sent: 0 })
      setTimeout(sendNext, pause)
    } else change(id, { status: 'failed', error: reasonOf(request) })
    sendNext()
  }
  request.open('POST', '/api/files')
  request.setRequestHeader('accept', 'application/json')
  request.send(form)
}

async function sendLarge({ id, files, folder }: Parcel): Promise<void> {
  const [{ file, path }] = files as [ChosenFile]
  const name = folder ? `${folder}/${path}` : path
  const abort = new AbortController()
  requests.set(id, abort)
  const known = begunUpload(file, name)
  change(id, { status: 'sending', ...(known === undefined ? {} : { address: known }) })
  try {
    await sendInPieces({
      file,
      name,
      address: known,
      onAddress: address => {
        keepUpload(file, name, address)
        change(id, { address })
      },
      onProgress: sent => change(id, { sent }),
      signal: abort.signal,
    })
    const { address } = parcels.find(one => one.id === id) ?? {}
    if (address !== undefined) forgetUpload(address)
    set(parcels.filter(one => one.id !== id))
    for (const tell of receivers) tell()
  } catch (error) {
    if (!abort.signal.aborted)
      change(id, { status: 'failed', error: error instanceof Refused ? error.message : 'The file could not be read. Is it still there?' })
  } finally {
    if (requests.get(id) === abort) requests.delete(id)
    sendNext()
  }
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
const none: readonly Parcel[] = []

/** What is on its way, or could not be sent. */
export const useUploads = (): readonly Parcel[] =>
  useSyncExternalStore(
    subscribe,
    () => parcels,
    () => none,
  )
