'use client'
import { Button, createToaster, Icon, Portal, Stack, Toast, Toaster as Toasts } from '@chakra-ui/react'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { sentence } from '../lib/api.ts'
import { TellingIcon } from './telling-icon.tsx'

/** Shown at once. */
const most = 3

const toaster = createToaster({ placement: 'bottom-end', pauseOnPageIdle: true, max: most, overlap: false })

/**
 * The newest is what a person looks for: an older one makes room for it, a good word before a problem. Left to the store, who adds ten tasks in a row
 * would read of the last one half a minute later.
 */
function show(toast: Parameters<typeof toaster.create>[0]): void {
  const visible = toaster.getVisibleToasts()
  const oldest = visible.findLast(({ type }) => type !== 'error') ?? visible.at(-1)
  if (visible.length >= most && oldest) toaster.remove(oldest.id)
  toaster.create(toast)
}

/** Says that something was done, with a way back where there is one, and what else is worth knowing of it. */
export const say = (title: string, undo?: () => void, description?: string) =>
  show({
    title,
    type: 'success',
    duration: undo ? 8000 : 4000,
    ...(description ? { description } : {}),
    ...(undo ? { action: { label: 'Undo', onClick: undo } } : {}),
  })

/** Says what could not be done. */
export const complain = (error: unknown) => show({ title: sentence(error), type: 'error', duration: 8000 })

export function Toaster() {
  return (
    <Portal>
      <Toasts toaster={toaster} insetInline={{ mdDown: '4' }}>
        {toast => (
          <Toast.Root bg="bg.inverted" color="fg.inverted" borderRadius="card" width={{ base: 'full', md: 'sm' }} alignItems="center">
            {toast.type === 'error' ? (
              <TellingIcon icon={CircleAlert} label="Problem" flexShrink="0" />
            ) : (
              <Icon asChild boxSize="4" flexShrink="0">
                <CircleCheck />
              </Icon>
            )}
            <Stack gap="0" flex="1" minW="0">
              <Toast.Title fontWeight="medium">{toast.title}</Toast.Title>
              {toast.description && <Toast.Description>{toast.description}</Toast.Description>}
            </Stack>
            {toast.action && (
              <Toast.ActionTrigger asChild>
                <Button size="xs" variant="outline" color="fg.inverted" borderColor="fg.subtle" _hover={{ bg: 'fg.muted' }}>
                  {toast.action.label}
                </Button>
              </Toast.ActionTrigger>
            )}
            <Toast.CloseTrigger position="static" aria-label="Close" color="fg.inverted">
              <X size={14} aria-hidden />
            </Toast.CloseTrigger>
          </Toast.Root>
        )}
      </Toasts>
    </Portal>
  )
}
