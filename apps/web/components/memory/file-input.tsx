'use client'
import type { RefObject } from 'react'
import { type ChosenFile, chosenFiles } from '../../lib/memory/dropped-files.ts'

interface Props {
  inputRef: RefObject<HTMLInputElement | null>
  label: string
  folder?: boolean
  onFiles: (files: ChosenFile[]) => void
}

/** The browser's own choice of files, opened by a button. */
export const FileInput = ({ inputRef, label, folder = false, onFiles }: Props) => (
  <input
    ref={inputRef}
    type="file"
    multiple
    hidden
    aria-label={label}
    {...(folder ? { webkitdirectory: '' } : {})}
    onChange={event => {
      onFiles(chosenFiles(event.target.files ?? []))
      event.target.value = ''
    }}
  />
)
