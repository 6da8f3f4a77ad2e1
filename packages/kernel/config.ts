import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { kernelErrors } from './errors.ts'
import { type Fault, parseFaults } from './fault.ts'
import { sayIssue } from './say-issue.ts'

const hostList = z
  .string()
  .default('')
  .transform(text =>
    text
      .split(',')
      .map(part => part.trim())
      .filter(Boolean),
  )
  .refine(
    hosts => hosts.every(host => (host.includes('/') ? ipaddr.isValidCIDR(host) : /^[\w.:[\]-]+$/.test(host))),
    'Expected hosts with commas between, such as nas.local:8080,10.0.0.0/8.',
  )
const wholeNumber = (what: string, most = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .refine(text => /^\d+$/.test(text) && Number(text) <= most, `Expected ${what}.`)
    .transform(Number)
const url = z.url('Expected a web address such as http://localhost:5058.').optional()

const Settings = z.object({
  ATOM_HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on. Use 0.0.0.0 only behind a proxy that speaks HTTPS.'),
  ATOM_PORT: wholeNumber('a port from 0 to 65535, such as 5058', 65_535)
    .prefault('5058')
    .describe('Port to listen on; 0 takes any free one.'),
  ATOM_PUBLIC_URL: url.describe('The address people type, when it is not http://localhost:PORT.'),
  ATOM_TRUST_PROXY: z.enum(['true', 'false']).default('false').describe('Believe X-Forwarded-For of a proxy on this machine.'),
  ATOM_DATA_DIR: z.string().min(1).default('./data').describe('Folder of the database, memory, files and master key.'),
  ATOM_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'Expected postgres://user:password@host:port/database.')
    .optional()
    .describe('PostgreSQL for relational data; without it SQLite in the data folder.'),
  ATOM_MASTER_KEY: z
    .string()
    .regex(/^([A-Za-z0-9+/_-]{43}=?|[0-9A-Fa-f]{64})$/, 'Expected 32 bytes in base64 or hex. Make one with: openssl rand -base64 32')
    .transform(key => (key.length === 64 ? Buffer.from(key, 'hex').toString('base64') : key))
    .optional()
    .describe('32 bytes in base64 or hex that encrypt every secret; without it a generated file in the data folder.'),
  ATOM_SIGN_UP: z
    .enum(['open', 'invite', 'closed'])
    .optional()
    .describe('Who may make an account. By default open until the first account exists, then by invitation.'),
  ATOM_RATE_LIMIT: wholeNumber('a whole number of requests a minute, such as 600')
    .prefault('600')
    .describe('Requests a minute for one caller; 0 turns the limit off.'),
  ATOM_EGRESS_ALLOW: hostList.describe('Private hosts ATOM may call: host, host:port or CIDR, with commas between.'),
  ATOM_METRICS_TOKEN: z.string().min(1).optional().describe('Lets a scraper from elsewhere read /metrics.'),
  ATOM_WORKER: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether the server runs jobs itself; off leaves them to processes of “npm run worker”, which need PostgreSQL.'),
  ATOM_MEMORY: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether what is written is read into the search over everything; off saves some 300 MB while it reads or is asked.'),
  ATOM_OCR: z
    .string()
    .regex(/^(off|[A-Za-z_]+(\+[A-Za-z_]+)*)$/, 'Expected languages such as eng+deu, or off.')
    .default('eng+deu')
    .describe('Languages in which scans and pictures are read, as Tesseract calls them; off leaves them unread.'),
  ATOM_FILE_LIMIT: wholeNumber('a whole number of megabytes, such as 1024', 1_048_576)
    .prefault('1024')
    .describe('Megabytes one uploaded file may have.'),
  ATOM_FILES_LIMIT: wholeNumber('a whole number of megabytes, such as 20000', 1_073_741_824)
    .prefault('0')
    .describe('Megabytes the files of one workspace may have together; 0 for no limit.'),
  ATOM_MODEL_BASE_URL: url.describe('OpenAI-compatible model address, such as http://localhost:11434/v1.'),
  ATOM_MODEL_API_KEY: z.string().optional().describe('Key for that address.'),
  ATOM_MODEL: z.string().min(1).optional().describe('Name of the model there.'),
  ATOM_MODEL_WAIT: wholeNumber('a whole number of seconds, such as 300', 3600)
    .optional()
    .describe(
      'Seconds a language model may take until its answer begins, while it is loaded for instance. Unless set, 30; 300 for one on this machine or in its network.',
    ),
  ATOM_EMBEDDINGS_BASE_URL: url.describe(
    'Server that embeds what is read: OpenAI-compatible, such as http://localhost:8080/v1, or Ollama, such as http://localhost:11434.',
  ),
  ATOM_EMBEDDINGS_API_KEY: z.string().optional().describe('Key for that server.'),
  ATOM_EMBEDDINGS_MODEL: z.string().min(1).optional().describe('Name of the embedding model there.'),
  ATOM_EMBEDDER: z
    .string()
    .min(1)
    .optional()
    .describe('Embedding model in ATOM_MODELS_DIR for what is read, where a workspace chose no other.'),
  ATOM_MODELS_DIR: z.string().min(1).optional().describe('Folder with further embedding models.'),
  ATOM_AUDIT_DAYS: wholeNumber('a whole number of days, such as 400', 36_500).prefault('400').describe('Days the audit log is kept.'),
  ATOM_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn').describe('How much is logged.'),
  ATOM_FAULT: z.string().optional().describe('Tests only: named places at which to kill, delay or fail, such as jobs.taken=kill.'),
})

export interface Config {
  host: string
  port: number
  publicUrl: string | undefined
  trustProxy: boolean
  dataDir: string
  databaseUrl: string | undefined
  masterKey: string | undefined
  signUp: 'open' | 'invite' | 'closed' | undefined
  rateLimit: number
  egressAllow: string[]
  /** Does the server run jobs itself? */
  worker: boolean
  metricsToken: string | undefined
  /** Is anything read into memory? */
  memory: boolean
  /** Languages scans are read in, or `off`. */
  scansIn: string
  /** Bytes one uploaded file may have. */
  fileLimit: number
  /** Bytes the files of a workspace may have together; undefined for no limit. */
  filesLimit: number | undefined
  model: { baseUrl: string; apiKey: string | undefined; name: string } | undefined
  /** Milliseconds until a language model's answer begins; undefined for what is usual where it runs. */
  modelWait: number | undefined
  /** A server that embeds, for workspaces that chose nothing else. */
  embeddings: { baseUrl: string; apiKey: string | undefined; model: string } | undefined
  /** Embedding model in `modelsDir`, for workspaces that chose nothing else. */
  embedder: string | undefined
  modelsDir: string | undefined
  auditDays: number
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  faults: Fault[]
}

/** Every setting with its description and what holds without it ('' for nothing), for `.env.example` and the documents. */
export const settings = Object.entries(Settings.shape).map(([name, schema]) => {
  const absent = (schema as z.ZodType).safeParse(undefined)
  return { name, description: (schema as z.ZodType).description ?? '', default: absent.success ? String(absent.data ?? '') : '' }
})

const isOrigin = (address: string): boolean => {
  const { pathname, search, hash } = new URL(address)
  return pathname === '/' && search === '' && hash === ''
}

/** Reads the settings from the environment; an empty value counts as absent. @throws kernel.invalid_config with the name and what to write */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name.startsWith('ATOM_') && value !== ''))
  const unknown = Object.keys(given).find(name => !(name in Settings.shape))
  if (unknown) throw kernelErrors.invalid_config({ name: unknown, problem: 'no such setting. See .env.example.' })
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw kernelErrors.invalid_config({ name: String(issue?.path[0]), problem: issue ? sayIssue(issue) : 'not valid' })
  }
  const s = parsed.data
  if (s.ATOM_MODEL_BASE_URL && !s.ATOM_MODEL)
    throw kernelErrors.invalid_config({ name: 'ATOM_MODEL', problem: 'name the model at ATOM_MODEL_BASE_URL.' })
  if (s.ATOM_MODEL && !s.ATOM_MODEL_BASE_URL)
    throw kernelErrors.invalid_config({ name: 'ATOM_MODEL_BASE_URL', problem: 'give the address at which ATOM_MODEL answers.' })
  if (s.ATOM_EMBEDDINGS_BASE_URL && !s.ATOM_EMBEDDINGS_MODEL)
    throw kernelErrors.invalid_config({ name: 'ATOM_EMBEDDINGS_MODEL', problem: 'name the embedding model at ATOM_EMBEDDINGS_BASE_URL.' })
  if (s.ATOM_EMBEDDINGS_MODEL && !s.ATOM_EMBEDDINGS_BASE_URL)
    throw kernelErrors.invalid_config({
      name: 'ATOM_EMBEDDINGS_BASE_URL',
      problem: 'give the address at which ATOM_EMBEDDINGS_MODEL answers.',
    })
  if (s.ATOM_EMBEDDER && (s.ATOM_EMBEDDINGS_BASE_URL || !s.ATOM_MODELS_DIR))
    throw kernelErrors.invalid_config({
      name: 'ATOM_EMBEDDER',
      problem: s.ATOM_MODELS_DIR
        ? 'ATOM_EMBEDDINGS_BASE_URL says to embed elsewhere. Leave one of them out.'
        : 'it names a folder in ATOM_MODELS_DIR, which is not set.',
    })
  if (s.ATOM_PUBLIC_URL && !isOrigin(s.ATOM_PUBLIC_URL))
    throw kernelErrors.invalid_config({
      name: 'ATOM_PUBLIC_URL',
      problem: 'ATOM answers at the root of an address. Expected one without a path, such as https://atom.example.com.',
    })
  if (s.ATOM_WORKER === 'off' && !s.ATOM_DATABASE_URL)
    throw kernelErrors.invalid_config({ name: 'ATOM_WORKER', problem: 'without ATOM_DATABASE_URL nobody else can run jobs. Leave it on.' })
  return {
    host: s.ATOM_HOST,
    port: s.ATOM_PORT,
    publicUrl: s.ATOM_PUBLIC_URL,
    trustProxy: s.ATOM_TRUST_PROXY === 'true',
    dataDir: s.ATOM_DATA_DIR,
    databaseUrl: s.ATOM_DATABASE_URL,
    masterKey: s.ATOM_MASTER_KEY,
    signUp: s.ATOM_SIGN_UP,
    rateLimit: s.ATOM_RATE_LIMIT,
    egressAllow: s.ATOM_EGRESS_ALLOW,
    worker: s.ATOM_WORKER === 'on',
    memory: s.ATOM_MEMORY === 'on',
    scansIn: s.ATOM_OCR,
    fileLimit: s.ATOM_FILE_LIMIT * 1024 ** 2,
    filesLimit: s.ATOM_FILES_LIMIT === 0 ? undefined : s.ATOM_FILES_LIMIT * 1024 ** 2,
    metricsToken: s.ATOM_METRICS_TOKEN,
    model:
      s.ATOM_MODEL_BASE_URL && s.ATOM_MODEL
        ? { baseUrl: s.ATOM_MODEL_BASE_URL, apiKey: s.ATOM_MODEL_API_KEY, name: s.ATOM_MODEL }
        : undefined,
    modelWait: s.ATOM_MODEL_WAIT === undefined ? undefined : Math.max(1, s.ATOM_MODEL_WAIT) * 1000,
    embeddings:
      s.ATOM_EMBEDDINGS_BASE_URL && s.ATOM_EMBEDDINGS_MODEL
        ? { baseUrl: s.ATOM_EMBEDDINGS_BASE_URL, apiKey: s.ATOM_EMBEDDINGS_API_KEY, model: s.ATOM_EMBEDDINGS_MODEL }
        : undefined,
    embedder: s.ATOM_EMBEDDER,
    modelsDir: s.ATOM_MODELS_DIR,
    auditDays: s.ATOM_AUDIT_DAYS,
    logLevel: s.ATOM_LOG_LEVEL,
    faults: s.ATOM_FAULT === undefined ? [] : parseFaults(s.ATOM_FAULT),
  }
}
