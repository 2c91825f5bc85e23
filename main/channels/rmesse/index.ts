import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Channel, ChannelTools, CheckedAccount, LoginTools } from '../adapter.ts'
import { createReach, withProgress } from '../catch-up.ts'
import { POLLED } from '../posting.ts'
import { lookAt, PASS_MS } from './fetch.ts'
import { createLine, type Line } from './line.ts'
import { fileAt } from './read-inquiry.ts'
import { KeyEnd } from './schemas.ts'
import { type Cursor, readCursor } from './seen.ts'
import { createSender, FILES } from './send.ts'
import { fields, readSettings } from './settings.ts'
import { DAY_MS, fromJst, toJst } from './times.ts'

/** A license key lives so long from the day it was made (rms.rakuten.co.jp, seen 2026-11-22). */
const KEY_MS = 90 * DAY_MS
/** RMS is asked when the key ends so often. */
const KEY_LOOK_MS = DAY_MS

/** Inquiries of one Rakuten shop. See docs/channels/rmesse.md. */
export const rmesseChannel: Channel = {
  id: 'rmesse',
  capabilities: {
    subject: false,
    attachments: FILES,
    privateAttachments: FILES,
    maxTextLength: 2000,
    isPublic: false,
    continuesPrivately: false,
  },
  pollIntervalMs: 5 * 60_000,
  fields,
  check,
  connect,
}

async function check(
  typed: Readonly<Record<string, string>>,
  typedSecrets: Readonly<Record<string, string>>,
  tools: LoginTools,
  signal: AbortSignal,
): Promise<CheckedAccount> {
  const { settings, secrets } = readSettings(typed, typedSecrets)
  const line = createLine(settings, secrets, tools)
  const now = tools.clock.now()
  const params = { fromDate: toJst(now - 30 * DAY_MS), toDate: toJst(now), limit: '1', page: '1' }
  await line.read('/inquiries', params, signal)
  const expiresAt = (await keyEnd(line, signal)) ?? now + KEY_MS
  return {
    address: settings.shopUrl,
    // Rakuten's own number of the shop stands in inquiries only, and a new shop has none.
    externalId: settings.shopUrl,
    name: settings.shopUrl,
    secrets: { serviceSecret: secrets.serviceSecret, licenseKey: secrets.licenseKey, keyEndsAt: String(expiresAt) },
    expiresAt,
  }
}

/** Null where the key may not ask for it: LicenseManagementAPI has to be switched on apart. */
async function keyEnd(line: Line, signal: AbortSignal): Promise<number | null> {
  const answer = await line.keyEnd(signal).catch((error: unknown) => {
    if (error instanceof AppError && error.reason === 'stopped') throw error
    return null
  })
  const end = KeyEnd.safeParse(answer)
  const at = end.success ? fromJst(end.data.expiryDate, 0) : 0
  return at > 0 ? at : null
}

function connect(
  untypedSettings: unknown,
  untypedSecrets: Readonly<Record<string, string>>,
  tools: ChannelTools,
): Adapter {
  const { settings, secrets } = readSettings(untypedSettings, untypedSecrets)
  const line = createLine(settings, secrets, tools)
  const sender = createSender(line)
  const now = () => tools.clock.now()
  let endsAt = Number(secrets.keyEndsAt) || null
  let askedForEndAt = now()
  let passedAt: number | null = null
  const reach = createReach()

  async function* look(start: Cursor, signal: AbortSignal) {
    const isPassDue = passedAt === null || now() - passedAt >= PASS_MS
    yield* lookAt(start, line, { now: now(), isPassDue }, signal)
    if (isPassDue) passedAt = now()
    await lookAtKey(signal)
  }

  /** A key that was prolonged at Rakuten's goes on without being typed anew. */
  async function lookAtKey(signal: AbortSignal): Promise<void> {
    if (now() - askedForEndAt < KEY_LOOK_MS) return
    askedForEndAt = now()
    const at = await keyEnd(line, signal)
    if (at === null || at === endsAt) return
    endsAt = at
    tools.saveSecrets({ keyEndsAt: String(at) }, at)
  }

  return {
    ...POLLED,
    fetchSince: (cursor, signal) => withProgress(reach.follow(cursor, look(readCursor(reach.startOf(cursor)), signal))),
    send: sender.send,
    findSent: sender.findSent,
    expiresAt: () => endsAt,
    /** Only read where the owner does not want more. */
    async setSettled(conversation, isSettled, signal) {
      const body = { inquiryNumbers: [conversation] }
      const paths = isSettled ? ['/inquiries/read'] : []
      if (settings.settle === 'yes') paths.push(isSettled ? '/inquiries/complete' : '/inquiries/incomplete')
      for (const path of paths) {
        const answer = await line.write('PATCH', path, body, signal).catch((error: unknown) => {
          if (error instanceof AppError) throw error
          throw new AppError('offline', 'RMS did not answer.', { cause: error })
        })
        if (answer.status >= 300) throw line.errorOf(answer)
      }
    },
    openMedia(url, signal) {
      const file = fileAt(url)
      if (!file) throw new AppError('not-found', 'No file of R-Messe.')
      return line.download(file, signal)
    },
  }
}
