'use client'
import { Badge, Button, Drawer, HStack, Stack, Text } from '@chakra-ui/react'
import { useQueryClient } from '@tanstack/react-query'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import { type Graph, idsOf } from '../../lib/automations/graph.ts'
import { useVersion, useVersions, type Version, versionOptions, type WorkflowWithGraph } from '../../lib/automations/queries.ts'
import { useMemberName } from '../../lib/people.ts'
import { SkeletonRows } from '../async-list.tsx'
import { PanelFrame } from '../panel-frame.tsx'
import { Problem } from '../problem.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'

interface Props {
  open: boolean
  onClose: () => void
  workflow: WorkflowWithGraph
}

/** What was published, and the way back to it. */
export function VersionsPanel({ open, onClose, workflow }: Props) {
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
          <Stack as="ul" gap="0" listStyleType="none">
            {versions.data.items.map(version => (
              <VersionRow key={version.version} version={version} workflow={workflow.id} onDone={onClose} />
            ))}
          </Stack>
        )}
      </Drawer.Body>
    </PanelFrame>
  )
}

function VersionRow({ version, workflow, onDone }: { version: Version; workflow: string; onDone: () => void }) {
  const store = useBuilderStore()
  const client = useQueryClient()
  const name = useMemberName()
  const { data } = useVersion(workflow, version.version)
  const difference = data && differenceOf(data.graph, store.get().graph)
  const bringBack = async () => {
    try {
      const { graph } = await client.fetchQuery(versionOptions(workflow, version.version))
      store.change(() => graph, { select: [] })
      store.open([])
      say(`Version ${version.version} is the draft now`, () => store.undo())
      onDone()
    } catch (error) {
      complain(error)
    }
  }
  return (
    <HStack as="li" gap="3" py="3" borderBottomWidth="1px" align="start">
      <Stack gap="0.5" flex="1" minW="0">
        <HStack>
          <Text fontWeight="medium">Version {version.version}</Text>
          {version.live && (
            <Badge size="sm" colorPalette="green">
              Live
            </Badge>
          )}
        </HStack>
        <Text fontSize="xs" color="fg.muted">
          {name(version.publishedBy)}, <When value={version.publishedAt} ago />
        </Text>
        {version.note && <Text>{version.note}</Text>}
        <Text fontSize="xs" color="fg.muted">
          {difference}
        </Text>
      </Stack>
      {!store.readOnly && (
        <Button size="xs" variant="outline" disabled={difference === same} onClick={bringBack}>
          Bring back
        </Button>
      )}
    </HStack>
  )
}

const same = 'The same as the draft'

/** What bringing it back would change of the draft, in words. */
function differenceOf(then: Graph, now: Graph): string {
  const [old, own] = [idsOf(then), idsOf(now)]
  const text = (graph: Graph, id: string) => JSON.stringify(graph.nodes.find(node => node.id === id))
  const back = [...old].filter(id => !own.has(id)).length
  const gone = [...own].filter(id => !old.has(id)).length
  const changed = [...old].filter(id => own.has(id) && text(then, id) !== text(now, id)).length
  const trigger = JSON.stringify(then.trigger) !== JSON.stringify(now.trigger)
  const arrows = back + gone + changed === 0 && JSON.stringify(then.edges) !== JSON.stringify(now.edges)
  const said = [
    back > 0 ? `${back} ${back === 1 ? 'step' : 'steps'} more` : '',
    gone > 0 ? `${gone} fewer` : '',
    changed > 0 ? `${changed} different` : '',
    trigger ? 'another start' : '',
    arrows ? 'other arrows' : '',
  ].filter(Boolean)
  return said.length === 0 ? same : `Against the draft: ${said.join(', ')}`
}
