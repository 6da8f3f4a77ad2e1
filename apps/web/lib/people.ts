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

/** Names of the people in the workspace. */
export function useMembers(): string[] {
  const { data } = useQuery({
    queryKey: ['members'],
    queryFn: () => api.get<Paged<Member>>('/api/members', { limit: 200 }),
    staleTime: 60_000,
  })
  return data?.items.map(member => member.name) ?? []
}
