import { z } from 'zod'

export const TlsMode = z.enum(['implicit', 'starttls', 'none'])
export const ServerSettings = z.object({
  host: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65_535),
  tls: TlsMode,
  user: z.string().min(1).max(320),
})
/** Signing in by the browser, through the owner's own app at the provider. */
export const MailOAuth = z.object({
  provider: z.enum(['microsoft', 'google']),
  clientId: z.string().trim().min(1).max(200),
})
export type MailOAuth = z.infer<typeof MailOAuth>
/** What is kept of a mail account in the open. Passwords travel apart and lie only in the secret box. */
export const MailSettings = z.object({
  address: z.email().max(320),
  /** The sender's name a customer sees. */
  name: z.string().max(200),
  imap: ServerSettings,
  smtp: ServerSettings,
  /** How far back to read at the first look; null: everything. */
  sinceDays: z.int().min(1).max(36_500).nullable(),
  watchJunk: z.boolean(),
  /** SHA-256 fingerprint of a certificate the owner chose to trust although no authority vouches for it. */
  trustedFingerprint: z.string().nullable(),
  /** The owner accepted a connection without encryption to this host. */
  allowInsecure: z.boolean(),
  /** Null, and where it is not there: by passwords. */
  oauth: MailOAuth.nullish(),
})
export type MailSettings = z.infer<typeof MailSettings>
export const MailSecrets = z.object({
  imapPassword: z.string().min(1).max(1000),
  smtpPassword: z.string().min(1).max(1000),
})
export type MailSecrets = z.infer<typeof MailSecrets>
/** A sign-in by the browser that main keeps until it is used: its tokens never reach the window. */
export const MailSignIn = z.object({ signIn: z.uuid() })
export type MailSignIn = z.infer<typeof MailSignIn>

/** Why a mail server could not be used; keys of `reasons` in the locales. */
export const MAIL_REASONS = [
  'name-not-found',
  'refused',
  'timeout',
  'certificate',
  'wrong-password',
  'token-refused',
  'tls-not-offered',
  'not-imap',
  'not-smtp',
  'closed',
  'insecure',
  'stopped',
] as const
/** What a check of one server found. */
export const ServerCheck = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: z.enum([...MAIL_REASONS, 'other']),
    /** The server's own words, without secrets. */
    detail: z.string(),
    /** With `certificate`: what the owner would have to trust. */
    fingerprint: z.string().nullable(),
  }),
])
export type ServerCheck = z.infer<typeof ServerCheck>
