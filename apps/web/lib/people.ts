'use client'
import { useQuery } from '@tanstack/react-query'
import { everyPage } from './every-page.ts'
import type { Member, Project } from './records.ts'

/** The workspace's projects, asked for once they are wanted. */
export const useProjects = (wanted = true): Project[] =>
  useQuery({
    queryKey: ['tasks', 'projects'],
    queryFn: ({ signal }) => everyPage<Project>('/api/projects', signal),
    staleTime: 30_000,
    enabled: wanted,
  }).data ?? []

/** Names of the workspace's projects. */
export const useProjectNames = (): string[] => useProjects().map(project => project.name)

/** The people in the workspace. */
const usePeople = () =>
  useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => everyPage<Member>('/api/members', signal),
    staleTime: 60_000,
  })

/** Names of the people in the workspace. */
export const useMembers = (): string[] => (usePeople().data ?? []).map(member => member.name)

/** A member's name by id; somebody who left is “somebody”. */
export function useMemberName(): (id: string) => string {
  const people = usePeople().data ?? []
  return id => people.find(member => member.id === id)?.name ?? 'somebody'
}
