import type { ErrorCode } from '../errors.ts'
import type { AccountState, HoldRefusal, RuleChange, ServerCheck } from '../domain.ts'
import type { NetworkJournalType, PostReasonKey } from './network-words.ts'
import type { z } from 'zod'

/** An error in three parts: what happened, what it means for the mail, what to do. */
export type ErrorWords = { what: string; means: string; next: string }
export type ErrorCatalog = Record<ErrorCode, ErrorWords>

/** One thing that can be looked up in the help. `words` are other names under which it is looked for. */
export type HelpTopic = { title: string; words: string; body: readonly string[] }

/** What a server check found, and why main refuses a thing where the error code alone is too coarse. */
export type ReasonKey =
  | Extract<ServerCheck, { ok: false }>['reason']
  | 'address-taken'
  | 'newer-message'
  | 'draft-of-other'
  | 'only-at-host'
  | 'host-away'
  | 'host-code'
  | 'host-refused'
  | 'host-address'
  | 'host-version'
  | 'account-removed'
  | 'other-account'
  | 'bad-pattern'
  | 'wrong-pin'
  | 'not-approver'
  | 'undone-before'
  | 'moved-since'
  | 'still-sending'
  | 'key-taken'
  | 'links-refused'
  | 'past'
  | 'too-general'
  | 'no-program'
  | 'disk-full'
  | 'not-writable'
  | 'disk-failing'
  | 'risky-file'
  | 'unfilled'
  | 'not-templates'
  | 'not-open'
  | 'last-policy'
  | 'unknown-variable'
  | BackupReasonKey
  | OrderReasonKey
  | 'being-sent'
  | HoldReasonKey
  | NetworkReasonKey
  | PostReasonKey
/** Why a network refuses an account or an answer. */
export type NetworkReasonKey =
  | 'not-app-password'
  | 'no-dm-access'
  | 'post-gone'
  | 'files-refused'
  | 'rmesse-line-too-long'
  | 'rmesse-link'
  | 'rmesse-not-allowed'
  | 'rmesse-key-ended'
  | XReasonKey
  | MetaReasonKey
/** Why Meta refuses a token. */
export type MetaReasonKey =
  'meta-token-ended' | 'meta-no-permission' | 'meta-no-messenger' | 'meta-not-page' | 'meta-short-token'
/** Why X refuses an account or an answer, and why a sign-in by the browser came to nothing. */
export type XReasonKey =
  | 'x-no-credits'
  | 'x-no-permission'
  | 'x-not-allowed'
  | 'x-duplicate'
  | 'x-no-messages'
  | 'x-watch-too-long'
  | 'x-client-id-missing'
  | 'login-denied'
  | 'login-timeout'
  | 'no-browser'
  | 'port-taken'
  | 'unknown-app'
/** Why a file of orders was not taken in. */
export type OrderReasonKey = 'no-table' | 'no-order-number' | 'importing'
/** Why nothing was copied, or nothing put back. */
export type BackupReasonKey =
  'backup-no-room' | 'backup-no-folder' | 'backup-damaged' | 'not-moving-file' | 'wrong-passphrase'
/** Why a step of a hold may not happen, and what a running hold stands in the way of. */
export type HoldReasonKey = HoldRefusal | 'hold-running' | 'two-holds'
export type ReasonCatalog = Record<ReasonKey, ErrorWords>

export type AccountStateWords = Record<z.infer<typeof AccountState>, string>

/** What a journal sentence may ask for: a date in words. Dates are formatted in one place, never in a catalog. */
export type Say = { moment: (at: unknown) => string }
export type JournalData = Record<string, unknown>
export type JournalSentence = (data: JournalData, say: Say) => string

/** What happens to a hold, in the journal of its ticket. */
export type HoldJournalType =
  | 'hold.started'
  | 'hold.requested-again'
  | 'hold.reminded'
  | 'hold.answered'
  | 'hold.wrote-elsewhere'
  | 'hold.undelivered'
  | 'hold.crossed'
  | 'hold.not-applied'
  | 'hold.date-changed'
  | 'hold.updated'
  | 'hold.moved'
  | 'hold.ended'
  | 'hold.end-undone'

/** What people do with a ticket beside answering it. */
export type PeopleJournalType =
  | 'ticket.seen'
  | 'ticket.categorised'
  | 'ticket.preventable'
  | 'ticket.assigned'
  | 'checklist.started'
  | 'checklist.stopped'
  | 'step.done'
  | 'step.undone'
  | 'note.added'
  | 'note.edited'
  | 'note.removed'
  | 'note.restored'
  | 'call.noted'
  | 'call.undone'
  | 'category.saved'
  | 'category.removed'
  | 'category.restored'
  | 'checklist.saved'
  | 'checklist.removed'
  | 'checklist.restored'
  | 'staff.saved'
  | 'staff.removed'
  | 'staff.restored'
  | 'staff.switched'

/** What answers by itself, and who is told by mail. */
export type AnswersJournalType =
  | 'auto-answer.sent'
  | 'auto-answer.withheld'
  | 'auto-answer.set'
  | 'auto-mail.stopped'
  | 'auto-mail.released'
  | 'staff-notice.sent'
  | 'notice-watch.saved'
  | 'notice-watch.removed'
  | 'notice-watch.restored'
  | 'notice-address.revived'
export type AnswersJournalCatalog = Record<AnswersJournalType, JournalSentence>
/** What a person was told before an answer left, and sent all the same. */
export type SendingJournalType =
  'reply.other-account' | 'reply.despite-checks' | 'outbox.approval-asked' | 'outbox.approved' | 'outbox.given-back'

export type ManyJournalType =
  'group.queued' | 'group.cancelled' | 'orders.imported' | 'orders.undone' | 'ticket-group.changed'

/** Every type main writes into the journal of a ticket, an account or the program. */
export type JournalType =
  | PeopleJournalType
  | AnswersJournalType
  | ManyJournalType
  | SendingJournalType
  | 'message.received'
  | 'message.sent'
  | 'message.filed'
  | 'ticket.created'
  | 'ticket.begun'
  | 'ticket.resolved'
  | 'ticket.reopened'
  | 'ticket.status'
  | 'ticket.kind-changed'
  | 'ticket.merged'
  | 'ticket.split'
  | 'messages.moved'
  | 'move.undone'
  | 'offer.declined'
  | 'offer.made-again'
  | 'message.charset-changed'
  | 'rule.learned'
  | 'rule.forgotten'
  | 'rule.saved'
  | 'rule.removed'
  | 'rule.restored'
  | 'rule.reordered'
  | 'rule.applied'
  | 'rule.run'
  | 'rule.undone'
  | 'rule.remembered'
  | 'customer.updated'
  | 'customer.merged'
  | 'customers.told-apart'
  | 'customers.maybe-one'
  | 'deadline.set'
  | 'deadline.recomputed'
  | 'deadline.met'
  | 'deadline.warned'
  | 'deadline.missed'
  | 'deadline.cancelled'
  | 'outbox.queued'
  | 'outbox.sending'
  | 'outbox.accepted'
  | 'outbox.unclear'
  | 'outbox.failed'
  | 'outbox.held'
  | 'outbox.cancelled'
  | 'outbox.held-back'
  | 'outbox.decided'
  | 'outbox.rescheduled'
  | 'ticket.snoozed'
  | 'ticket.woken'
  | 'draft.discarded'
  | 'draft.taken-over'
  | 'bounce.received'
  | 'account.added'
  | 'account.updated'
  | 'account.paused'
  | 'account.removed'
  | 'account.failed'
  | 'account.recovered'
  | 'account.missing'
  | 'settings.changed'
  | 'shop.updated'
  | HoldJournalType
  | NetworkJournalType
  | 'templates.changed'
  | 'backup.restored'
  | 'customer.erased'
  | 'tickets.erased'
  | 'retention.changed'
  | 'hours.changed'
  | 'policies.changed'
export type JournalCatalog = Record<JournalType | 'unknown', JournalSentence>

/** A value of the journal as text; an empty word when the line does not carry it. */
export function textOf(value: unknown) {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return ''
}

/** #12, or #12, #15 where a line of the journal names several tickets. */
export function numbersOf(value: unknown) {
  const numbers = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'number')
  return numbers.map((one) => `#${one}`).join(', ')
}

/** What a rule did to a field, as the locales have words for it. */
export type RuleChangeKey =
  | 'category'
  | 'customer-mark'
  | 'assignee'
  | 'urgent-on'
  | 'urgent-off'
  | 'policy'
  | 'to-notice'
  | 'to-ticket'
  | 'resolved'

/** The words for a change of a rule. */
function ruleChangeKey({ field, after }: Pick<RuleChange, 'field' | 'after'>): RuleChangeKey {
  if (field === 'urgent') return after === true ? 'urgent-on' : 'urgent-off'
  if (field === 'kind') return after === 'notice' ? 'to-notice' : 'to-ticket'
  return field === 'status' ? 'resolved' : field
}

/** The changes that a line of the journal carries. */
export function changesOf(value: unknown): RuleChangeKey[] {
  return Array.isArray(value) ? (value as RuleChange[]).map(ruleChangeKey) : []
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
/** What happened while nobody was there, by number. */
export type DigestCounts = {
  fresh: number
  missed: number
  near: number
  woken: number
  ruled: number
  asked: number
  unsent: number
}
