import { Button } from '@chakra-ui/react'
import { ListTree } from 'lucide-react'

/** The way to the steps inside a step. */
export function OpenInside({ onOpen }: { onOpen: () => void }) {
  return (
    <Button size="sm" variant="outline" onClick={onOpen}>
      <ListTree size={14} aria-hidden /> Look inside
    </Button>
  )
}
