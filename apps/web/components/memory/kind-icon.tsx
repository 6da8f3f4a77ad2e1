import { Icon } from '@chakra-ui/react'
import {
  AlarmClock,
  Calendar,
  CircleCheck,
  File,
  FileArchive,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  Globe,
  type LucideIcon,
  Mail,
  NotebookText,
  Presentation,
  UserRound,
  Users,
} from 'lucide-react'

/** ATOM's own records, by where they are shown. */
const records: [string, LucideIcon][] = [
  ['/tasks', CircleCheck],
  ['/calendar', Calendar],
  ['/notes', NotebookText],
  ['/contacts', Users],
  ['/reminders', AlarmClock],
  ['/settings', UserRound],
]
const types: [RegExp, LucideIcon][] = [
  [/spreadsheet|excel|csv/, FileSpreadsheet],
  [/presentation|powerpoint/, Presentation],
  [/rfc822|mbox/, Mail],
  [/^image\//, FileImage],
  [/zip|x-tar|gzip/, FileArchive],
  [/json|javascript|x-|xml/, FileCode],
  [/^text\/|pdf|word|opendocument/, FileText],
]

/** The sign of a document: what record it is, where it lies, or what type of file. */
export function KindIcon({ uri, mediaType }: { uri: string; mediaType: string }) {
  const Sign =
    records.find(([path]) => uri.startsWith(path))?.[1] ??
    (/^https?:/.test(uri) ? Globe : (types.find(([type]) => type.test(mediaType))?.[1] ?? File))
  return (
    <Icon asChild boxSize="4" color="fg.subtle" flexShrink="0">
      <Sign aria-hidden />
    </Icon>
  )
}
