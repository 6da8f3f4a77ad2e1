'use client'
import { Box, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { type ReactNode, useRef, useState } from 'react'
import { useDecide } from '../../lib/approvals.ts'
import { withNames } from '../../lib/readable.ts'
import type { Approval } from '../../lib/records.ts'
import { useSkills } from '../../lib/skills.ts'
import { defaultsOf, type ManualField, ManualForm } from '../automations/manual-form.tsx'
import { Readable } from '../readable.tsx'
import { EditedApproval } from './edited-approval.tsx'

interface Props {
  approval: Pick<Approval, 'id' | 'status' | 'expiresAt' | 'question' | 'form' | 'answers'>
  /** Id of the skill it asks for. */
  skill: string
  input: Record<string, unknown>
  /** What the ids of the input stand for. */
  named: Record<string, string>
  /** What it says before the input. */
  children?: ReactNode
}

/** Says what it will do and asks; the answer is the person's: yes, no, or yes to something else. */
export function ApprovalQuestion({ approval, skill: id, input, named, children }: Props) {
  const [editing, setEditing] = useState(false)
  const decide = useDecide()
  const open = approval.status === 'pending' && Date.parse(approval.expiresAt) > Date.now()
  const skill = useSkills(open).data?.find(one => one.id === id)
  const fields = (approval.form ?? []) as ManualField[]
  const [filled, setFilled] = useState(() => defaultsOf(fields))
  const form = useRef<HTMLFormElement>(null)
  const answer = (decision: 'approve' | 'deny') => {
    if (decision === 'deny' || fields.length === 0) return decide.mutate({ id: approval.id, decision })
    // The browser says which field is still wanted; the server looks again.
    if (form.current?.reportValidity()) decide.mutate({ id: approval.id, decision, form: filled })
  }
  const shown = untold(withNames(input, named), approval.question)
  const pending = decide.isPending ? decide.variables.decision : undefined
  return (
    <Stack gap="3">
      {children}
      {editing && skill ? (
        <EditedApproval
          skill={skill}
          input={input}
          named={named}
          busy={decide.isPending}
          onApprove={changed => decide.mutate({ id: approval.id, decision: 'approve', input: changed })}
          onCancel={() => setEditing(false)}
        />
      ) : (
        Object.keys(shown).length > 0 && <Readable value={shown} />
      )}
      {open && fields.length > 0 && (
        <Box asChild maxW="panel">
          <form
            ref={form}
            aria-label="To fill in"
            onSubmit={event => {
              event.preventDefault()
              answer('approve')
            }}
          >
            <Stack gap="4">
              <ManualForm fields={fields} value={filled} onChange={setFilled} />
            </Stack>
          </form>
        </Box>
      )}
      {!open && approval.answers !== undefined && <Readable value={withLabels(fields, approval.answers)} />}
      {open && !editing && (
        <HStack wrap="wrap">
          <Button size="sm" loading={pending === 'approve'} disabled={decide.isPending} onClick={() => answer('approve')}>
            Approve
          </Button>
          <Button size="sm" variant="outline" loading={pending === 'deny'} disabled={decide.isPending} onClick={() => answer('deny')}>
            Deny
          </Button>
          {skill && (
            <Button size="sm" variant="ghost" color="fg.muted" disabled={decide.isPending} onClick={() => setEditing(true)}>
              Change it first
            </Button>
          )}
        </HStack>
      )}
      {!open && approval.status === 'pending' && <Text color="fg.muted">Nobody answered in time. Ask again.</Text>}
    </Stack>
  )
}

/** Without the names that the question says already. */
const untold = (shown: Record<string, unknown>, question: string | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(shown).filter(([, value]) => typeof value !== 'string' || !question?.includes(`“${value}”`)))

/** What was filled in, under the words it was asked by. */
const withLabels = (fields: readonly ManualField[], answers: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((answers ?? {}) as Record<string, unknown>).map(([name, value]) => [
      fields.find(field => field.name === name)?.label ?? name,
      value,
    ]),
  )
