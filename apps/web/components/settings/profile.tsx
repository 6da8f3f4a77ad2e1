'use client'
import { Field, Input, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { browserZone } from '../../lib/days.ts'
import { useMe } from '../../lib/me.ts'
import type { Me } from '../../lib/records.ts'
import { sayExact } from '../../lib/say.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { ZoneField } from '../fields/zone-field.tsx'
import { complain, say } from '../toaster.tsx'
import { Section } from './section.tsx'

const languages = [
  'en-GB',
  'en-US',
  'de-DE',
  'fr-FR',
  'es-ES',
  'it-IT',
  'pt-BR',
  'pt-PT',
  'nl-NL',
  'pl-PL',
  'sv-SE',
  'da-DK',
  'ja-JP',
  'zh-CN',
  'ko-KR',
]
const languageName = (tag: string) => {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
const withOwn = (list: string[], own: string) => (list.includes(own) ? list : [own, ...list])

/** Who the person is, where on the globe, and how dates are written for them. */
export function Profile() {
  const client = useQueryClient()
  const { data: me } = useMe()
  const update = useMutation({
    mutationFn: (change: Partial<Pick<Me, 'name' | 'timeZone' | 'locale'>>) => api.patch<Me>('/api/me', change),
    onSuccess: now => {
      client.setQueryData(['me'], now)
      say('Saved')
    },
    onError: complain,
  })
  const rename = useMutation({
    mutationFn: (name: string) => api.patch('/api/workspace', { name }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['me'] })
      say('Saved')
    },
    onError: complain,
  })
  if (!me) return null
  return (
    <>
      <Section title="Profile" say="What you change is saved at once.">
        <Stack gap="4" maxW="panel">
          <TextField label="Name" value={me.name} required maxLength={200} onCommit={name => update.mutate({ name })} />
          <Field.Root>
            <Field.Label>E-mail</Field.Label>
            <Input size="sm" value={me.email} readOnly />
          </Field.Root>
          <ZoneField
            label="Time zone"
            value={me.timeZone}
            onChange={timeZone => update.mutate({ timeZone })}
            help={`“Tomorrow at 3” is meant on these clocks.${me.timeZone === browserZone() ? '' : ` This browser’s zone is ${browserZone()}.`}`}
          />
          <Field.Root>
            <ChoiceField
              label="Dates and numbers"
              value={me.locale}
              options={withOwn(languages, me.locale).map(tag => ({ value: tag, label: languageName(tag) }))}
              onChange={locale => update.mutate({ locale })}
            />
            <Field.HelperText>Now: {sayExact(new Date().toISOString(), { zone: me.timeZone, locale: me.locale })}</Field.HelperText>
          </Field.Root>
        </Stack>
      </Section>
      {(me.role === 'owner' || me.role === 'admin') && (
        <Section title="Workspace" say="What everybody here shares: tasks, calendar, notes, contacts.">
          <Stack maxW="panel">
            <TextField label="Name" value={me.workspace.name} required maxLength={200} onCommit={name => rename.mutate(name)} />
          </Stack>
        </Section>
      )}
    </>
  )
}
