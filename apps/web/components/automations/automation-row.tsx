'use client'
import { Badge, Flex, HStack, Icon, IconButton, Stack, Switch, Text } from '@chakra-ui/react'
import { Copy, Download, ListTree, Play, Trash2 } from 'lucide-react'
import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { downloadWorkflow } from '../../lib/automations/files.ts'
import type { Graph } from '../../lib/automations/graph.ts'
import type { WorkflowSummary } from '../../lib/automations/queries.ts'
import { triggerTitles } from '../../lib/automations/say-trigger.ts'
import { builderLink, useDeleteWorkflow, useDuplicateWorkflow, useEnableWorkflow, useRunWorkflow } from '../../lib/automations/steer.ts'
import { triggerIcon } from '../../lib/automations/step-kinds.ts'
import { useMayWrite } from '../../lib/may.ts'
import { MoreMenu } from '../more-menu.tsx'
import { complain } from '../toaster.tsx'
import { When } from '../when.tsx'
import type { ManualField } from './manual-form.tsx'
import { RecentEnds } from './recent-ends.tsx'
import { RunDialog } from './run-dialog.tsx'

/** One automation: whether it is live, how its last runs ended, when it runs next. */
export function AutomationRow({ automation }: { automation: WorkflowSummary }) {
  const { id, name, trigger, published, enabled, changed, lastRun, nextRunAt, recent } = automation
  const router = useRouter()
  const mayWrite = useMayWrite()
  const enable = useEnableWorkflow()
  const run = useRunWorkflow()
  const duplicate = useDuplicateWorkflow()
  const remove = useDeleteWorkflow()
  const [form, setForm] = useState<ManualField[]>()
  const Sign = triggerIcon(trigger)

  const start = async () => {
    if (trigger !== 'manual') return run.mutate({ id })
    try {
      const { graph } = await api.get<{ graph: Graph }>(`/api/workflows/${id}`)
      const fields = (graph.trigger.form as ManualField[] | undefined) ?? []
      if (fields.length > 0) setForm(fields)
      else run.mutate({ id })
    } catch (error) {
      complain(error)
    }
  }
  return (
    <HStack
      as="li"
      gap="3"
      minH="14"
      px="2"
      mx="-2"
      borderRadius="control"
      _hover={{ bg: 'bg.muted' }}
      _focusWithin={{ bg: 'bg.muted' }}
      data-row
    >
      <Flex asChild flex="1" minW="0" minH="14" gap="3" align="center" borderRadius="control" focusRing="inside">
        <NextLink href={builderLink(id)} data-item>
          <Icon asChild boxSize="4" color="fg.subtle">
            <Sign aria-hidden />
          </Icon>
          <Stack gap="0" flex="1" minW="0">
            <HStack>
              <Text truncate fontWeight="medium" title={name}>
                {name}
              </Text>
              {!published ? (
                <Badge size="sm">Draft</Badge>
              ) : changed ? (
                <Badge size="sm" title="What is live is older than the draft">
                  Changed
                </Badge>
              ) : null}
            </HStack>
            <HStack gap="2" fontSize="xs" color="fg.muted" minW="0">
              <Text truncate hideBelow="sm">
                {triggerTitles[trigger] ?? trigger}
              </Text>
              {nextRunAt && (
                <Text whiteSpace="nowrap">
                  next <When value={nextRunAt} />
                </Text>
              )}
              {lastRun && (
                <Text whiteSpace="nowrap">
                  last <When value={lastRun.at} ago />
                </Text>
              )}
            </HStack>
          </Stack>
          <RecentEnds recent={recent} />
        </NextLink>
      </Flex>
      {published && (
        <Switch.Root
          size="sm"
          colorPalette="accent"
          checked={enabled}
          disabled={!mayWrite}
          onCheckedChange={({ checked }) => enable.mutate({ one: automation, enabled: checked })}
        >
          <Switch.HiddenInput aria-label={`${name} is live`} />
          <Switch.Control />
          <Switch.Label hideBelow="sm" w="12" color="fg.muted" fontSize="xs">
            {enabled ? 'Live' : 'Paused'}
          </Switch.Label>
        </Switch.Root>
      )}
      {published && mayWrite && (
        <IconButton
          size="xs"
          variant="ghost"
          color="fg.subtle"
          hideBelow="sm"
          aria-label={`Run ${name} now`}
          title="Run now"
          loading={run.isPending}
          onClick={start}
        >
          <Play size={14} />
        </IconButton>
      )}
      <MoreMenu
        of={name}
        choices={[
          ...(published && mayWrite ? [{ value: 'run', label: 'Run now', icon: Play, run: start }] : []),
          { value: 'runs', label: 'Its runs', icon: ListTree, run: () => router.push(`/automations/runs?workflow=${id}`) },
          ...(mayWrite
            ? [
                { value: 'copy', label: 'Duplicate', icon: Copy, run: () => duplicate.mutate(automation) },
                { value: 'export', label: 'Export as a file', icon: Download, run: () => downloadWorkflow(id) },
                { value: 'delete', label: 'Delete', icon: Trash2, removes: true, run: () => remove.mutate(automation) },
              ]
            : []),
        ]}
      />
      <RunDialog name={name} fields={form} onClose={() => setForm(undefined)} onRun={input => run.mutate({ id, input })} />
    </HStack>
  )
}
