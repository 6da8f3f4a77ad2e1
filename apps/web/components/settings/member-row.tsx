'use client'
import { chakra, Dialog, HStack, NativeSelect, Stack, Text } from '@chakra-ui/react'
import { KeyRound, UserMinus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Me, Member } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { FormFooter } from '../form-footer.tsx'
import { MoreMenu } from '../more-menu.tsx'
import { rolesBelow, roleWords } from './role-words.ts'

interface Props {
  member: Member
  me: Me
  busy: boolean
  onRole: (role: Member['role']) => void
  onRemove: () => void
  onLink: () => void
}

/** Somebody of the workspace; who may choose their role chooses it here. */
export function MemberRow({ member, me, busy, onRole, onRemove, onLink }: Props) {
  const [asking, setAsking] = useState(false)
  const { id, name, email, role } = member
  const self = id === me.id
  const given = me.role === 'owner' || me.role === 'admin' ? rolesBelow(me.role) : []
  const below = given.some(one => one.value === role)
  const label = roleWords.find(one => one.value === role)?.label ?? role
  const remove = (event: FormEvent) => {
    event.preventDefault()
    setAsking(false)
    onRemove()
  }
  const mayLink = me.role === 'owner' || role === 'member' || role === 'viewer'
  return (
    <HStack as="li" minH="12" borderBottomWidth="1px" gap="3">
      <Stack gap="0" flex="1" minW="0">
        <Text truncate fontWeight="medium">
          {name}
          {self && ' (you)'}
        </Text>
        <Text fontSize="xs" color="fg.muted" truncate title={email}>
          {email}
        </Text>
      </Stack>
      {below ? (
        <NativeSelect.Root size="sm" w="auto" flexShrink="0" disabled={busy}>
          <NativeSelect.Field aria-label={`Role of ${name}`} value={role} onChange={event => onRole(event.target.value as Member['role'])}>
            {given.map(one => (
              <option key={one.value} value={one.value} title={one.say}>
                {one.label}
              </option>
            ))}
          </NativeSelect.Field>
          <NativeSelect.Indicator />
        </NativeSelect.Root>
      ) : (
        <Text color="fg.muted">{label}</Text>
      )}
      {below && !self && (
        <>
          <MoreMenu
            of={name}
            choices={[
              ...(mayLink ? [{ value: 'link', label: 'Link for a new password', icon: KeyRound, run: onLink }] : []),
              { value: 'remove', label: 'Remove', icon: UserMinus, removes: true, run: () => setAsking(true) },
            ]}
          />
          <DialogFrame open={asking} onClose={() => setAsking(false)} role="alertdialog" centred>
            <chakra.form onSubmit={remove} display="contents">
              <Dialog.Header>
                <Dialog.Title>Remove {name}?</Dialog.Title>
              </Dialog.Header>
              <Dialog.Body>
                <Text>
                  {name} is signed out of this workspace at once, and their API keys for it end. What they wrote stays, automations they
                  published stop, and what ATOM remembers of them is forgotten for good. An invitation brings them back.
                </Text>
              </Dialog.Body>
              <FormFooter submit="Remove" busy={false} colorPalette="red" onCancel={() => setAsking(false)} />
            </chakra.form>
          </DialogFrame>
        </>
      )}
    </HStack>
  )
}
