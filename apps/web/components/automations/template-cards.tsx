'use client'
import { Button, Icon, SimpleGrid, Stack, Text } from '@chakra-ui/react'
import type { Graph } from '../../lib/automations/graph.ts'
import { useTemplates, type WorkflowTemplate } from '../../lib/automations/queries.ts'
import { triggerIcon } from '../../lib/automations/step-kinds.ts'
import { SkeletonRows } from '../async-list.tsx'
import { Problem } from '../problem.tsx'

interface Props {
  words: string
  onChoose: (template: WorkflowTemplate) => void
  busy: boolean
}

const has = ({ title, description, category }: WorkflowTemplate, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every(word => `${title} ${description} ${category}`.toLowerCase().includes(word))

/** Automations to begin with, by what starts them. */
export function TemplateCards({ words, onChoose, busy }: Props) {
  const templates = useTemplates()
  if (templates.isPending) return <SkeletonRows rows={6} label="Templates" />
  if (templates.isError) return <Problem error={templates.error} onRetry={() => templates.refetch()} />
  const found = templates.data.items.filter(one => words.trim() === '' || has(one, words.trim()))
  const categories = [...new Set(found.map(one => one.category))]
  if (found.length === 0) return <Text color="fg.muted">No template has these words. Begin from nothing instead.</Text>
  return (
    <Stack gap="6">
      {categories.map(category => (
        <Stack key={category} gap="2" as="section" aria-label={category}>
          <Text fontWeight="medium" color="fg.muted">
            {category}
          </Text>
          <SimpleGrid columns={{ base: 1, sm: 2 }} gap="3">
            {found
              .filter(one => one.category === category)
              .map(one => {
                const Sign = triggerIcon((one.graph as unknown as Graph).trigger.type)
                return (
                  <Button
                    key={one.id}
                    variant="outline"
                    h="auto"
                    p="4"
                    gap="3"
                    alignItems="start"
                    justifyContent="start"
                    textAlign="start"
                    whiteSpace="normal"
                    borderRadius="card"
                    fontWeight="normal"
                    disabled={busy}
                    onClick={() => onChoose(one)}
                  >
                    <Icon asChild boxSize="4" mt="0.5" color="accent.fg">
                      <Sign aria-hidden />
                    </Icon>
                    <Stack gap="1" flex="1" minW="0">
                      <Text fontWeight="medium">{one.title}</Text>
                      <Text fontSize="xs" color="fg.muted">
                        {one.description}
                      </Text>
                    </Stack>
                  </Button>
                )
              })}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  )
}
