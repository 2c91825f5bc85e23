import { z } from 'zod'
import type { FieldSpec } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'

/** Where accounts live that were made in the app of Bluesky. Others name the server that hosts them. */
const BLUESKY = 'https://bsky.social'

export const fields: readonly FieldSpec[] = [
  { name: 'handle', kind: 'text', isRequired: true, initial: '' },
  { name: 'appPassword', kind: 'secret', isRequired: true, initial: '' },
  { name: 'dm', kind: 'switch', isRequired: false, initial: 'yes' },
  { name: 'server', kind: 'url', isRequired: false, initial: BLUESKY },
]

const Settings = z.object({
  handle: z
    .string()
    .trim()
    .transform((handle) => handle.replace(/^[@＠]/, ''))
    .pipe(z.string().min(1).max(253)),
  server: z
    .string()
    .trim()
    .transform((server) => (server === '' ? BLUESKY : server.replace(/\/+$/, '')))
    .default(BLUESKY),
  /** Direct messages are read and sent: needs an app password that was made with access to them. */
  dm: z.enum(['yes', 'no']).catch('no').default('yes'),
})
export type BlueskySettings = z.infer<typeof Settings>

const Secrets = z.object({
  appPassword: z.string().min(1),
  accessJwt: z.string().optional(),
  refreshJwt: z.string().optional(),
  /** Not secret, but they belong to the session: whose it is, and the server that holds the account. */
  did: z.string().optional(),
  pds: z.string().optional(),
})
export type BlueskySecrets = z.infer<typeof Secrets>

/** Throws AppError `invalid-input`. */
export function readSettings(
  settings: unknown,
  secrets: unknown,
): { settings: BlueskySettings; secrets: BlueskySecrets } {
  const read = Settings.safeParse(settings)
  const kept = Secrets.safeParse(secrets)
  if (!read.success || !kept.success || !isTrusted(read.data.server))
    throw new AppError('invalid-input', 'These are not the settings of a Bluesky account.')
  return { settings: read.data, secrets: kept.data }
}

/** The password goes there: over TLS, or to this computer. */
export function isTrusted(server: string): boolean {
  const url = URL.canParse(server) ? new URL(server) : null
  if (url === null || url.username !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

const isLoopback = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)

/** App passwords are four groups of four (bsky.app/settings/app-passwords, 2026-11-22). The real password must never be kept. */
export const looksLikeAppPassword = (password: string): boolean =>
  /^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/.test(password.trim())
