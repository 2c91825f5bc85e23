import { z } from 'zod'
import type { FieldSpec } from '../../../preload/domain/networks.ts'
import { AppError } from '../../../preload/errors.ts'

const RMS = 'https://api.rms.rakuten.co.jp'

export const fields: readonly FieldSpec[] = [
  { name: 'shopUrl', kind: 'text', isRequired: true, initial: '' },
  { name: 'serviceSecret', kind: 'secret', isRequired: true, initial: '' },
  { name: 'licenseKey', kind: 'secret', isRequired: true, initial: '' },
  { name: 'settle', kind: 'switch', isRequired: false, initial: 'no' },
]

const Settings = z.object({
  /** The shop's own word in www.rakuten.co.jp/WORD/: names the account, nothing else. */
  shopUrl: z
    .string()
    .trim()
    .transform((url) => url.replace(/^https?:\/\/[^/]+\//, '').replace(/\/.*$/, ''))
    .pipe(z.string().min(1).max(100)),
  /** Settling a ticket here completes the inquiry there. Off: it is only marked as read. */
  settle: z.enum(['yes', 'no']).catch('no').default('no'),
  /** Another host than Rakuten's is only for tests: it has to be this computer. */
  host: z
    .string()
    .transform((host) => host.replace(/\/+$/, ''))
    .default(RMS),
})
export type RmesseSettings = z.infer<typeof Settings>

const Secrets = z.object({
  serviceSecret: z.string().trim().min(1),
  licenseKey: z.string().trim().min(1),
  /** When the key ends, ms UTC; no secret, but it belongs to the key. */
  keyEndsAt: z.string().optional(),
})
export type RmesseSecrets = z.infer<typeof Secrets>

/** Throws AppError `invalid-input`. */
export function readSettings(
  settings: unknown,
  secrets: unknown,
): { settings: RmesseSettings; secrets: RmesseSecrets } {
  const read = Settings.safeParse(settings)
  const kept = Secrets.safeParse(secrets)
  if (!read.success || !kept.success || !isTrusted(read.data.host))
    throw new AppError('invalid-input', 'These are not the settings of an R-Messe account.')
  return { settings: read.data, secrets: kept.data }
}

function isTrusted(host: string): boolean {
  if (host === RMS) return true
  return URL.canParse(host) && ['127.0.0.1', 'localhost'].includes(new URL(host).hostname)
}
