'use client'
import { Alert, Button, Dialog, FileUpload, HStack, Icon, Link, Stack, Text } from '@chakra-ui/react'
import { FileUp } from 'lucide-react'
import NextLink from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { sentence } from '../../lib/api.ts'
import { type Imported, useImportWorkflows } from '../../lib/automations/files.ts'
import { builderLink } from '../../lib/automations/steer.ts'
import { DialogFrame } from '../dialog-frame.tsx'

/** Bytes of one file; the server refuses larger ones too. */
const largest = 2_000_000

interface Taken {
  file: string
  text: string
  item?: Imported
  error?: string
}

interface Props {
  /** Files that were dropped on the page; undefined while nothing is imported. */
  files: readonly File[] | undefined
  onClose: () => void
}

/** Takes automations from files, and says of each what became of it. */
export function ImportDialog({ files, onClose }: Props) {
  return (
    <DialogFrame open={files !== undefined} onClose={onClose} size="md">
      <ImportFiles files={files ?? []} onClose={onClose} />
    </DialogFrame>
  )
}

function ImportFiles({ files, onClose }: { files: readonly File[]; onClose: () => void }) {
  const [taken, setTaken] = useState<Taken[]>([])
  const order = useImportWorkflows()
  const begun = useRef(false)

  const take = async (given: readonly File[]) => {
    const read = await Promise.all(given.map(readOne))
    const fit = read.filter(({ error }) => error === undefined)
    if (fit.length === 0) return setTaken(read)
    try {
      // Together, so that automations that name each other find each other.
      const { items } = await order.mutateAsync({ files: fit.map(({ text }) => ({ text })) })
      setTaken(read.map(one => (one.error ? one : { ...one, item: items[fit.indexOf(one)] as Imported })))
    } catch (error) {
      if (fit.length === 1) return setTaken(read.map(one => (one.error ? one : { ...one, error: sentence(error) })))
      // One of them was refused, and all with it: each by itself says which.
      const done: Taken[] = []
      for (const one of read) done.push(one.error ? one : await alone(one))
      setTaken(done)
    }
  }
  const alone = async (one: Taken, replace?: string): Promise<Taken> => {
    try {
      const { items } = await order.mutateAsync({ files: [{ text: one.text, ...(replace ? { id: replace } : {}) }] })
      return { file: one.file, text: one.text, item: items[0] as Imported }
    } catch (error) {
      return { ...one, error: sentence(error) }
    }
  }
  const replace = async (one: Taken) => {
    const done = await alone(one, one.item?.id)
    setTaken(before => before.map(other => (other === one ? done : other)))
  }
  // Dropped files are taken at once.
  useEffect(() => {
    if (begun.current || files.length === 0) return
    begun.current = true
    void take(files)
  })

  return (
    <>
      <Dialog.Header>
        <Stack gap="1">
          <Dialog.Title>Import automations</Dialog.Title>
          <Dialog.Description color="fg.muted">
            From exported files. They come as drafts: nothing runs before you publish it.
          </Dialog.Description>
        </Stack>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          <FileUpload.Root
            accept={['.yaml', '.yml']}
            maxFiles={200}
            onFileChange={({ acceptedFiles }) => acceptedFiles.length > 0 && take(acceptedFiles)}
          >
            <FileUpload.HiddenInput aria-label="Files" />
            <FileUpload.Dropzone w="full" minH="24" borderRadius="card">
              <FileUpload.DropzoneContent>
                <HStack color="fg.muted">
                  <Icon asChild boxSize="4">
                    <FileUp aria-hidden />
                  </Icon>
                  <Text>Drop .yaml files here, or choose them</Text>
                </HStack>
              </FileUpload.DropzoneContent>
            </FileUpload.Dropzone>
          </FileUpload.Root>
          {order.isPending && <Text color="fg.muted">Reading …</Text>}
          <Stack as="ul" gap="3" listStyleType="none" aria-label="Files">
            {taken.map(one => (
              <FileResult key={one.file} taken={one} busy={order.isPending} onReplace={() => replace(one)} onLeave={onClose} />
            ))}
          </Stack>
        </Stack>
      </Dialog.Body>
      <Dialog.Footer>
        <Button size="sm" variant="outline" onClick={onClose}>
          Close
        </Button>
      </Dialog.Footer>
    </>
  )
}

async function readOne(file: File): Promise<Taken> {
  const one = { file: file.name, text: '' }
  if (file.size > largest) return { ...one, error: 'It is larger than 2 MB, which no automation is.' }
  const text = await file.text()
  if (text.trim() === '') return { ...one, error: 'It is empty.' }
  return text.includes('\0') ? { ...one, error: 'It is no text. Take a file that was exported from ATOM.' } : { ...one, text }
}

const words: Record<Imported['status'], string> = {
  created: 'Added as a draft.',
  changed: 'The draft that was here was replaced.',
  same: 'It is here already and says the same.',
  clash: 'There is an automation of this name, and it was left as it is.',
  conflict: 'It was changed here meanwhile, and was left as it is.',
}

interface ResultProps {
  taken: Taken
  busy: boolean
  onReplace: () => void
  onLeave: () => void
}

function FileResult({ taken: { file, item, error }, busy, onReplace, onLeave }: ResultProps) {
  const status = error ? 'error' : item?.status === 'clash' || item?.status === 'conflict' ? 'warning' : 'success'
  return (
    <Alert.Root as="li" status={status} size="sm" borderRadius="control">
      <Alert.Indicator />
      <Alert.Content>
        <Alert.Title overflowWrap="anywhere">{item?.name ?? file}</Alert.Title>
        <Alert.Description>
          <Stack gap="1" align="start">
            <Text overflowWrap="anywhere">{error ?? (item && words[item.status])}</Text>
            {item && item.problems.length > 0 && (
              <Text>
                {item.problems.length === 1 ? 'One thing is' : `${item.problems.length} things are`} to put right before it can be
                published.
              </Text>
            )}
            {item?.secrets.map(secret => (
              <Text key={secret}>{secret} is to be set here; files hold no secrets.</Text>
            ))}
            <HStack>
              {item && item.id !== '' && (
                <Link asChild color="accent.fg">
                  <NextLink href={builderLink(item.id)} onClick={onLeave}>
                    Open it
                  </NextLink>
                </Link>
              )}
              {item?.status === 'clash' && (
                <Button size="xs" variant="outline" loading={busy} onClick={onReplace}>
                  Replace its draft
                </Button>
              )}
            </HStack>
          </Stack>
        </Alert.Description>
      </Alert.Content>
    </Alert.Root>
  )
}
