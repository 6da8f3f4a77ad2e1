import { defineErrors } from '@atom/kernel'

export const serverErrors = defineErrors('server', {
  unauthenticated: { status: 401, retry: 'never', say: 'Sign in, or send an API key as “Authorization: Bearer …”.' },
  no_route: { status: 404, retry: 'never', say: 'There is nothing at {method} {path}.' },
  bad_json: { status: 400, retry: 'never', say: 'The body is not valid JSON.' },
  media_type: { status: 415, retry: 'never', say: 'Send the body as {expected}.' },
  too_large: { status: 413, retry: 'never', say: 'The body is larger than {limit}.' },
  bad_request: { status: 400, retry: 'never', say: 'That request could not be read.' },
  headers_too_large: { status: 431, retry: 'never', say: 'The headers of that request are too large.' },
  too_slow: { status: 408, retry: 'policy', say: 'The request took too long to arrive.' },
  bad_idempotency_key: { status: 400, retry: 'never', say: 'An Idempotency-Key has 1 to 255 characters.' },
  foreign_origin: {
    status: 403,
    retry: 'never',
    say: 'This address may not be used from another site. If people reach ATOM under this name, set ATOM_PUBLIC_URL to it.',
  },
  too_many_streams: {
    status: 429,
    retry: 'policy',
    say: 'You already listen {most} times at once. Close a tab or a program that listens, then try again.',
  },
  too_many: { status: 429, retry: 'policy', say: 'Too many requests. Try again in {seconds} s.' },
  internal: { status: 500, retry: 'policy', say: 'Something went wrong here. It was written to the log as {id}.' },
  stopping: { status: 503, retry: { after: 5000 }, say: 'ATOM is stopping. Try again in a moment.' },
  no_command: {
    status: 500,
    retry: 'never',
    say: 'ATOM knows no command “{command}”. Without one it serves; with “worker” it only runs jobs, with “rotate-vault” it changes the master key, with “reset-link” it makes a link for a new password.',
  },
  reset_link_for_whom: { status: 500, retry: 'never', say: 'Say for whom, by e-mail address: npm run reset-link -- ana@example.com' },
  bad_collector: {
    status: 500,
    retry: 'never',
    say: 'OTEL_EXPORTER_OTLP_ENDPOINT is “{address}”. Expected the address of a collector, such as http://localhost:4318.',
  },
  worker_needs_postgres: {
    status: 500,
    retry: 'never',
    say: 'A worker needs PostgreSQL, where it finds the jobs. Set ATOM_DATABASE_URL to that of the server; on SQLite the server runs all jobs itself.',
  },
  port_in_use: {
    status: 500,
    retry: 'never',
    say: 'Port {port} is in use. Stop what uses it, or start ATOM with another one: ATOM_PORT=5059 npm start',
  },
  cannot_listen: { status: 500, retry: 'never', say: 'ATOM cannot listen on {host}:{port}: {reason}. Check ATOM_HOST and ATOM_PORT.' },
})
