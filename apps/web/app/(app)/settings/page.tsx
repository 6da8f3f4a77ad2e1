'use client'
import { Tabs } from '@chakra-ui/react'
import { Page } from '../../../components/page.tsx'
import { Appearance } from '../../../components/settings/appearance.tsx'
import { AuditLog } from '../../../components/settings/audit-log.tsx'
import { Facts } from '../../../components/settings/facts.tsx'
import { Keys } from '../../../components/settings/keys.tsx'
import { Models } from '../../../components/settings/models.tsx'
import { NotificationSettings } from '../../../components/settings/notification-settings.tsx'
import { People } from '../../../components/settings/people.tsx'
import { Profile } from '../../../components/settings/profile.tsx'
import { Security } from '../../../components/settings/security.tsx'
import { Variables } from '../../../components/settings/variables.tsx'
import { useMayManage } from '../../../lib/may.ts'
import { useTitle } from '../../../lib/title.ts'
import { useUrlState } from '../../../lib/url-state.ts'

const tabs = [
  // What is the person's own, then what the workspace shares.
  { id: 'profile', title: 'Profile', Panel: Profile },
  { id: 'security', title: 'Security', Panel: Security },
  { id: 'notifications', title: 'Notifications', Panel: NotificationSettings },
  { id: 'appearance', title: 'Appearance', Panel: Appearance },
  { id: 'memory', title: 'Memory', Panel: Facts },
  { id: 'keys', title: 'API keys', Panel: Keys },
  { id: 'people', title: 'People', Panel: People },
  { id: 'models', title: 'Models', Panel: Models },
  { id: 'variables', title: 'Variables', Panel: Variables },
  { id: 'audit', title: 'Audit log', Panel: AuditLog, admin: true },
]

/** On a small screen the chosen tab may stand beyond the edge. */
const intoView = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'center' })

export default function SettingsPage() {
  useTitle('Settings')
  const { get, set } = useUrlState()
  const admin = useMayManage()
  const shown = tabs.filter(tab => !tab.admin || admin)
  const current = shown.find(tab => tab.id === get('tab'))?.id ?? 'profile'
  return (
    <Page title="Settings">
      <Tabs.Root
        value={current}
        onValueChange={change => set({ tab: change.value === 'profile' ? undefined : change.value })}
        size="sm"
        lazyMount
        unmountOnExit
      >
        <Tabs.List overflowX="auto" overflowY="hidden">
          {shown.map(tab => (
            <Tabs.Trigger key={tab.id} value={tab.id} flexShrink="0" px="3" ref={tab.id === current ? intoView : undefined}>
              {tab.title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {shown.map(({ id, Panel }) => (
          <Tabs.Content key={id} value={id} pt="6">
            <Panel />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Page>
  )
}
