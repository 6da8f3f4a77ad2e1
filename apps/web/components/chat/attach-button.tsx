'use client'
import { IconButton } from '@chakra-ui/react'
import { Paperclip } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { onUploaded, upload } from '../../lib/memory/uploads.ts'
import { FileInput } from '../memory/file-input.tsx'
import { say } from '../toaster.tsx'

/** Folder of files that were given in the chat. */
const folder = 'Chat'

/** Hands files to ATOM from where one talks to it: they are read like any other, and can be asked about. */
export function AttachButton() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => onUploaded(() => say('Uploaded: ATOM reads it now, and can be asked about it in a moment')), [])
  return (
    <>
      <IconButton
        size="sm"
        type="button"
        variant="ghost"
        color="fg.muted"
        borderRadius="full"
        aria-label="Upload files"
        title="Upload files"
        onClick={() => input.current?.click()}
      >
        <Paperclip size={16} />
      </IconButton>
      <FileInput
        inputRef={input}
        label="Files to upload"
        // What is too large is refused by the server, in a sentence.
        onFiles={files => upload(files, folder, Number.POSITIVE_INFINITY, () => '')}
      />
    </>
  )
}
