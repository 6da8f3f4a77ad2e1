import type { FastifyRequest } from 'fastify'

const page = '/*'

/**
 * The address as the router understood it, which is what every rule about addresses goes by: the pattern of the route (`/api/tasks/:id`). For a
 * page, and where there is no route, the path itself with its %-codes read. One resource may be written in many ways (`/%61pi/tasks`).
 */
export function pathOf(request: FastifyRequest): string {
  const { url } = request.routeOptions
  if (url !== undefined && url !== page) return url
  const path = request.url.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
