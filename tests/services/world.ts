import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NO_PLAN, type AccountId, type OutboxId, type Settings, type TicketId } from '../../preload/domain.ts'
import type { OpeningSpan, ShopHours } from '../../preload/domain/hours.ts'
import type { Adapter, Channel, Inbound, OutboundMessage, Place, ReadSources } from '../../main/channels/adapter.ts'
import { readResult } from '../../main/channels/mail/read/read-result.ts'
import { defaultShopHours } from '../../main/core/shop-hours.ts'
import { createHeartbeat } from '../../main/jobs/heartbeat.ts'
import { createServices } from '../../main/services/index.ts'
import { noDesktop } from '../../main/services/no-desktop.ts'
import type { Log, Popup, Ports } from '../../main/services/ports.ts'
import { backupHere } from '../../main/store/backup/hand.ts'
import { createStore } from '../../main/store/index.ts'
import { openDatabase } from '../../main/store/open.ts'
import type { SignInToMail } from '../../main/channels/registry.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createFakeLookup } from '../support/mail-lookup.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Tuesday. The shop opens at 10:00. */
export const START = '2026-11-24T09:00:00+09:00'

/** As the reader does, on this thread. */
export const readHere: ReadSources = async (sources) => sources.map((source) => ({ ...readResult(source), source }))

export function createPorts(popups: Popup[] = []): Ports {
  return {
    notifier: {
      show(popup) {
        popups.push(popup)
        return Promise.resolve(true)
      },
    },
    secretBox: {
      isAvailable: () => true,
      seal: (text) => Buffer.from(text),
      open: (box) => Buffer.from(box).toString(),
    },
    desktop: { ...noDesktop },
  }
}

/** A network that does what the test says. */
export function fakeChannel(adapter: Partial<Adapter> = {}): Channel {
  return {
    id: 'mail',
    capabilities: { subject: true, attachments: true, maxTextLength: null, isPublic: false },
    pollIntervalMs: 3 * MINUTE,
    connect: (): Adapter => ({
      // oxlint-disable-next-line require-yield
      async *fetchSince() {},
      send: (message) => Promise.resolve({ outcome: 'accepted', rejectedRecipients: [], source: sourceOf(message) }),
      findSent: () => Promise.resolve(false),
      fileSent: () => Promise.resolve(),
      watch: () => Promise.resolve(false),
      close: () => Promise.resolve(),
      ...adapter,
    }),
  }
}

export const sourceOf = ({ messageId, textBody }: OutboundMessage) =>
  new TextEncoder().encode(`Message-ID: <${messageId}>\r\n\r\n${textBody}`)

const allDay: OpeningSpan[] = [['10:00', '17:00']]
export const tenToFive: ShopHours = {
  ...defaultShopHours,
  week: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: [], sun: [] },
}

export type World = ReturnType<typeof openWorld>
type Options = {
  dir?: string
  channel?: Channel
  /** Instead of the one. */
  channels?: readonly Channel[]
  at?: string
  clock?: ReturnType<typeof createFakeClock>
  settings?: Partial<Settings>
  secretBox?: Ports['secretBox']
  log?: Log
  signInToMail?: SignInToMail
}

/** Store and services as app.ts connects them, on a folder of their own, with a clock that stands still until told. */
export function openWorld({
  dir = mkdtempSync(join(tmpdir(), 'madoguchi-world-')),
  channel = fakeChannel(),
  channels = [channel],
  at = START,
  clock = createFakeClock(at),
  // Popups at any hour: the hours are what tests of the hours set.
  settings = { alertHours: null },
  secretBox,
  log,
  signInToMail,
}: Options = {}) {
  const popups: Popup[] = []
  const errors: unknown[] = []
  const db = openDatabase(join(dir, 'madoguchi.db'))
  const store = createStore(db, join(dir, 'sources'))
  if (store.settings.get('settings') === undefined) store.settings.set('settings', settings)
  let beat = () => {}
  const usual = createPorts(popups)
  const ports = { ...usual, secretBox: secretBox ?? usual.secretBox }
  const services = createServices({
    store,
    clock,
    ports,
    read: readHere,
    findChannel: (id) => channels.find((one) => one.id === id) ?? channel,
    channels: () => channels,
    mailLookup: createFakeLookup(),
    signInToMail,
    log: log ?? { info: () => {}, error: (line, error) => errors.push(error ?? line) },
    home: { dataDir: dir, version: '0.0.0', hand: backupHere, isDailyByDefault: false },
    wake: () => beat(),
  })
  const heart = createHeartbeat(services.jobs, clock, (_, error) => errors.push(error))
  let mails = 0

  /** A mail lies in the mailbox and is taken in. */
  async function arrive(
    account: AccountId,
    raw: string | Uint8Array,
    {
      receivedAt = clock.now(),
      place = 'inbox',
      externalId = `INBOX/1/${++mails}`,
    }: { receivedAt?: number; place?: Place; externalId?: string } = {},
  ) {
    const [stored] = await services.intake.storePage(store.accounts.get(account)!, {
      messages: [await inbound(raw, { receivedAt, place, externalId })],
      cursor: `after ${externalId}`,
      progress: { done: 1, total: 1 },
    })
    return stored!
  }

  function answer(
    ticketId: TicketId,
    body: string,
    clientKey: string = crypto.randomUUID(),
    plan = NO_PLAN,
    undoMs = 0,
  ) {
    const { accountId, to, cc, subject, basedOnMessageId } = services.replies.draftOf(ticketId)
    return services.replies.send(
      {
        ticketId,
        accountId,
        to,
        cc,
        subject,
        body,
        basedOnMessageId,
        clientKey,
        plan,
        despiteNewer: false,
      },
      undoMs,
    )
  }

  /** Ends as a person ends it; the folder stays. */
  async function shut() {
    if (!db.open) return
    await services.accounts.close()
    await heart.stop()
    services.changes.close()
    await store.sources.close()
    db.close()
  }

  return {
    dir,
    clock,
    db,
    store,
    services,
    heart,
    popups,
    errors,
    /** What a test makes it answer is read at the next question. */
    desktop: ports.desktop,
    arrive,
    answer,
    /** Of a shop that opens from ten to five without a break, so that times in tests are round. */
    addAccount(address = 'shop@example.jp', shop = '青葉屋', change: object = {}) {
      const { id, shopId } = services.accounts.add(
        shop,
        { ...mailSettings(address), ...change },
        { imapPassword: 'i', smtpPassword: 's' },
      )
      services.hours.set(shopId, tenToFive)
      return id
    },
    ticket: (id: TicketId) => services.view.get(id),
    stateOf: (id: OutboxId) => store.outbox.get(id)!.state,
    journal: (id: TicketId) => store.journal.listForTicket(id).map(({ type }) => type),
    /** Everything due, until nothing is. Timers stand still, so a rest is walked through by hand. */
    async settle(rounds = 4) {
      for (let round = 0; round < rounds; round++) {
        await heart.wake()
        await clock.advance(1_000)
      }
      await heart.wake()
    },
    startBeating: () => void (beat = () => void heart.wake()),
    /** The process is gone: nothing is told, nothing is saved. */
    crash() {
      void heart.stop()
      services.changes.close()
      void store.sources.close()
      db.close()
    },
    shut,
    async close() {
      await shut()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export async function inbound(
  raw: string | Uint8Array,
  about: Pick<Inbound, 'receivedAt' | 'place' | 'externalId'>,
): Promise<Inbound> {
  const source = typeof raw === 'string' ? new TextEncoder().encode(raw) : raw
  const [result] = await readHere([source], new AbortController().signal)
  return { ...result!, ...about }
}

export function mailSettings(address: string) {
  const server = { host: '127.0.0.1', port: 1, tls: 'none' as const, user: address }
  return {
    address,
    name: '青葉屋',
    imap: server,
    smtp: server,
    sinceDays: null,
    watchJunk: false,
    trustedFingerprint: null,
    allowInsecure: true,
  }
}

type Mail = {
  id?: string
  from?: string
  to?: string
  cc?: string
  subject?: string
  body?: string
  date?: string
  inReplyTo?: string
  references?: string[]
  headers?: string[]
}

/** A made-up mail. */
export function eml({
  id = crypto.randomUUID(),
  from = '山田 愛子 <aiko@example.com>',
  to = 'shop@example.jp',
  cc,
  subject = '返品について',
  body = 'サイズが合いませんでした。',
  date = 'Tue, 24 Nov 2026 08:59:00 +0900',
  inReplyTo,
  references,
  headers = [],
}: Mail = {}): string {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}@example.com>`,
    ...(inReplyTo ? [`In-Reply-To: <${inReplyTo}>`] : []),
    ...(references ? [`References: ${references.map((mid) => `<${mid}>`).join(' ')}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    ...headers,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}\r\n`
}
