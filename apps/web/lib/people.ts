'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import type { Member, Paged, Project } from './records.ts'

/** Names of the workspace's projects. */
export function useProjects(): string[] {
  const { data } = useQuery({
    queryKey: ['tasks', 'projects'],
    queryFn: () => api.get<Paged<Project>>('/api/projects', { limit: 200 }),
    staleTime: 30_000,
  })
  return data?.items.map(project => project.name) ?? []
}

/** The people in the workspace. */
const usePeople = () =>
  useQuery({
    queryKey: ['members'],
    queryFn: () => api.get<Paged<Member>>('/api/members', { limit: 200 }),
    staleTime: 60_000,
  })

/** Names of the people in the workspace. */
export const useMembers = (): string[] => usePeople().data?.items.map(member => member.name) ?? []

/** A member's name by id; somebody who left is “somebody”. */
export function useMemberName(): (id: string) => string {
  const people = usePeople().data?.items ?? []
  return id => people.find(member => member.id === id)?.name ?? 'somebody'
}
