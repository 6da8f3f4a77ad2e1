'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { useMe } from './me.ts'
import type { Notification, Paged } from './records.ts'

/** The newest notifications of this person. */
export function useNotifications() {
  const { data: me } = useMe()
  return useQuery({
    queryKey: ['notifications'],
    queryFn: ({ signal }) => api.get<Paged<Notification>>('/api/notifications', { limit: 30 }, signal),
    enabled: Boolean(me),
  })
}

/** Marks one as read, or all when no id is given. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id?: string) => (id ? api.patch(`/api/notifications/${id}`, { read: true }) : api.post('/api/notifications/read')),
    onMutate: id => {
      const readAt = new Date().toISOString()
      client.setQueryData<Paged<Notification>>(
        ['notifications'],
        old => old && { ...old, items: old.items.map(one => (!id || one.id === id ? { ...one, readAt: one.readAt ?? readAt } : one)) },
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  })
}
