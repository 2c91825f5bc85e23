import { createHash } from 'node:crypto'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Inbound, OutboundMessage, ReadSources } from '../../../main/channels/adapter.ts'
import { connectMail, createMailLogin, mailSettings, type MailSettings } from '../../../main/channels/mail/index.ts'
import type { FetchLimits } from '../../../main/channels/mail/fetch.ts'
import type { Timeouts } from '../../../main/channels/mail/imap-open.ts'
import { readFormFields } from '../../../main/core/form-fields.ts'
import { systemClock } from '../../../main/jobs/clock.ts'

export const SHORT: Timeouts = { connectMs: 2_000, greetingMs: 500, silenceMs: 500, acceptMs: 600 }
export const PATIENT: Timeouts = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000, acceptMs: 20_000 }
/** Several pages out of few mails. */
export const SMALL_PAGES: FetchLimits = { firstPage: 5, page: 12, pageBytes: 4 << 20, bytesInFlight: 16 << 20 }

/** As the reader does, without reading: these tests are about which bytes arrive. */
export const readNothing: ReadSources = async (sources) =>
  sources.map((source) => ({
    message: {
      from: [],
      to: [],
      cc: [],
      replyTo: [],
      subject: /^Subject: (.*?)\r?$/m.exec(Buffer.from(source).toString())?.[1] ?? '',
      date: null,
      messageId: null,
      inReplyTo: null,
      references: [],
      textBody: '',
      htmlBody: null,
      attachments: [],
      headers: new Map(),
      deliveryReport: null,
      defects: [],
    },
    unreadable: null,
    digest: {
      excerpt: '',
      orderNumbers: [],
      form: readFormFields(''),
      signs: { bounce: null, autoReply: null, protectWords: [] },
      person: [],
    },
    search: {
      text: { subject: '', body: '', sender: '', recipients: '', files: '' },
      tokens: { subject: '', body: '', sender: '', recipients: '', files: '' },
    },
    sourceHash: createHash('sha256').update(source).digest('hex'),
    source,
  }))

export const secrets = { imapPassword: 'pw-shop', smtpPassword: 'pw-shop' }

export function settingsFor(
  imapPort: number,
  smtpPort = 1,
  change: Partial<Omit<MailSettings, 'imap' | 'smtp'>> & { imap?: object; smtp?: object } = {},
): MailSettings {
  const { imap, smtp, ...rest } = change
  return mailSettings.parse({
    address: 'shop@example.jp',
    name: '青葉屋',
    imap: { host: '127.0.0.1', port: imapPort, tls: 'none', user: 'shop', ...imap },
    smtp: { host: '127.0.0.1', port: smtpPort, tls: 'none', user: 'shop', ...smtp },
    sinceDays: null,
    ...rest,
  })
}

export function connectTo(
  settings: MailSettings,
  options: { timeouts?: Timeouts; limits?: FetchLimits; read?: ReadSources; secrets?: typeof secrets } = {},
) {
  const tools = { clock: systemClock, read: options.read ?? readNothing }
  return connectMail(
    settings,
    loginOf(settings, options.secrets),
    tools,
    options.timeouts ?? PATIENT,
    options.limits ?? SMALL_PAGES,
  )
}

/** Without tools: a password needs none. */
export const loginOf = (settings: MailSettings, given = secrets) =>
  createMailLogin(settings, given, { clock: systemClock, fetch: globalThis.fetch, saveSecrets: () => {} })

export function mail(number: number, body = `mail ${number}`): string {
  return `From: Aiko <aiko@example.com>\r\nSubject: mail ${number}\r\nMessage-ID: <${number}@example.com>\r\n\r\n${body}\r\n`
}

export const subjects = (messages: readonly Inbound[]) => messages.map(({ message }) => message.subject)

export function outbound(change: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    messageId: 'answer-1@example.jp',
    from: { name: '青葉屋 サポート', address: 'shop@example.jp' },
    to: [{ name: '山田 愛子', address: 'aiko@example.com' }],
    cc: [],
    bcc: [],
    subject: 'Re: 返品について',
    textBody: 'ご連絡ありがとうございます。\n',
    inReplyTo: null,
    references: [],
    date: Date.parse('2026-11-20T01:00:00Z'),
    attachments: [],
    autoSubmitted: null,
    ...change,
  }
}

/** A line to a server that breaks when told, or by itself after so many bytes from the server. */
export async function startProxy(targetPort: number) {
  const sockets = new Set<Socket>()
  let cutAfter = Infinity
  let connections = 0
  let isRefusing = false
  let frozen = new Set<Socket>()
  const server = createServer((client) => {
    if (isRefusing) {
      client.destroy()
      return
    }
    connections++
    let passed = 0
    const limit = cutAfter
    const upstream = connect(targetPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    upstream.on('data', (chunk: Buffer) => {
      if (frozen.has(client)) return
      const rest = limit - passed
      passed += chunk.length
      client.write(chunk.subarray(0, Math.max(0, rest)), () => {
        if (passed >= limit) client.resetAndDestroy()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    /** Every connection opened from now on. */
    cutAfterBytes: (bytes: number) => void (cutAfter = bytes),
    /** What is open now stays open and silent, as a line does that the PC slept through. */
    freeze: () => void (frozen = new Set(sockets)),
    /** Breaks what is open and turns everybody away. */
    refuse(yes: boolean) {
      isRefusing = yes
      if (yes) cut()
    },
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
