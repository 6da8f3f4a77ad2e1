'use client'
import type { WorkflowDiff } from '@atom/contracts'
import { Badge, Box, Button, Drawer, HStack, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import { findNode, type Graph } from '../../lib/automations/graph.ts'
import { useVersions, type Version, versionOptions, type WorkflowWithGraph } from '../../lib/automations/queries.ts'
import { stepTitle } from '../../lib/automations/step-kinds.ts'
import { useMemberName } from '../../lib/people.ts'
import { fieldTitle } from '../../lib/readable.ts'
import { SkeletonRows } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { PanelFrame } from '../panel-frame.tsx'
import { Problem } from '../problem.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'

interface Props {
  open: boolean
  onClose: () => void
  workflow: WorkflowWithGraph
  /** Everything is on the server. */
  settled: () => Promise<boolean>
}

/** What was published, what differs, and the way back to it. */
export function VersionsPanel({ open, onClose, workflow, settled }: Props) {
  const versions = useVersions(workflow.id, open)
  return (
    <PanelFrame open={open} onClose={onClose} title="Versions">
      <Drawer.Body>
        {versions.isPending ? (
          <SkeletonRows rows={3} label="Versions" />
        ) : versions.isError ? (
          <Problem error={versions.error} onRetry={() => versions.refetch()} />
        ) : versions.data.items.length === 0 ? (
          <Text color="fg.muted">Nothing was published yet. Each time you publish, what you had is kept here.</Text>
        ) : (
          <Stack as="ul" gap="0" listStyleType="none" aria-label="Versions">
            {versions.data.items.map(version => (
              <VersionRow key={version.version} version={version} workflow={workflow} settled={settled} onDone={onClose} />
            ))}
          </Stack>
        )}
      </Drawer.Body>
    </PanelFrame>
  )
}

interface RowProps {
  version: Version
  workflow: WorkflowWithGraph
  settled: () => Promise<boolean>
  onDone: () => void
}

function VersionRow({ version: { version, live, note, publishedBy, publishedAt }, workflow, settled, onDone }: RowProps) {
  const store = useBuilderStore()
  const client = useQueryClient()
  const name = useMemberName()
  const [compared, setCompared] = useState(false)
  const bringBack = async () => {
    try {
      const { graph } = await client.fetchQuery(versionOptions(workflow.id, version))
      store.change(() => graph, { select: [] })
      store.open([])
      say(`Version ${version} is the draft now`, () => store.undo())
      onDone()
    } catch (error) {
      complain(error)
    }
  }
  const rollBack = useMutation({
    mutationFn: () => api.post<WorkflowWithGraph>(`/api/workflows/${workflow.id}/roll-back`, { version }),
    onSuccess: answer => {
      client.setQueryData(['workflows', 'one', workflow.id], answer)
      client.invalidateQueries({ queryKey: ['workflows', 'versions', workflow.id] })
      say(`Version ${version} is live again, as version ${answer.version}`)
    },
    onError: complain,
  })
  const compare = async () => {
    if (compared || (await settled())) setCompared(!compared)
  }
  return (
    <Stack as="li" gap="2" py="3" borderBottomWidth="1px">
      <Stack gap="0.5" minW="0">
        <HStack>
          <Text fontWeight="medium">Version {version}</Text>
          {live && (
            <Badge size="sm" colorPalette="green">
              Live
            </Badge>
          )}
        </HStack>
        <Text fontSize="xs" color="fg.muted">
          {name(publishedBy)}, <When value={publishedAt} ago />
        </Text>
        {note && <Text>{note}</Text>}
      </Stack>
      <HStack wrap="wrap">
        <Button
          size="xs"
          variant="outline"
          aria-expanded={compared}
          aria-label={`Compare version ${version} with the draft`}
          onClick={compare}
        >
          {compared ? 'Hide what differs' : 'Compare with the draft'}
        </Button>
        {!store.readOnly && (
          <Button size="xs" variant="ghost" aria-label={`Make version ${version} the draft`} onClick={bringBack}>
            Make it the draft
          </Button>
        )}
        {!store.readOnly && !live && (
          <Confirm
            title={`Publish version ${version} again?`}
            say="Runs that begin from now on are of this version, as you. A draft with changes of its own stays as it is."
            button="Roll back"
            onConfirm={() => rollBack.mutate()}
          >
            <Button size="xs" variant="ghost" aria-label={`Roll back to version ${version}`} loading={rollBack.isPending}>
              Roll back
            </Button>
          </Confirm>
        )}
      </HStack>
      {compared && <Differences workflow={workflow} from={version} />}
    </Stack>
  )
}

/** What the draft has other than a version, step by step and field by field. */
function Differences({ workflow, from }: { workflow: WorkflowWithGraph; from: number }) {
  const store = useBuilderStore()
  const diff = useQuery({
    queryKey: ['workflows', 'diff', workflow.id, from, workflow.revision],
    queryFn: ({ signal }) => api.get<WorkflowDiff>(`/api/workflows/${workflow.id}/diff`, { from }, signal),
  })
  const then = useQuery(versionOptions(workflow.id, from)).data?.graph
  if (diff.isPending) return <SkeletonRows rows={2} label="What differs" />
  if (diff.isError) return <Problem error={diff.error} onRetry={() => diff.refetch()} />
  const { added, removed, changed, edges } = diff.data
  const title = (graph: Graph | undefined, id: string) => {
    if (id === 'trigger') return 'What starts it'
    if (id === 'settings') return 'Settings'
    const found = graph && findNode(graph, id)
    return found ? stepTitle(found.node, store.kinds) : id
  }
  const now = store.get().graph
  const nothing = added.length + removed.length + changed.length + edges.added.length + edges.removed.length === 0
  if (nothing) return <Text color="fg.muted">The same as the draft. Only where steps stand may differ.</Text>
  return (
    <Stack as="ul" gap="2" listStyleType="none" aria-label={`What the draft has other than version ${from}`} fontSize="xs">
      {added.map(id => (
        <li key={id}>
          <Badge size="sm" colorPalette="green">
            New
          </Badge>{' '}
          {title(now, id)}
        </li>
      ))}
      {removed.map(id => (
        <li key={id}>
          <Badge size="sm" colorPalette="red">
            Gone
          </Badge>{' '}
          {title(then, id)}
        </li>
      ))}
      {changed.map(({ node, fields }) => (
        <Stack as="li" key={node} gap="1">
          <Text fontWeight="medium">{title(now, node)}</Text>
          {fields.map(({ field, before, after }) => (
            <Box key={field} ps="3" borderStartWidth="2px">
              <Text color="fg.muted">{fieldTitle(field.replace(/^input\./, ''))}</Text>
              <Value value={before} gone />
              <Value value={after} />
            </Box>
          ))}
        </Stack>
      ))}
      {[...edges.added.map(arrow => `New arrow: ${arrow}`), ...edges.removed.map(arrow => `Arrow gone: ${arrow}`)].map(line => (
        <Text as="li" key={line} fontFamily="mono">
          {line}
        </Text>
      ))}
    </Stack>
  )
}

function Value({ value, gone = false }: { value: unknown; gone?: boolean }) {
  const text = value === undefined ? 'not set' : typeof value === 'string' ? value : JSON.stringify(value)
  return (
    <Text
      fontFamily="mono"
      overflowWrap="anywhere"
      lineClamp={6}
      title={text}
      bg={gone ? 'bg.error' : 'bg.success'}
      color="fg"
      px="1"
      {...(gone ? { 'aria-label': `Before: ${text}` } : { 'aria-label': `Now: ${text}` })}
    >
      {text}
    </Text>
  )
}
