'use client'
import { Box, Center, Text } from '@chakra-ui/react'
import { type DragEvent, type ReactNode, useState } from 'react'

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

interface Props {
  /** Stands over the part while files are held above it. */
  say: string
  disabled?: boolean
  /** Of folders only the transfer tells what is in them. */
  onFiles: (files: File[], transfer: DataTransfer) => void
  children: ReactNode
}

/** A part of the page onto which files can be dropped. */
export function DropFiles({ say, disabled = false, onFiles, children }: Props) {
  const [over, setOver] = useState(false)
  return (
    <Box
      position="relative"
      minH="full"
      onDragOver={event => {
        if (disabled || !holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={event => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={event => {
        if (disabled || !holdsFiles(event)) return
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files], event.dataTransfer)
      }}
    >
      {children}
      {over && (
        <Center
          position="absolute"
          inset="0"
          bg="accent.subtle"
          borderWidth="2px"
          borderStyle="dashed"
          borderColor="accent.focusRing"
          borderRadius="card"
          pointerEvents="none"
        >
          <Text fontWeight="medium">{say}</Text>
        </Center>
      )}
    </Box>
  )
}
