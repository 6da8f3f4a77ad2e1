import { Code } from '@chakra-ui/react'
import { CirclePause } from 'lucide-react'
import { Empty } from '../empty.tsx'

/** Said where memory is turned off: how to turn it on. */
export const MemoryOff = () => (
  <Empty icon={CirclePause} title="Memory is turned off here">
    Nothing is read and nothing can be found. Start ATOM without <Code size="sm">ATOM_MEMORY=off</Code> to turn it on; files that were
    uploaded meanwhile are read then.
  </Empty>
)
