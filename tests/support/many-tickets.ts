import { createHash } from 'node:crypto'
import { createApp } from '../../main/app.ts'
import type { Inbound } from '../../main/channels/adapter.ts'
import { createReader, headlessPorts } from '../../main/cli/headless.ts'
import { digestOf } from '../../main/core/digest.ts'
import type { ReadMessage } from '../../main/core/message.ts'
import { searchTextOf } from '../../main/core/search-text.ts'

const FAMILY = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤', '長谷川', '五十嵐']
const GIVEN = ['花子', '一郎', '美咲', '健太', 'さくら', '誠', '由美', '隆', '玲奈', '浩二']
const ASKED = [
  '納期について',
  '返品をお願いします',
  '在庫の確認',
  'サイズ交換',
  '領収書の件',
  '住所の変更',
  'まだ届きません',
]
const MINUTE_MS = 60_000
const PAGE = 480

/**
 * Fills an empty data folder with this many tickets of one made-up mail each, the newest just before `now`. The customer of
 * the newest goes on to write until it has `longest` messages.
 */
export async function fillManyTickets(dataDir: string, count: number, now: number, longest = 1): Promise<void> {
  let at = now - count * 7 * MINUTE_MS
  const app = createApp({
    dataDir,
    clock: { now: () => at, setTimer: () => () => {} },
    ports: headlessPorts,
    reader: createReader(),
    log: { info: () => {}, error: () => {} },
    version: '0.0.0',
    isDemo: true,
  })
  try {
    const server = { host: 'localhost', port: 1, tls: 'none' as const, user: 'shop' }
    const settings = {
      ...{ address: 'shop@example.jp', name: '見本の店', imap: server, smtp: server },
      ...{ sinceDays: null, watchJunk: false, trustedFingerprint: null, allowInsecure: true },
    }
    const { id } = app.services.accounts.add('見本の店', settings, { imapPassword: '-', smtpPassword: '-' })
    const account = app.store.accounts.get(id)!
    for (let start = 0; start < count; start += PAGE) {
      const numbers = Array.from({ length: Math.min(PAGE, count - start) }, (_, index) => start + index)
      const messages = numbers.map((number) => letter(number, now - (count - number) * 7 * MINUTE_MS))
      at = messages.at(-1)!.receivedAt
      const progress = { done: start + numbers.length, total: count }
      await app.services.intake.storePage(account, { messages, cursor: String(start), progress })
    }
    at = now
    const more = Array.from({ length: longest - 1 }, (_, index) => followUp(count - 1, index, now))
    for (let start = 0; start < more.length; start += PAGE) {
      const messages = more.slice(start, start + PAGE)
      const progress = { done: start + messages.length, total: more.length }
      await app.services.intake.storePage(account, { messages, cursor: `more ${start}`, progress })
    }
    const ids = app.store.tickets.list({ view: 'todo', accountId: null, limit: count, after: null, now }).tickets
    // Most of what a shop has is long done; the rest shows every kind of deadline.
    const settled = ids.filter((ticket) => ticket.lastMessageAt < now - 3 * 24 * 60 * MINUTE_MS && ticket.id % 4 !== 0)
    app.services.tickets.resolve(
      settled.map((ticket) => ticket.id),
      'settled',
    )
  } finally {
    await app.close()
  }
}

/** Another mail to the ticket of letter `number`. */
function followUp(number: number, index: number, now: number): Inbound {
  const first = letter(number, now)
  const source = new Uint8Array(Buffer.from(`Subject: more ${index}\r\n\r\n`))
  return {
    ...first,
    source,
    sourceHash: createHash('sha256').update(source).digest('hex'),
    externalId: `more/${index}`,
    message: {
      ...first.message,
      messageId: `more-${index}@example.com`,
      inReplyTo: first.message.messageId,
      references: [first.message.messageId!],
    },
  }
}

function letter(number: number, receivedAt: number): Inbound {
  const name = `${FAMILY[number % FAMILY.length]} ${GIVEN[(number * 7) % GIVEN.length]}`
  const address = `customer${number % 4000}@example.com`
  const subject = ASKED[(number * 5) % ASKED.length]!
  const textBody = `お世話になっております。\n注文番号 123456-20261101-${String(number).padStart(10, '0')} について、ご確認をお願いいたします。\n${name}`
  const source = new Uint8Array(Buffer.from(`Subject: ${number}\r\n\r\n${textBody}`))
  const message: ReadMessage = {
    from: [{ name, address }],
    to: [{ name: '', address: 'shop@example.jp' }],
    ...{ cc: [], replyTo: [], subject, textBody, htmlBody: null, attachments: [], headers: new Map() },
    ...{ date: receivedAt, messageId: `made-${number}@example.com`, inReplyTo: null, references: [] },
    ...{ deliveryReport: null, defects: [] },
  }
  return {
    externalId: `made/${number}`,
    place: 'inbox',
    receivedAt,
    source,
    sourceHash: createHash('sha256').update(source).digest('hex'),
    unreadable: null,
    digest: digestOf(message),
    search: searchTextOf({ subject, body: textBody, senders: [{ name, address }], recipients: [], files: [] }),
    message,
  }
}
