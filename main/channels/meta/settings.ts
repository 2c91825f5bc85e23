import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FieldSpec } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'

/** Of 2026-02-18, kept until 2028-07-29 (Graph API changelog, read 2026-11-22). The samples of the Instagram pages name it. */
export const VERSION = 'v25.0'

const HOSTS = { instagram: 'https://graph.instagram.com', facebook: 'https://graph.facebook.com' } as const
export type MetaChannel = keyof typeof HOSTS

const token: FieldSpec = { name: 'token', kind: 'secret', isRequired: true, initial: '' }
const humanAgent: FieldSpec = { name: 'humanAgent', kind: 'switch', isRequired: false, initial: 'no' }
export const instagramFields: readonly FieldSpec[] = [
  token,
  { name: 'dm', kind: 'switch', isRequired: false, initial: 'yes' },
  { name: 'comments', kind: 'switch', isRequired: false, initial: 'yes' },
  humanAgent,
]
export const facebookFields: readonly FieldSpec[] = [
  token,
  { name: 'messenger', kind: 'switch', isRequired: false, initial: 'no' },
  { ...humanAgent, onlyWith: { field: 'messenger', is: 'yes' } },
]

const isOn = z.enum(['yes', 'no']).transform((word) => word === 'yes')
const Settings = z.object({
  /** Direct messages are read and sent. */
  dm: isOn.catch(true).default(true),
  comments: isOn.catch(true).default(true),
  /** Messages to a page are read and sent. Off in accounts of before: Meta has to grant it first. */
  messenger: isOn.catch(false).default(false),
  /** Meta has granted the app the Human Agent permission: seven days to answer instead of one. */
  humanAgent: isOn.catch(false).default(false),
  /** Another host than Meta's is only for tests: it has to be this computer. */
  host: z
    .string()
    .transform((host) => host.replace(/\/+$/, ''))
    .optional(),
})
export type MetaSettings = z.infer<typeof Settings> & { host: string }

const Secrets = z.object({
  token: z.string().trim().min(1),
  /** When the token ends and when it was last renewed, ms UTC; no secrets, but they belong to it. */
  endsAt: z.string().optional(),
  renewedAt: z.string().optional(),
  /** Which token `endsAt` is about. */
  endsOf: z.string().optional(),
})
export type MetaSecrets = z.infer<typeof Secrets>

/** Throws AppError `invalid-input`. */
export function readSettings(
  channel: MetaChannel,
  settings: unknown,
  secrets: unknown,
): { settings: MetaSettings; secrets: MetaSecrets } {
  const read = Settings.safeParse(settings)
  const kept = Secrets.safeParse(secrets)
  const host = read.success ? (read.data.host ?? HOSTS[channel]) : ''
  if (!read.success || !kept.success || !isTrusted(channel, host) || /\s/.test(kept.data.token))
    throw new AppError('invalid-input', 'These are not the settings of an account of Meta.')
  return { settings: { ...read.data, host }, secrets: kept.data }
}

function isTrusted(channel: MetaChannel, host: string): boolean {
  if (host === HOSTS[channel]) return true
  return URL.canParse(host) && ['127.0.0.1', 'localhost'].includes(new URL(host).hostname)
}

/** Tells one token from another without holding it. */
export const markOfToken = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 16)

/** When this very token ends, as far as it is known. */
export function endOf({ token: value, endsAt, endsOf }: MetaSecrets): number | null {
  const at = Number(endsAt)
  return endsAt !== undefined && endsOf === markOfToken(value) && Number.isFinite(at) ? at : null
}
