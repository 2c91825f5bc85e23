import { NO_PLAN, type Language, type MessageId, type ShopId, type TemplateId } from '../../preload/domain.ts'
import { AutoAnswerSettings, type AutoAnswerPreview } from '../../preload/domain/answers.ts'
import { withoutSlots } from '../../preload/domain/placeholders.ts'
import { AppError } from '../../preload/errors.ts'
import { type AutoRefusal, closingDays, decideNightAnswer, FRESH_MS, isAfterHours } from '../core/auto-answer.ts'
import { nextOpening } from '../core/business-hours.ts'
import { localDateOf } from '../core/calendar.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import { replySubject } from '../core/subject.ts'
import { writeDate } from '../core/templates/dates.ts'
import type { Values } from '../core/templates/fill.ts'
import { writeHours } from '../core/templates/hours-words.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { AutoMail } from './auto-mail.ts'
import type { Changes } from './changes.ts'
import type { LeaveVerdict } from './delivery.ts'
import type { Arrival } from './intake.ts'
import { queueOutgoing } from './outgoing.ts'
import type { Log } from './ports.ts'
import type { TemplateService } from './templates/index.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  autoMail: AutoMail
  templates: TemplateService
  hoursOf: (shopId: ShopId | null) => HoursPolicy
  language: () => Language
  log: Log
}
type Purpose = AutoAnswerPreview['purpose']
/** What is to be answered, with what, and for whom it is recorded. */
type Wanted = {
  messageId: MessageId
  text: { templateId: TemplateId } | { purpose: Purpose }
  cause: 'after-hours' | 'rule'
  /** What set it off, as people know it: the name of a rule, or nothing. */
  name: string | null
  /** The same event is answered once. */
  key: string
}

const NIGHT = 'after-hours'
const OFF: AutoAnswerSettings = { isOn: false, templateId: null, closingTemplateId: null }
/** How far ahead a closed hour is looked for, to show the text of. */
const LOOK_DAYS = 8
const STEP_MS = 15 * 60_000

/** Answers that a machine gives: while the shop is closed, and where a rule says so. They settle nothing: the customer still waits. */
export function createAutoAnswers(tools: Tools) {
  const { store, clock, changes, autoMail, templates, hoursOf, language, log } = tools

  function settingsOf(shopId: ShopId): AutoAnswerSettings {
    const stored = AutoAnswerSettings.safeParse(store.settings.get(`auto-answer:${shopId}`))
    return stored.success ? stored.data : OFF
  }

  /** A template that was removed gives way to the one for the purpose. */
  function nightText(shopId: ShopId, purpose: Purpose): Wanted['text'] {
    const { templateId, closingTemplateId } = settingsOf(shopId)
    const chosen = purpose === 'closing-days' ? closingTemplateId : templateId
    return chosen !== null && hasTemplate(chosen) ? { templateId: chosen } : { purpose }
  }

  const hasTemplate = (id: TemplateId) => store.templates.get(id) !== null

  function nightValues(hours: HoursPolicy, at: number): Values {
    const days = closingDays(hours, at)
    const today = localDateOf(hours.timeZone, at)
    const opening = nextOpening(hours, at)
    const written = (date: string) => writeDate(date, today, language())
    const dash = language() === 'ja' ? '〜' : ' – '
    return {
      次営業日: opening,
      再開日: opening,
      休業期間: days && [...new Set([written(days.from), written(days.to)])].join(dash),
    }
  }

  const purposeAt = (hours: HoursPolicy, at: number): Purpose =>
    closingDays(hours, at) ? 'closing-days' : 'auto-answer'

  /** In the transaction that stores the message. Asked again here, whoever asks: this is where a loop would be made. */
  function answer({ messageId, text, cause, name, key }: Wanted): AutoRefusal | null {
    const message = store.messages.get(messageId)!
    const { ticketId, sender } = message
    const ticket = store.tickets.facts(ticketId)!
    const account = store.accounts.get(message.accountId)!
    if (store.autoMail.isSilent(messageId) || !sender?.includes('@') || store.accounts.ownAddresses().includes(sender))
      return 'machine'
    if (store.outbox.byKey(key)) return 'recent'
    const refusal = autoMail.refusal(sender)
    if (refusal) return refusal
    if ('templateId' in text && !hasTemplate(text.templateId)) return 'gone'
    const now = clock.now()
    const values = nightValues(hoursOf(account.shopId), now)
    const filled =
      'templateId' in text
        ? templates.fillIn({ id: text.templateId, ticketId, extra: values as Record<string, string | number | null> })
        : templates.fillFor(text.purpose, ticketId, values)
    if (!filled) return 'gone'
    if (filled.unfilled.length > 0) return 'unfilled'
    const person = ticket.customerName.includes('@') ? '' : ticket.customerName
    const { outboxId } = queueOutgoing(
      store,
      {
        ticketId,
        account,
        to: [{ name: person, address: sender }],
        cc: [],
        subject: filled.subject === '' ? replySubject(message.subject) : filled.subject,
        body: withoutSlots(filled.body),
        kind: 'auto',
        rule: cause === 'rule' ? 'rule-answer' : NIGHT,
        clientKey: key,
        sendAfter: now,
        plan: NO_PLAN,
        actor: 'system',
        files: [],
      },
      now,
    )
    autoMail.count(sender, cause)
    store.journal.append({
      at: now,
      actor: 'system',
      type: 'auto-answer.sent',
      ticketId,
      data: { cause, name, outboxId },
    })
    changes.note('outbox')
    return null
  }

  function withhold(messageId: MessageId, reason: AutoRefusal, { cause, name }: Pick<Wanted, 'cause' | 'name'>): void {
    const { ticketId } = store.messages.get(messageId)!
    const data = { cause, name, reason }
    store.journal.append({ at: clock.now(), actor: 'system', type: 'auto-answer.withheld', ticketId, data })
  }

  function answerOrSayWhy(wanted: Wanted): void {
    const reason = answer(wanted)
    if (reason) withhold(wanted.messageId, reason, wanted)
  }

  function atNight({ account, ticketId, messageId, inbound }: Arrival): void {
    if (!settingsOf(account.shopId).isOn) return
    const { kind, status } = store.tickets.facts(ticketId)!
    // A rule has filed or settled it.
    if (kind === 'notice' || status === 'resolved') return
    const now = clock.now()
    const hours = hoursOf(account.shopId)
    const { receivedAt, place } = inbound
    const isMachine = store.autoMail.isSilent(messageId)
    const verdict = decideNightAnswer({ receivedAt, accountCreatedAt: account.createdAt, place, isMachine, now, hours })
    const by = { cause: NIGHT, name: null } as const
    if (verdict.act === 'withhold') withhold(messageId, verdict.reason, by)
    if (verdict.act !== 'answer' || hasAnswered(messageId)) return
    const text = nightText(account.shopId, purposeAt(hours, now))
    answerOrSayWhy({ messageId, text, ...by, key: `${NIGHT}:${messageId}` })
  }

  /** A rule has just answered the same message. */
  function hasAnswered(messageId: MessageId): boolean {
    const { ticketId } = store.messages.get(messageId)!
    return store.messages.ofTicket(ticketId).some(({ id, kind }) => kind === 'auto' && id > messageId)
  }

  /** Somebody has written an answer since. */
  function hasPerson({ ticketId, messageId }: OutboxRow): boolean {
    return store.messages
      .ofTicket(ticketId)
      .some(({ id, kind }) => kind === 'own' && id > messageId && store.outbox.byMessage(id)?.state !== 'cancelled')
  }

  function shownAt(hours: HoursPolicy): number | null {
    const now = clock.now()
    for (let at = now; at < now + LOOK_DAYS * 96 * STEP_MS; at += STEP_MS) if (isAfterHours(hours, at)) return at
    return null
  }

  return {
    settingsOf,
    save(shopId: ShopId, settings: AutoAnswerSettings): AutoAnswerSettings {
      if (!store.accounts.shop(shopId)) throw new AppError('not-found', `No shop ${shopId}`)
      store.transaction(() => {
        store.settings.set(`auto-answer:${shopId}`, settings)
        const data = { shopId, isOn: settings.isOn }
        store.journal.append({ at: clock.now(), actor: 'staff', type: 'auto-answer.set', ticketId: null, data })
      })
      changes.note('answers')
      return settings
    },
    preview(shopId: ShopId): AutoAnswerPreview {
      const shop = store.accounts.shop(shopId)
      if (!shop) throw new AppError('not-found', `No shop ${shopId}`)
      const hours = hoursOf(shopId)
      const at = shownAt(hours)
      const purpose = purposeAt(hours, at ?? clock.now())
      const text = nightText(shopId, purpose)
      const values = {
        ...nightValues(hours, at ?? clock.now()),
        ショップ名: shop.name,
        営業時間: writeHours(hours, language()),
      }
      const filled = templates.sample(text, shopId, values)
      const unfilled = [...new Set(filled.unfilled.map(({ name }) => name))]
      return { at, purpose, subject: filled.subject, body: withoutSlots(filled.body), unfilled }
    },
    /** Before everything else that may answer: what no machine may answer is marked while its headers are known. */
    noteSilence({ messageId, inbound, classification, asks }: Arrival): void {
      if (asks && (classification.suppressAutoReply || inbound.unreadable !== null || inbound.place === 'junk'))
        store.autoMail.silence(messageId)
    },
    /** After the rules, because what one of them answers is answered. An answer that fails never keeps a mail from coming in. */
    onArrival(arrival: Arrival): void {
      // Mail of the first import is nobody's new question: see decideNightAnswer.
      if (!arrival.asks || arrival.inbound.receivedAt < arrival.account.createdAt) return
      try {
        store.transaction(() => atNight(arrival))
      } catch (error) {
        log.error(`no automatic answer to message ${arrival.messageId}`, error)
      }
    },
    hasTemplate,
    /** What a rule says. `isWaiting`: it is about a wait and not about a message that has just come. */
    byRule(wanted: {
      messageId: MessageId
      templateId: TemplateId
      name: string
      key: string
      isWaiting: boolean
    }): void {
      const { messageId, templateId, name, key, isWaiting } = wanted
      const isStale = !isWaiting && clock.now() - store.messages.get(messageId)!.at > FRESH_MS
      if (isStale) return withhold(messageId, 'stale', { cause: 'rule', name })
      answerOrSayWhy({ messageId, text: { templateId }, cause: 'rule', name, key })
    },
    /** What says that nobody is there stays here once people are, or one of them has answered. */
    mayLeave(row: OutboxRow, now: number): LeaveVerdict {
      const message = store.messages.get(row.messageId)!
      if (message.kind !== 'auto') return { leave: true }
      const shopId = store.accounts.get(row.accountId)?.shopId ?? null
      const isLate = now - row.createdAt > STEP_MS && message.rule === NIGHT && !isAfterHours(hoursOf(shopId), now)
      return isLate || hasPerson(row) ? { leave: false, reason: 'not-needed', keep: false } : { leave: true }
    },
  }
}
