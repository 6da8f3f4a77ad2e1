import type { Note } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import type { Page } from '@atom/storage'
import { bullets, date, plain, sayNone } from '../saying.ts'
import { noteName } from './record.ts'

export const tellCreated = (note: Note): string => `Noted: **${plain(noteName(note))}**.`

/** The note itself. Its text is Markdown of the workspace's own, so it stays as it is. */
export const tellNote = (note: Note): string => (note.title ? `**${plain(note.title)}**\n\n${note.body}` : note.body)

export const tellNotes = (page: Page<Note>, input: { query?: string | undefined; labels?: string[] | undefined }, ctx: Context): string =>
  bullets(page, 'note', input.labels ? 'I found no such notes.' : sayNone(ctx, 'note', input), note => {
    const rest = note.title ? plain(note.body, 80) : ''
    return [`**${plain(noteName(note))}**`, rest, date(ctx, note.updatedAt)].filter(Boolean).join(' · ')
  })

export const tellUpdated = (note: Note): string => `Changed the note **${plain(noteName(note))}**.`
