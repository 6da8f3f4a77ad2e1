'use client'
import { Badge, Box, HStack, Stack, Table, Text } from '@chakra-ui/react'
import { ScrollText } from 'lucide-react'
import { usePages } from '../../lib/pages.ts'
import type { AuditItem } from '../../lib/records.ts'
import { useSkills } from '../../lib/skills.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { When } from '../when.tsx'
import { Section } from './section.tsx'

const palettes: Record<AuditItem['outcome'], string> = { done: 'green', failed: 'red', denied: 'orange', asked: 'blue' }

/** Who did what, through which door. Names of fields, never values. */
export function AuditLog() {
  const audit = usePages<AuditItem>(['audit'], '/api/audit')
  return (
    <Section title="Audit log" say="Everything that was done here, and by whom. It holds names of fields, never what was in them.">
      <AsyncList query={audit} label="Audit log" empty={<Empty icon={ScrollText} title="Nothing has been done yet" />}>
        {items => (
          <>
            <Stack as="ul" gap="0" listStyleType="none" aria-label="Audit log" hideFrom="md">
              {items.map(item => (
                <AuditCard key={item.id} item={item} />
              ))}
            </Stack>
            <Box hideBelow="md" overflowX="auto" tabIndex={0} role="region" aria-label="Audit log">
              <Table.Root size="sm" interactive>
                <Table.Header>
                  <Table.Row>
                    <Table.ColumnHeader>When</Table.ColumnHeader>
                    <Table.ColumnHeader>What</Table.ColumnHeader>
                    <Table.ColumnHeader>Through</Table.ColumnHeader>
                    <Table.ColumnHeader>Who</Table.ColumnHeader>
                    <Table.ColumnHeader>Outcome</Table.ColumnHeader>
                  </Table.Row>
                </Table.Header>
                <Table.Body>
                  {items.map(item => (
                    <Table.Row key={item.id}>
                      <Table.Cell>
                        <When value={item.at} ago />
                      </Table.Cell>
                      <Table.Cell>
                        <Skill item={item} />
                      </Table.Cell>
                      <Table.Cell>{doors[item.via]}</Table.Cell>
                      <Table.Cell>
                        <Text truncate maxW="40" title={item.actor}>
                          {item.who ?? item.actor}
                        </Text>
                      </Table.Cell>
                      <Table.Cell>
                        <Outcome item={item} />
                      </Table.Cell>
                    </Table.Row>
                  ))}
                </Table.Body>
              </Table.Root>
            </Box>
          </>
        )}
      </AsyncList>
    </Section>
  )
}

const Outcome = ({ item: { outcome, error } }: { item: AuditItem }) => (
  <Badge colorPalette={palettes[outcome]} title={error}>
    {outcome}
  </Badge>
)

/** The door it came through, as people call it. */
const doors: Record<AuditItem['via'], string> = { api: 'App or API', chat: 'Chat', workflow: 'Automation', agent: 'Agent', mcp: 'MCP' }

/** `members.reset-link` in words, for what is not offered in the chat and so has no title here: “Members: reset link”. */
const inWords = (skill: string) => {
  const words = skill.replace('.', ': ').replaceAll(/[.-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function Skill({ item: { skill, fields } }: { item: AuditItem }) {
  const title = useSkills().data?.find(one => one.id === skill)?.title
  return <Text title={[skill, ...fields].join(', ')}>{title ?? inWords(skill)}</Text>
}

/** A line of the log on a small screen. */
const AuditCard = ({ item }: { item: AuditItem }) => (
  <Stack as="li" gap="1" py="2" borderBottomWidth="1px">
    <HStack justify="space-between">
      <Skill item={item} />
      <Outcome item={item} />
    </HStack>
    <Text fontSize="xs" color="fg.muted">
      {item.who ?? item.actor} · {doors[item.via]} · <When value={item.at} ago />
    </Text>
  </Stack>
)
