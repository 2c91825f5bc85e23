import { createHash, randomUUID } from 'node:crypto'
import { NO_PLAN, type AccountId, type ShopId, type TicketId } from '../../../preload/domain.ts'
import { AppError } from '../../../preload/errors.ts'
import type { Adapter, Inbound, PostChange, ReadSources } from '../../channels/adapter.ts'
import type { AccountRow } from '../../store/accounts.ts'
import type { Store } from '../../store/index.ts'
import { createDelivery } from '../delivery.ts'
import type { Services } from '../index.ts'
import { hireStaff, workAtCounter, writeRules } from './counter.ts'
import { planOf } from './holds.ts'
import { takeOrders } from './orders.ts'
import { writeBounce, writeMail } from './mime.ts'
import { writePost } from './posts.ts'
import type { DemoAccount, DemoWorld, Person, Story, Turn } from './stories.ts'
import { timeline, type Happening } from './timeline.ts'

/** A clock that is led through the weeks of the demo. */
export type LedClock = { now: () => number; goTo: (at: number) => void }
type Tools = { store: Store; services: Services; read: ReadSources; clock: LedClock }
type Customer = Extract<Turn, { by: 'customer' }>
type Answer = Extract<Turn, { by: 'shop' }>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** The accounts are this old, so that no story counts as history from before the program. */
const OPENED_DAYS_AGO = 60
const PASSWORD = { imapPassword: '-', smtpPassword: '-' }
const QUIET_SERVER = { host: 'localhost', port: 1, tls: 'none' as const, user: 'demo' }

/** When the demo shop opened its counter. */
export const openedAt = (now: number): number => now - OPENED_DAYS_AGO * 24 * HOUR_MS

/** Writes shops and accounts. The program must be opened anew before anything happens in them: it reads accounts at its start. */
export function openDemoShops({ store, services, clock }: Omit<Tools, 'read'>, { shops, accounts }: DemoWorld): void {
  store.transaction(() => {
    for (const { name, color, signature } of shops) store.accounts.insertShop(name, color, signature, clock.now())
  })
  for (const account of accounts) {
    const { shop, channel, address } = account
    if (channel === 'mail') services.accounts.add(shop, mailSettings(address, shop), PASSWORD)
    else addProfile(store, clock.now(), account)
  }
}

function mailSettings(address: string, name: string) {
  return {
    address,
    name,
    imap: QUIET_SERVER,
    smtp: QUIET_SERVER,
    sinceDays: null,
    watchJunk: false,
    trustedFingerprint: null,
    allowInsecure: true,
  }
}

function addProfile(store: Store, now: number, { shop, channel, address, ...account }: DemoAccount): void {
  const { budgetYen = null, keyDaysLeft } = account
  store.transaction(() => {
    const shopId: ShopId = store.accounts.shopByName(shop)!.id
    const row = { shopId, channel, address, name: address, settings: '{}', pollIntervalMs: HOUR_MS, createdAt: now }
    const id = store.accounts.insert(row)
    const keyEndsAt = keyDaysLeft === undefined ? null : now + (OPENED_DAYS_AGO + keyDaysLeft) * 24 * HOUR_MS
    store.accounts.setNetwork(id, address, budgetYen, keyEndsAt)
    for (const [name, text] of Object.entries(PASSWORD)) store.accounts.putSecret(id, name, Buffer.from(text))
  })
}

/**
 * Lets the stories happen in order of time, each message on the way it would take in life: read, threaded, judged, answered
 * through the outbox; deadlines and popups run along.
 */
export async function fillDemo(tools: Tools, world: DemoWorld, now: number): Promise<void> {
  const { store, services, clock } = tools
  hireStaff(tools, world)
  writeRules(tools, world)
  const teller = createTeller(tools, world, now)
  for (const happening of timeline(world.stories, now, services.settings.deadlineRules())) {
    clock.goTo(happening.at)
    await passTime(services)
    await teller.tell(happening)
  }
  workAtCounter(tools, world, teller.tickets)
  clock.goTo(now)
  teller.setDates()
  teller.putOff()
  teller.askForApproval()
  await takeOrders(tools, world.orders, now)
  await passTime(services)
  for (const { id } of store.accounts.list()) store.transaction(() => store.accounts.setSuccess(id, now))
}

/** What the heartbeat would have done until now, without its naps. */
async function passTime({ jobs }: Services): Promise<void> {
  for (const job of jobs()) if (job.name === 'deadlines' || job.name === 'alerts') await job.run()
}

function createTeller({ store, services, read, clock }: Tools, world: DemoWorld, now: number) {
  const accounts = new Map<string, AccountRow>()
  for (const { key, address, channel } of world.accounts) {
    const row = store.accounts.list().find((account) => account.address === address && account.channel === channel)
    if (row) accounts.set(key, row)
  }
  const tickets = new Map<Story, TicketId>()
  let count = 0

  async function tell({ story, turn, at }: Happening): Promise<void> {
    const account = accounts.get(story.to)!
    if (turn.by === 'customer') await takeIn(story, account, turn, at)
    else if (turn.by === 'postmaster') await receive(story, account, await bounce(story, account, at))
    else if (turn.by === 'draft') save(story, account, turn.text)
    else if (turn.isElsewhere) await receive(story, account, await sentElsewhere(story, account, turn, at))
    else await answer(story, account, turn)
    if (turn !== story.turns.at(-1)) return
    const id = tickets.get(story)!
    if (story.isResolved) services.tickets.resolve([id], story.isResolved)
    if (story.isUnseen) return
    services.tickets.markSeen(id)
    services.alerts.handledTicket(id)
  }

  async function takeIn(story: Story, account: AccountRow, turn: Customer, at: number): Promise<void> {
    const message = await inbound(story, account, turn, at)
    await receive(story, account, message)
    if (turn.becomes === undefined) return
    const { externalId } = message
    const change: PostChange =
      turn.becomes === 'deleted'
        ? { what: 'deleted', externalId }
        : { what: 'edited', externalId, post: written(story, account, turn.becomes.edited, at) }
    await services.intake.storePage(account, { ...pageOf([]), changes: [change] })
  }

  const pageOf = (messages: Inbound[]) => ({ messages, cursor: `demo ${count}`, progress: { done: 1, total: 1 } })

  async function receive(story: Story, account: AccountRow, message: Inbound): Promise<void> {
    const page = pageOf([message])
    const [stored] = await services.intake.storePage(account, page)
    if (!tickets.has(story)) tickets.set(story, stored!.ticketId)
  }

  async function inbound(story: Story, account: AccountRow, turn: Customer, at: number): Promise<Inbound> {
    const messages = conversation(story)
    const subject = messages.length === 0 ? story.subject : `Re: ${story.subject}`
    const text = turn.quotes ? `${turn.text}\n\n${quoteOf(story, account)}` : turn.text
    const ids = {
      messageId: newId(story.who.address),
      inReplyTo: messages.at(-1) ?? null,
      references: messages.slice(-5),
    }
    if (account.channel !== 'mail') return written(story, account, turn.text, at)
    const { html, files, headers } = turn
    const letter = { ...ids, from: story.who, to: ours(account), subject, at, text, html, files, headers }
    const message = await readOne(writeMail(letter))
    const unreadable = turn.isUnreadable ? 'reading took too long' : null
    return { ...message, ...place(at), ...(unreadable && { unreadable }) }
  }

  function written(story: Story, to: AccountRow, text: string, at: number): Inbound {
    count += 1
    // What a story shows stands at its first post.
    const { pictures: _, files: __, quoted: ___, ...rest } = story.post ?? {}
    const about = conversation(story).length === 0 ? (story.post ?? {}) : rest
    const thread = `${to.channel}-${world.stories.indexOf(story)}`
    return writePost({ who: story.who, to, text, at, id: `${count}`, conversation: thread, inReplyTo: null, about })
  }

  async function sentElsewhere(
    story: Story,
    account: AccountRow,
    { text, files }: Answer,
    at: number,
  ): Promise<Inbound> {
    const messages = conversation(story)
    const ids = {
      messageId: newId(account.address),
      inReplyTo: messages.at(-1) ?? null,
      references: messages.slice(-5),
    }
    const letter = { ...ids, from: ours(account), to: story.who, subject: `Re: ${story.subject}`, at, text, files }
    return { ...(await readOne(writeMail(letter))), ...place(at), place: 'sent' }
  }

  async function bounce(story: Story, account: AccountRow, at: number): Promise<Inbound> {
    const failed = store.messages.ofTicket(tickets.get(story)!).findLast(({ direction }) => direction === 'outbound')!
    const report = { to: story.who, from: ours(account), messageId: failed.mid!, subject: failed.subject, at }
    return { ...(await readOne(writeBounce(report))), ...place(at) }
  }

  function place(at: number): Pick<Inbound, 'externalId' | 'place' | 'receivedAt'> {
    count += 1
    return { externalId: `demo/${count}`, place: 'inbox', receivedAt: at }
  }

  async function readOne(source: Uint8Array) {
    const [result] = await read([source], new AbortController().signal)
    return result!
  }

  /** The ids of the conversation so far, oldest first. */
  function conversation(story: Story): string[] {
    const id = tickets.get(story)
    return id === undefined ? [] : store.messages.ofTicket(id).flatMap(({ mid }) => mid ?? [])
  }

  function quoteOf(story: Story, account: AccountRow): string {
    const last = store.messages.ofTicket(tickets.get(story)!).findLast(({ direction }) => direction === 'outbound')
    if (!last) return ''
    const lines = last.textBody.split('\n').map((line) => `> ${line}`.trimEnd())
    return [world.quoteLine(account.name, services.timeWords(last.at)), ...lines].join('\n')
  }

  function save(story: Story, account: AccountRow, text: string): void {
    const ticketId = tickets.get(story)!
    const draft = services.replies.draftOf(ticketId)
    services.replies.save(ticketId, { ...draft, accountId: account.id, body: text })
  }

  async function answer(story: Story, account: AccountRow, { files = [], fate, ...turn }: Answer): Promise<void> {
    const ticketId = tickets.get(story)!
    for (const file of files) await services.replies.attach(ticketId, file)
    const { to, cc, subject, basedOnMessageId } = services.replies.draftOf(ticketId)
    const { hours } = services.settings.deadlineRules()
    const { language } = services.settings.get()
    const { text, plan } = planOf(turn.text, turn.hold, { now: clock.now(), hours, language })
    const body = account.channel === 'mail' ? signed(text, account) : text
    const clientKey = randomUUID()
    const { id } = services.replies.send({
      ticketId,
      accountId: account.id,
      to,
      cc,
      subject,
      body,
      basedOnMessageId,
      clientKey,
      plan,
      despiteNewer: true,
    })
    for (const job of fate ? troubledDelivery(fate) : services.delivery.jobs()) await job.run()
    // As long as an answer may wait at all, so that the window shows it waiting.
    if (fate === 'waits')
      store.transaction(() => store.outbox.postpone(id, now + 14 * MINUTE_MS, '421 4.7.0 too many messages'))
  }

  /** The delivery of the program, on a network that behaves as the story needs it. */
  function troubledDelivery(fate: NonNullable<Answer['fate']>) {
    const send: Adapter['send'] = () => {
      if (fate === 'waits') return Promise.reject(new AppError('rate-limited', '421 4.7.0 too many messages'))
      if (fate === 'refused') return Promise.reject(new AppError('rejected', '550 5.7.1 message refused by policy'))
      return Promise.resolve({
        outcome: 'unclear',
        explanation: 'interrupted',
        source: Buffer.from('Subject: -\r\n\r\n'),
      })
    }
    const open = (id: AccountId) =>
      services.accounts.open(id).then((adapter) => (adapter ? { ...adapter, send } : null))
    return createDelivery(store, clockOf(clock), services.changes, services.tickets, open, services.replyWays).jobs()
  }

  function signed(text: string, { shopId }: AccountRow): string {
    const signature = store.accounts.shop(shopId)?.signature
    return signature ? `${text}\n\n-- \n${signature}` : text
  }

  /** A story that must be due soon while the shop is closed has a date that somebody set by hand. */
  function setDates(): void {
    for (const [story, ticketId] of tickets) {
      if (!('dueIn' in story.last) || story.last.dueIn <= 0) continue
      const dueAt = now + story.last.dueIn * 60_000
      const [nearest] = store.deadlines.openOf(ticketId)
      if (nearest && Math.abs(nearest.dueAt - dueAt) <= 15 * 60_000) continue
      services.manualDeadlines.set(ticketId, dueAt)
    }
  }

  /** What leaves or comes back tomorrow morning. */
  function putOff(): void {
    const { tomorrow } = services.snooze.times(null)
    for (const [story, ticketId] of tickets) {
      if (story.isSnoozed) services.snooze.snooze([ticketId], story.isSnoozed === 'tomorrow' ? tomorrow : null)
      if (story.planned === undefined) continue
      const draft = services.replies.draftOf(ticketId)
      services.replies.send({
        ...draft,
        ticketId,
        body: signed(story.planned, accounts.get(story.to)!),
        clientKey: randomUUID(),
        plan: { ...NO_PLAN, sendAfter: tomorrow },
        despiteNewer: true,
      })
    }
  }

  /** What colleagues wrote and somebody responsible has not looked at yet. */
  function askForApproval(): void {
    const [manager, colleague] = store.staff.list()
    if (!manager || !colleague) return
    for (const [story, ticketId] of tickets) {
      if (story.toApprove === undefined) continue
      const account = accounts.get(story.to)!
      const { timeZone: _, ...shop } = store.accounts.shop(account.shopId)!
      services.shops.update({ ...shop, needsApproval: true })
      services.staff.switchTo(colleague.id, null)
      const { to, cc, subject, accountId, basedOnMessageId } = services.replies.draftOf(ticketId)
      const words = { body: signed(story.toApprove, account), typedBody: story.toApprove }
      const reply = { ticketId, accountId, to, cc, subject, basedOnMessageId, plan: NO_PLAN, despiteNewer: true }
      services.replies.send({ ...reply, ...words, clientKey: randomUUID() })
      services.staff.switchTo(manager.id, null)
    }
  }

  return { tell, setDates, putOff, askForApproval, tickets }
}

const ours = ({ name, address }: AccountRow): Person => ({ name, address })
const clockOf = (clock: LedClock) => ({ now: clock.now, setTimer: () => () => {} })
const newId = (address: string) =>
  `${createHash('sha1').update(randomUUID()).digest('hex').slice(0, 20)}@${address.split('@')[1] ?? 'example.com'}`
