import { z } from 'zod'

/** Imports nothing of Node, so the window may use the same checks as the channel. Passwords are never part of it. */

const server = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\s/@:]+$|^[0-9a-fA-F:]+$/),
  port: z.number().int().min(1).max(65535),
  /**
   * `implicit`: TLS from the first byte (993, 465). `starttls`: must be offered, else nothing is sent (143, 587).
   * `none`: plain text, only to this computer or with `allowInsecure`.
   */
  tls: z.enum(['implicit', 'starttls', 'none']),
  user: z.string().min(1).max(320),
})

export const mailSettings = z.strictObject({
  address: z
    .string()
    .max(320)
    .regex(/^[^\s<>@,;]+@[^\s<>@,;]+$/),
  /** The name of the shop, as customers see it. */
  name: z.string().max(200),
  imap: server,
  smtp: server,
  /** Days to look back the first time; null reads everything there is. */
  sinceDays: z.number().int().min(0).max(36_500).nullable().default(30),
  watchJunk: z.boolean().default(false),
  /** Passwords may cross the network unprotected. The person was warned and said yes. */
  allowInsecure: z.boolean().default(false),
  /**
   * SHA-256 (`AA:BB:…`) of the certificate that is accepted although nobody vouches for it; two, with a space between, where
   * IMAP and SMTP show different ones. Null: none.
   */
  trustedFingerprint: z
    .string()
    .regex(/^(([0-9A-F]{2}:){31}[0-9A-F]{2}( |$)){1,2}$/)
    .nullable()
    .default(null),
  /** Signs in by the browser, through the owner's own app at the provider. Null: by passwords. */
  oauth: z
    .strictObject({ provider: z.enum(['microsoft', 'google']), clientId: z.string().trim().min(1).max(200) })
    .nullable()
    .default(null),
})

export type MailSettings = z.output<typeof mailSettings>
export type MailServer = MailSettings['imap']

/** What a server is shown. Passwords (an app password is one) or, of a sign-in by the browser, a token that lives an hour. */
export type MailSecrets = { imapPassword: string; smtpPassword: string; accessToken?: string }

export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host)
}
