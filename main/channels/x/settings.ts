import { z } from 'zod'
import { YEN_PER_DOLLAR } from '../../../preload/domain/network-prices.ts'
import type { FieldSpec } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'
import type { OAuthProvider } from '../oauth-steps.ts'

/** X compares the address letter by letter with the one in the developer console, so the port is fixed. */
const REDIRECT_PORT = 47_391
export const X_REDIRECT_URL = `http://127.0.0.1:${REDIRECT_PORT}/callback`

/**
 * OAuth 2.0 of X, authorization code with PKCE (docs.x.com/fundamentals/authentication/oauth-2-0, read 2026-11-22). Access
 * tokens live two hours; `offline.access` gives a refresh token that is replaced at every use. `media.write` is for pictures.
 */
export const X_OAUTH: OAuthProvider = {
  name: 'X',
  issuer: 'https://x.com',
  authorizationEndpoint: 'https://x.com/i/oauth2/authorize',
  tokenEndpoint: 'https://api.x.com/2/oauth2/token',
  scopes: ['tweet.read', 'tweet.write', 'users.read', 'dm.read', 'dm.write', 'media.write', 'offline.access'],
  redirect: { host: '127.0.0.1', port: REDIRECT_PORT, path: '/callback' },
  extraParameters: {},
}

/** The search takes a query of so many characters (docs.x.com, self-serve, read 2026-11-22). */
const MOST_QUERY_CHARACTERS = 512

const byBrowser = { field: 'login', is: 'browser' }
const byKeys = { field: 'login', is: 'keys' }

export const X_FIELDS: readonly FieldSpec[] = [
  { name: 'login', kind: 'choice', isRequired: true, initial: 'browser', options: ['browser', 'keys'] },
  { name: 'clientId', kind: 'text', isRequired: false, initial: '', onlyWith: byBrowser },
  { name: 'clientSecret', kind: 'secret', isRequired: false, initial: '', onlyWith: byBrowser },
  { name: 'appKey', kind: 'secret', isRequired: false, initial: '', onlyWith: byKeys },
  { name: 'appSecret', kind: 'secret', isRequired: false, initial: '', onlyWith: byKeys },
  { name: 'accessToken', kind: 'secret', isRequired: false, initial: '', onlyWith: byKeys },
  { name: 'accessSecret', kind: 'secret', isRequired: false, initial: '', onlyWith: byKeys },
  { name: 'watch', kind: 'lines', isRequired: false, initial: '' },
  { name: 'messages', kind: 'switch', isRequired: false, initial: 'yes' },
  { name: 'ownsApp', kind: 'switch', isRequired: false, initial: 'yes' },
  { name: 'yenPerDollar', kind: 'text', isRequired: false, initial: String(YEN_PER_DOLLAR) },
]

/** On where the form has said nothing about it. */
const Switch = z
  .string()
  .catch('yes')
  .transform((value) => value === 'yes')

const XSettings = z.object({
  login: z.enum(['browser', 'keys']).catch('browser'),
  clientId: z.string().trim().catch(''),
  /** A search each line; a post is found that has one of them and neither mentions us nor is ours. */
  watch: z
    .string()
    .catch('')
    .transform((lines) =>
      lines
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  /** Whether direct messages are read. */
  messages: Switch,
  /** The account that is connected owns the developer app: its mentions cost a fifth (Owned Reads). */
  ownsApp: Switch,
  /** Found by the check. */
  userId: z.string().catch(''),
  handle: z.string().catch(''),
})
export type XSettings = z.output<typeof XSettings>

/** What the safe keeps. Pasted: the four keys of OAuth 1.0a. By the browser: tokens that are replaced again and again. */
export type XSecrets = Readonly<Record<string, string>>

/** Throws AppError `invalid-input`. */
export function parseSettings(settings: unknown): XSettings {
  const parsed = XSettings.safeParse(settings)
  if (!parsed.success) throw new AppError('invalid-input', 'These are no settings of X')
  const isTooLong = watchQuery(parsed.data.watch, parsed.data.handle).length > MOST_QUERY_CHARACTERS
  if (isTooLong) throw new AppError('invalid-input', 'The words to watch are too long', { reason: 'x-watch-too-long' })
  return parsed.data
}

/** The one search for all watched words. '' when there are none. */
export function watchQuery(words: readonly string[], handle: string): string {
  if (words.length === 0) return ''
  const anyOf = words.map((word) => `"${word.replaceAll('"', ' ').trim()}"`).join(' OR ')
  const notOurs = handle === '' ? '' : ` -from:${bare(handle)} -@${bare(handle)}`
  return `(${anyOf}) -is:retweet${notOurs}`
}

export const bare = (handle: string): string => handle.replace(/^@/, '')
