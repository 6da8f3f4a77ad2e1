import { type Clock, type Config, type Context, newId } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { betterAuth } from 'better-auth'
import { jwt } from 'better-auth/plugins'
import { callers } from '../callers.ts'
import { password } from './password.ts'
import { storedName } from './reset-link.ts'
import { signInHook } from './sign-in.ts'
import { signUpHook } from './sign-up.ts'

const day = 86_400

/** Seconds a session lasts, and the age at which it is renewed. */
export const sessionLife = { expiresIn: 30 * day, updateAge: day }

interface AuthOptions {
  storage: Storage
  config: Pick<Config, 'port' | 'publicUrl' | 'signUp'>
  clock: Clock
  /** The port in use, known only once the server listens where it was asked for 0. */
  port: () => number
  /** The system in a workspace. */
  systemContext: (workspaceId: string) => Context
}

/** Who issues our tokens and for whom they are: this installation. */
export const issuerOf = (config: Pick<Config, 'publicUrl'>): string => (config.publicUrl ? new URL(config.publicUrl).origin : 'urn:atom')

/** Origins a browser may call from with its cookie. */
export const originsOf = (config: Pick<Config, 'publicUrl'>, port: number): string[] => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
  `http://[::1]:${port}`,
  ...(config.publicUrl ? [new URL(config.publicUrl).origin] : []),
]

/** better-auth over our database: e-mail and password, sessions, and tokens for other programs. Rate limits are ours. */
export function createAuth({ storage, config, clock, port, systemContext }: AuthOptions) {
  const issuer = issuerOf(config)
  return betterAuth({
    appName: 'ATOM',
    baseURL: config.publicUrl ? new URL(config.publicUrl).origin : `http://localhost:${config.port}`,
    basePath: '/api/auth',
    secret: storage.vault.derive('auth').toString('base64url'),
    // Our columns are text and integer on PostgreSQL too; `sqlite` only decides that times are ISO text and booleans 0 or 1.
    database: { db: storage.kysely, type: 'sqlite' },
    trustedOrigins: async () => originsOf(config, port()),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128, password, revokeSessionsOnPasswordReset: true },
    // A reset link's token is kept as a hash alone.
    verification: { storeIdentifier: { hash: storedName } },
    // A person sees and ends their sessions with any session of theirs, not only with one that began today.
    session: { ...sessionLife, freshAge: 0 },
    user: { deleteUser: { enabled: false }, changeEmail: { enabled: false } },
    // One way to each thing: a name is changed by me.update, and there is no sign-in by other services yet.
    disabledPaths: ['/update-user', '/sign-in/social', '/link-social'],
    hooks: {
      before: signUpHook({ storage, clock, policy: config.signUp, systemContext }),
      after: signInHook({ storage, clock, systemContext }),
    },
    // Sign-out or a changed password are seen by the next request.
    databaseHooks: { session: { delete: { after: forget } } },
    advanced: {
      cookiePrefix: 'atom',
      useSecureCookies: config.publicUrl?.startsWith('https://') ?? false,
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true },
      // The shape is our own migration; a test compares the two.
      database: { generateId: () => newId(), validateSchema: false },
    },
    plugins: [
      jwt({
        disableSettingJwtHeader: true,
        jwt: { issuer, audience: issuer, expirationTime: '15m', definePayload: ({ user }) => ({ email: user.email, name: user.name }) },
      }),
    ],
  })
}

const forget = async () => callers.forget()
