'use client'
import { Drawer, Stack } from '@chakra-ui/react'
import type { WorkflowWithGraph } from '../../lib/automations/queries.ts'
import { PanelFrame } from '../panel-frame.tsx'
import { SettingsForm } from './settings-form.tsx'
import { SkillSettings } from './skill-settings.tsx'

interface Props {
  open: boolean
  onClose: () => void
  workflow: WorkflowWithGraph
}

/** What is true of the whole automation. */
export function SettingsPanel({ open, onClose, workflow }: Props) {
  return (
    <PanelFrame open={open} onClose={onClose} title="Settings">
      <Drawer.Body>
        <Stack gap="8" pb="8">
          <SettingsForm workflow={workflow.id} />
          <SkillSettings name={workflow.name} />
        </Stack>
      </Drawer.Body>
    </PanelFrame>
  )
}
