import type {
  AccountId,
  AccountInfo,
  AlertId,
  AlertInfo,
  AppInfo,
  CustomerId,
  MailSettings,
  MessageId,
  MessageView,
  OutboxId,
  OutboxItem,
  OutboxState,
  Settings,
  ShopId,
  ShopInfo,
  TicketDetail,
  TicketId,
  TicketSummary,
} from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import type { DraftVersion } from '../../preload/contract/drafts.ts'
import { DEFAULT_SETTINGS, NO_PLAN } from '../../preload/domain.ts'
import { seeds, type Seed } from './fake-seeds.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type FakeShop = {
  info: AppInfo
  settings: Settings
  shops: ShopInfo[]
  accounts: AccountInfo[]
  details: Map<TicketId, TicketDetail>
  /** Who may be the same person as a customer. */
  alike: Map<CustomerId, Output<'customers.alike'>>
  outbox: OutboxItem[]
  /** Oldest first, as if of one ticket. */
  draftVersions: DraftVersion[]
  alerts: AlertInfo[]
  htmlUrl: (id: MessageId, allowRemote: boolean) => string
  mailSettings: (address: string) => MailSettings
}

const shops: ShopInfo[] = [
  {
    id: 1 as ShopId,
    name: 'あおば雑貨店',
    color: '#2f6f5e',
    signature: '――――――――――\nあおば雑貨店 担当: 田中\ninfo@aoba.example.jp\n平日 10:00〜17:00',
    returnAddress: '',
    tokenPrefix: 'K',
    needsApproval: false,
    timeZone: 'Asia/Tokyo',
  },
  {
    id: 2 as ShopId,
    name: '木のおもちゃ こだま',
    color: '#b5642a',
    signature: '木のおもちゃ こだま',
    returnAddress: '',
    tokenPrefix: null,
    needsApproval: false,
    timeZone: 'Asia/Tokyo',
  },
]

function makeDetail(seed: Seed, now: number): TicketDetail {
  const id = seed.id as TicketId
  const shopId = (seed.shop ?? 1) as ShopId
  const own = shopId === 1 ? 'info@aoba.example.jp' : 'shop@kodama.example.com'
  const shop = shops.find((one) => one.id === shopId) as ShopInfo
  const customer = { name: seed.customer, address: seed.address }
  const lastAt = now - seed.ago
  const messages = seed.texts.map((text, index): MessageView => {
    const isOurs = index % 2 === 1
    const isLast = index === seed.texts.length - 1
    const outboxState = isLast && isOurs ? seed.outbox : undefined
    return {
      id: (seed.id * 10 + index) as MessageId,
      direction: isOurs ? 'outbound' : 'inbound',
      kind: isOurs ? 'own' : index === 0 ? 'inquiry' : 'reply',
      from: isOurs ? { name: shop.name, address: own } : customer,
      to: isOurs ? [customer] : [{ name: shop.name, address: own }],
      cc: [],
      subject: seed.subject,
      at: lastAt - (seed.texts.length - 1 - index) * 5 * HOUR,
      text,
      quoted: index > 0 ? (seed.quoted ?? '') : '',
      signature: isOurs ? shop.signature : '',
      hasHtml: !isOurs && (seed.hasHtml ?? false),
      attachments:
        index === 0
          ? (seed.files ?? []).map(([name, size, isRisky], at) => ({
              index: at,
              name,
              safeName: name,
              size,
              type: name.endsWith('.jpg') ? 'image/jpeg' : 'application/octet-stream',
              inline: false,
              isRisky,
            }))
          : [],
      outbox: outboxState
        ? {
            id: seed.id as OutboxId,
            state: outboxState,
            explanation: outboxState === 'failed' ? '550 5.1.1 宛先のメールアドレスがありません' : null,
            sendAfter: null,
            scheduledAt: null,
            asks: null,
            askedBy: null,
          }
        : null,
      deliveredTo: isOurs ? [] : [own],
      join:
        index === 0
          ? { reason: 'new', evidence: null }
          : { reason: 'in-reply-to', evidence: `<${seed.id}.${index}@example.jp>` },
      unreadable: seed.unreadable ?? null,
      defects: seed.unreadable ? ['the last boundary was missing'] : [],
      post: null,
    }
  })
  const dueAt = seed.dueIn === undefined ? null : now + seed.dueIn
  const ticket: TicketSummary = {
    id,
    kind: seed.kind ?? 'ticket',
    subject: seed.subject,
    status: seed.status ?? 'new',
    channel: 'mail',
    accountId: (seed.shop ?? 1) as AccountId,
    shopId,
    customerId: seed.id as CustomerId,
    customerName: seed.customer,
    customerMark: seed.mark ?? null,
    excerpt: (seed.texts.at(-1) ?? '').replaceAll('\n', ' '),
    lastMessageAt: lastAt,
    messageCount: seed.texts.length,
    hasAttachments: (seed.files ?? []).length > 0,
    orderNumbers: seed.order ? [seed.order] : [],
    dueAt,
    warnAt: dueAt === null ? null : dueAt - (seed.warnBefore ?? HOUR),
    isSeen: seed.isSeen ?? false,
    hasDraft: seed.draft !== undefined,
    draftBy: null,
    hasBounced: seed.hasBounced ?? false,
    outboxState: seed.outbox ?? null,
    category: null,
    assigneeId: null,
    isUrgent: false,
    isSnoozed: false,
    snoozedUntil: null,
    isReturned: false,
    steps: null,
    hold: null,
  }
  const newestInbound = messages.findLast((message) => message.direction === 'inbound')
  const firstAt = messages[0]?.at ?? lastAt
  return {
    ticket,
    messages,
    replyWay: null,
    history: [
      {
        seq: seed.id * 100,
        at: firstAt,
        actor: 'system',
        staffId: null,
        type: 'ticket.created',
        data: { rule: seed.rule ?? 'ticket', relatedTo: null },
      },
      { seq: seed.id * 100 + 1, at: firstAt, actor: 'system', staffId: null, type: 'deadline.set', data: { dueAt } },
      ...(dueAt !== null && dueAt < now
        ? [
            {
              seq: seed.id * 100 + 2,
              at: dueAt,
              actor: 'system' as const,
              staffId: null,
              type: 'deadline.missed',
              data: {},
            },
          ]
        : []),
      ...(ticket.status === 'resolved'
        ? [
            {
              seq: seed.id * 100 + 3,
              at: lastAt + HOUR,
              actor: 'staff' as const,
              staffId: null,
              type: 'ticket.resolved',
              data: {},
            },
          ]
        : []),
    ],
    draft: {
      accountId: ticket.accountId,
      to: [customer],
      cc: [],
      subject: seed.subject.startsWith('Re:') ? seed.subject : `Re: ${seed.subject}`,
      body: seed.draft ?? '',
      attachments: [],
      basedOnMessageId: newestInbound?.id ?? null,
      plan: NO_PLAN,
      savedAt: seed.draft === undefined ? null : now - 20 * MINUTE,
    },
    askers: [],
    deadline:
      dueAt === null
        ? null
        : {
            kind: seed.texts.length > 1 ? 'next-response' : 'first-response',
            dueAt,
            startedAt: lastAt,
            spans: [
              [dueAt - DAY, dueAt - DAY + 2.5 * HOUR],
              [dueAt - 3.5 * HOUR, dueAt],
            ],
            minutes: 360,
            clock: 'business',
            limit: 'minutes',
            policy: { id: 'general', name: '' },
          },
    customer: {
      id: seed.id as CustomerId,
      name: seed.customer,
      kana: seed.kana ?? '',
      mark: seed.mark ?? null,
      notes: seed.notes ?? '',
      fields: seed.fields ?? [],
      identities: [{ channel: 'mail', value: seed.address }],
      firstContactAt: now - 200 * DAY,
      ticketCount: 3,
      otherTickets: [
        { id: 871 as TicketId, subject: 'ギフト包装のお願い', status: 'resolved', lastMessageAt: now - 40 * DAY },
        { id: 640 as TicketId, subject: '領収書の宛名について', status: 'resolved', lastMessageAt: now - 190 * DAY },
      ],
    },
    work: { checklists: [], categorySetBy: null, isPreventable: null },
    sameOrder: (seed.sameOrder ?? []).map(([ticketId, subject]) => ({
      id: ticketId as TicketId,
      kind: 'notice' as const,
      subject,
      number: seed.order ?? '',
      lastMessageAt: now - 2 * DAY,
    })),
    hold: null,
    offers: (seed.offers ?? []).map(([ticketId, subject, reason]) => ({
      ticketId: ticketId as TicketId,
      subject,
      reason,
    })),
  }
}

function outboxItem(detail: TicketDetail, state: OutboxState, now: number): OutboxItem {
  const last = detail.messages.at(-1) as MessageView
  return {
    id: detail.ticket.id as unknown as OutboxId,
    ticketId: detail.ticket.id,
    messageId: last.id,
    state,
    from: last.from ?? { name: '', address: '' },
    to: last.to,
    subject: `Re: ${detail.ticket.subject}`,
    createdAt: last.at,
    sendAfter: state === 'queued' ? now + 4 * MINUTE : null,
    scheduledAt: null,
    asks: null,
    askedBy: null,
    attempts: state === 'queued' ? 2 : 1,
    explanation: last.outbox?.explanation ?? null,
    groupSend: null,
  }
}

function alertFor(detail: TicketDetail, id: number, kind: AlertInfo['kind'], at: number): AlertInfo {
  const { ticket } = detail
  return {
    id: id as AlertId,
    kind,
    ticketId: ticket.id,
    accountId: ticket.accountId,
    at,
    isHandled: false,
    isAway: false,
    customerName: ticket.customerName,
    subject: ticket.subject,
    dueAt: ticket.dueAt,
    staffName: null,
  }
}

/** A made-up shop with a ticket in every state, its times relative to `now`. `size` adds tickets up to that number. */
export function demoShop(now: number, size = 0): FakeShop {
  const details = new Map(seeds.map((seed) => [seed.id as TicketId, makeDetail(seed, now)]))
  for (let at = 0; details.size < size; at += 1) {
    const base = seeds[at % 7] as Seed
    const dueIn = (at % 9) * 7 * HOUR + (at % 59) * MINUTE - 3 * HOUR
    const id = 2000 + at
    details.set(
      id as TicketId,
      makeDetail({ ...base, id, dueIn, ago: (at % 4000) * 7 * MINUTE, isSeen: at % 3 > 0 }, now),
    )
  }
  const of = (id: number) => details.get(id as TicketId) as TicketDetail
  return {
    info: {
      version: '0.1.0',
      dataDir: '~/madoguchi',
      isDemo: false,
      canEncrypt: true,
      isFirstRun: false,
      secondPcOf: null,
    },
    settings: { ...DEFAULT_SETTINGS, theme: 'light', undoSeconds: 0, warnWords: [] },
    shops: [...shops],
    accounts: shops.map((shop, index) => ({
      id: (index + 1) as AccountId,
      shopId: shop.id,
      channel: 'mail',
      address: index === 0 ? 'info@aoba.example.jp' : 'shop@kodama.example.com',
      name: shop.name,
      state: index === 0 ? 'idle' : 'needs-login',
      errorReason: index === 0 ? null : 'wrong-password',
      errorDetail: null,
      lastSuccessAt: now - (index === 0 ? 2 * MINUTE : 5 * HOUR),
      progress: null,
      pollIntervalMs: 300_000,
      isPaused: false,
      todoCount: index === 0 ? 6 : 3,
      missingCount: index === 0 ? 0 : null,
      isVerified: true,
      expiresAt: null,
      budgetYen: null,
      spentYen: null,
    })),
    details,
    alike: new Map(),
    draftVersions: [],
    outbox: [
      outboxItem(of(1015), 'unclear', now),
      outboxItem(of(1018), 'failed', now),
      outboxItem(of(1019), 'queued', now),
    ],
    alerts: [
      alertFor(of(1024), 1, 'missed', now - 2.2 * HOUR),
      alertFor(of(1031), 2, 'missed', now - 25 * MINUTE),
      alertFor(of(1047), 3, 'new-message', now - 12 * MINUTE),
    ],
    htmlUrl: (id, allowRemote) => `madoguchi-mail://message/${id}${allowRemote ? '?remote' : ''}`,
    mailSettings: (address) => ({
      address,
      name: 'あおば雑貨店',
      imap: { host: 'imap.example.jp', port: 993, tls: 'implicit', user: address },
      smtp: { host: 'smtp.example.jp', port: 465, tls: 'implicit', user: address },
      sinceDays: 30,
      watchJunk: false,
      trustedFingerprint: null,
      allowInsecure: false,
    }),
  }
}
