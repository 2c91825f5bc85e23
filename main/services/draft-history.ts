import type { Draft, TicketId } from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import { isWorthKeeping } from '../core/draft-history.ts'
import type { Clock } from '../jobs/clock.ts'
import type { DraftRow } from '../store/drafts.ts'
import type { DraftVersionRow, VersionReason } from '../store/draft-versions.ts'
import type { Store } from '../store/index.ts'

type Words = Pick<DraftRow, 'accountId' | 'to' | 'cc' | 'subject' | 'body'>
export type DraftHistory = ReturnType<typeof createDraftHistory>

/** What a draft was before it was written over, sent, thrown away or replaced. */
export function createDraftHistory(store: Store, clock: Clock) {
  const filesOf = (id: TicketId): DraftVersionRow['files'] =>
    store.drafts.files({ owner: 'draft', id }).map(({ index: _, ...file }) => file)

  /** Its number; null where there is nothing to keep. Inside a transaction. */
  function keep(ticketId: TicketId, words: Words, reason: VersionReason): number | null {
    const files = filesOf(ticketId)
    if (words.body.trim() === '' && files.length === 0) return null
    const { accountId, to, cc, subject, body } = words
    const at = clock.now()
    const [newest] = store.draftVersions.ofTicket(ticketId)
    if (newest?.ticketId === ticketId && isSame(newest, { ...words, files })) {
      store.draftVersions.relabel(newest.id, reason, at)
      return newest.id
    }
    const staffId = store.work.draftBy(ticketId) ?? store.journal.atCounter()
    return store.draftVersions.insert({ ticketId, reason, at, staffId, accountId, to, cc, subject, body, files })
  }

  return {
    keep,
    /** Words that may not go into the draft, because a colleague's are there. Inside a transaction. */
    keepAside(ticketId: TicketId, { accountId, to, cc, subject, body }: Words, reason: VersionReason): void {
      const [newest] = store.draftVersions.ofTicket(ticketId)
      const words = { accountId, to, cc, subject, body, files: [] }
      if (body.trim() === '' || (newest && isSame(newest, words))) return
      const staffId = store.journal.atCounter()
      store.draftVersions.insert({ ticketId, reason, at: clock.now(), staffId, ...words })
    },
    /** Before a draft is written over. Inside the transaction that does it. */
    beforeSave(ticketId: TicketId, next: Pick<Words, 'subject' | 'body'>): void {
      const left = store.drafts.get(ticketId)
      if (!left) return
      const lastKeptAt = store.draftVersions.ofTicket(ticketId)[0]?.at ?? null
      if (isWorthKeeping({ left, next, lastKeptAt, now: clock.now() })) keep(ticketId, left, 'edited')
    },
    list(asked: TicketId): Output<'drafts.versions'> {
      return store.draftVersions
        .ofTicket(store.tickets.living(asked))
        .map(({ ticketId: _, files, ...version }) => ({ ...version, files: files.map(({ name }) => name) }))
    },
    /**
     * Puts an earlier version in the place of `shown`, files included. Gives the version that what stood there became, or
     * null when it was empty. Throws AppError `not-found`. Inside a transaction.
     */
    restore(ticketId: TicketId, id: number, shown: Draft): number | null {
      const version = store.draftVersions.ofTicket(ticketId).find((one) => one.id === id)
      if (!version) throw new AppError('not-found', `No version ${id} of the draft`)
      const { accountId, to, cc, subject, body, files } = version
      const replaced = keep(ticketId, shown, 'replaced')
      store.drafts.remove(ticketId)
      const { basedOnMessageId: basedOn, plan } = shown
      store.drafts.put({ ticketId, accountId, to, cc, subject, body, basedOn, plan, savedAt: clock.now() })
      for (const file of files) store.drafts.addFile({ owner: 'draft', id: ticketId }, file)
      store.work.setDraftBy(ticketId, store.journal.atCounter())
      return replaced
    },
  }
}

function isSame(version: DraftVersionRow, now: Words & Pick<DraftVersionRow, 'files'>): boolean {
  const what = ({ accountId, to, cc, subject, body, files }: typeof now) =>
    JSON.stringify([accountId, to, cc, subject, body, files.map(({ hash }) => hash)])
  return what(version) === what(now)
}
