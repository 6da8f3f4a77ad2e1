import { person } from './harness/person.ts'
import { startServer } from './harness/server.ts'
const server = await startServer()
try {
  const ana = await person(server)
  for (const title of ['Pay rent', 'Call Dana', 'Send invoice']) await ana.api('/api/tasks', { body: { title, due: '2026-11-20' } })
  const show = async (text: string, session?: string) => {
    const a = await ana.chat(text, session)
    console.log(`\n> ${text}\n${a.text}\n  [${a.calls.map(c => c.skill + (c.error ? ' ERROR ' + JSON.stringify(c.error) : '')).join(', ')}]`)
    return a
  }
  const first = await show(process.argv[2] ?? 'Every Friday at 5pm list my overdue tasks. If there are more than 2, ask me first. Then for each of them wait a minute and create a task to chase it up, otherwise write a note saying all good.')
  const s = first.sessionId
  await show('yes', s)
  const run = await show('run it now', s)
  const runId = run.calls[0]?.output.runId
  const state = async () => (await ana.api(`/api/runs/${runId}`)).body
  await new Promise(r => setTimeout(r, 1500))
  console.log('run:', (await state()).status)
  console.log(JSON.stringify((await ana.api('/api/approvals')).body).slice(0, 600))
  await show('what are my approvals?', s)
  await show('did it run?', s)
  await show('yes', s)
  await new Promise(r => setTimeout(r, 1500))
  console.log('run after the yes:', (await state()).status)
  await server.kill9()
  console.log('killed')
  await server.restart()
  console.log('restarted:', (await state()).status)
  for (let i = 0; i < 100; i++) {
    const now = await state()
    if (now.finishedAt) { console.log('ended:', now.status, JSON.stringify(now.error ?? '')); break }
    await new Promise(r => setTimeout(r, 1000))
  }
  await show('did it run today?', s)
  await show('show my tasks', s)
  await show('change it to 9', s)
  await show('no', s)
  await show('pause it', s)
} finally { await server.stop() }
