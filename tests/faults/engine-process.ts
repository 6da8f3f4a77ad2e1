/**
 * node engine-process.ts OPTIONS: an engine in a process of its own, which does what its parent asks over IPC: {id, command, input} is answered
 * by {id, output} or {id, error}. It says {ready: milliseconds since it was started} first.
 */
import { armFaults, parseFaults } from '@atom/kernel'
import { openEngine } from './open-engine.ts'

const { faults, ...options } = JSON.parse(process.argv[2] as string)
const send = (message: object) => void process.send?.(message)
const engine = await openEngine({
  ...options,
  log: (level, fields, message) => {
    if (level === 'error' || level === 'warn') send({ log: `${level}: ${message} ${String((fields as { err?: unknown }).err ?? '')}` })
  },
})
if (faults) armFaults(parseFaults(faults))
process.on('message', async ({ id, command, input }: { id: number; command: string; input: unknown[] }) => {
  try {
    const act = (engine as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>)[command]
    if (!act) throw new Error(`There is no command ${command}.`)
    send({ id, output: (await act(...input)) ?? null })
  } catch (error) {
    send({ id, error: { code: (error as { code?: string }).code ?? null, message: (error as Error).message } })
  }
})
process.on('disconnect', () => process.exit())
send({ ready: Math.round(performance.now()) })
