'use client'
import { Breadcrumb } from '@chakra-ui/react'
import { Fragment } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { findNode } from '../../lib/automations/graph.ts'
import { stepTitle } from '../../lib/automations/step-kinds.ts'

/** Where one is, inside steps that have steps of their own, and the way back. */
export function LevelPath({ onOpen }: { onOpen: (path: readonly string[]) => void }) {
  const store = useBuilderStore()
  const path = useBuilder(state => state.path)
  const graph = useBuilder(state => state.graph)
  if (path.length === 0) return null
  const title = (id: string) => {
    const found = findNode(graph, id)
    return found ? stepTitle(found.node, store.kinds) : id
  }
  return (
    <Breadcrumb.Root
      size="sm"
      position="absolute"
      top="3"
      insetStart="3"
      zIndex="docked"
      bg="bg.panel"
      borderWidth="1px"
      borderRadius="control"
      px="3"
      py="1.5"
      maxW="calc(100% - {spacing.6})"
    >
      <Breadcrumb.List>
        <Breadcrumb.Item>
          <Breadcrumb.Link as="button" cursor="pointer" onClick={() => onOpen([])}>
            All steps
          </Breadcrumb.Link>
        </Breadcrumb.Item>
        {path.map((id, at) => (
          <Fragment key={id}>
            <Breadcrumb.Separator />
            <Breadcrumb.Item>
              {at === path.length - 1 ? (
                <Breadcrumb.CurrentLink>Inside {title(id)}</Breadcrumb.CurrentLink>
              ) : (
                <Breadcrumb.Link as="button" cursor="pointer" onClick={() => onOpen(path.slice(0, at + 1))}>
                  {title(id)}
                </Breadcrumb.Link>
              )}
            </Breadcrumb.Item>
          </Fragment>
        ))}
      </Breadcrumb.List>
    </Breadcrumb.Root>
  )
}
