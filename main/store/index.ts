import type { Database } from 'better-sqlite3'
import { createAccountStore } from './accounts.ts'
import { createAlertStore } from './alerts.ts'
import { createAutoMailStore } from './auto-mail.ts'
import { createCategoryStore } from './categories.ts'
import type { Checkpointer } from './checkpoint/checkpointer.ts'
import { createCustomerStore } from './customers.ts'
import { createDeadlineStore } from './deadlines.ts'
import { createDraftStore } from './drafts.ts'
import { createDraftVersionStore } from './draft-versions.ts'
import { createGroupDraftStore } from './group-drafts.ts'
import { createGroupSendStore } from './group-sends.ts'
import { createEraser } from './erasing.ts'
import { createHoldStore } from './holds.ts'
import { createHoursStore } from './hours.ts'
import { createJournal } from './journal.ts'
import { createLearnedRuleStore } from './learned-rules.ts'
import { createMessageStore } from './messages.ts'
import { createMoveStore } from './moves.ts'
import { explained, isSound } from './open.ts'
import { createNetworkStateStore } from './network-state.ts'
import { createNoticeStore } from './notices.ts'
import { createOrderStore } from './orders.ts'
import { createOutboxStore } from './outbox.ts'
import { createPersonSignStore } from './person-signs.ts'
import { createPostStore } from './posts.ts'
import { createRuleEffectStore } from './rule-effects.ts'
import { createRuleSubjectStore } from './rule-subjects.ts'
import { createRuleStore } from './rules.ts'
import { createSearchIndex } from './search.ts'
import { createSettingStore } from './settings.ts'
import { createSnoozeStore } from './snoozes.ts'
import { createSourceStore } from './sources.ts'
import { createStaffStore } from './staff.ts'
import { createStatsStore } from './stats.ts'
import { createTicketWorkStore } from './ticket-work.ts'
import { createTemplateStore } from './templates.ts'
import { createUsageStore } from './usage.ts'
import { createTicketGroupStore } from './ticket-groups.ts'
import { createTicketStore } from './tickets.ts'

export type Store = ReturnType<typeof createStore>

/** Pages in the WAL, above which an import has them folded in: before a commit of main does it (`wal_autocheckpoint`). */
const FOLD_IN_AT = 3_000

/**
 * `sourceFolder` holds the packs of raw sources, beside the database. Without a `checkpointer` the WAL is folded in by the
 * commit that makes it too long, while everything waits.
 */
export function createStore(db: Database, sourceFolder: string, checkpointer?: Checkpointer) {
  const wal = db.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
  const search = createSearchIndex(db)

  // Made once: making one costs more than five savepoints.
  const run = db.transaction((work: () => unknown, isOutermost: boolean) => {
    const result = work()
    if (isOutermost) search.write()
    return result
  })

  function transaction<T>(work: () => T): T {
    const waiting = search.countWaiting()
    try {
      return explained(() => run.immediate(work, !db.inTransaction) as T)
    } catch (error) {
      search.undone(waiting)
      throw error
    }
  }

  const parts = eachWhenNeeded({
    accounts: () => createAccountStore(db),
    alerts: () => createAlertStore(db),
    autoMail: () => createAutoMailStore(db),
    categories: () => createCategoryStore(db),
    customers: () => createCustomerStore(db),
    deadlines: () => createDeadlineStore(db),
    drafts: () => createDraftStore(db),
    draftVersions: () => createDraftVersionStore(db),
    groupDrafts: () => createGroupDraftStore(db),
    groupSends: () => createGroupSendStore(db),
    erasing: () => createEraser(db),
    holds: () => createHoldStore(db),
    hours: () => createHoursStore(db),
    journal: () => createJournal(db),
    learnedRules: () => createLearnedRuleStore(db),
    messages: () => createMessageStore(db),
    moves: () => createMoveStore(db),
    networkState: () => createNetworkStateStore(db),
    notices: () => createNoticeStore(db),
    orders: () => createOrderStore(db),
    outbox: () => createOutboxStore(db),
    personSigns: () => createPersonSignStore(db),
    posts: () => createPostStore(db),
    ruleEffects: () => createRuleEffectStore(db),
    ruleSubjects: () => createRuleSubjectStore(db),
    rules: () => createRuleStore(db),
    search: () => search,
    settings: () => createSettingStore(db),
    snoozes: () => createSnoozeStore(db),
    sources: () => createSourceStore(db, sourceFolder),
    staff: () => createStaffStore(db),
    stats: () => createStatsStore(db),
    templates: () => createTemplateStore(db),
    ticketGroups: () => createTicketGroupStore(db),
    tickets: () => createTicketStore(db),
    usage: () => createUsageStore(db),
    work: () => createTicketWorkStore(db),
  })

  return Object.assign(parts, {
    /** Gives back the pages of the file that are kept in memory, 32 MB at most; the next questions read theirs anew. */
    rest: () => void db.pragma('shrink_memory'),
    /** Whether the file and its indexes are whole. Reads every page. */
    isSound: () => isSound(db),
    /** Runs `work` in one transaction. `work` is synchronous: nothing may be awaited while SQLite holds the lock. */
    transaction,
    /**
     * As `transaction`, for what can be fetched again: a power cut may undo the last of these commits, whole, and the cursor
     * with them. Not waiting for the disk is what lets thousands of mails in without holding up the window.
     */
    refetchable<T>(work: () => T): T {
      db.exec('PRAGMA synchronous = NORMAL')
      try {
        return transaction(work)
      } finally {
        db.exec('PRAGMA synchronous = FULL')
      }
    },
    /** To be awaited between two transactions of an import. While it waits nothing may be written that can wait as well. */
    async foldIn(): Promise<void> {
      if (!checkpointer) return
      const { log, checkpointed } = wal.get()!
      if (log - checkpointed >= FOLD_IN_AT) await checkpointer.run()
    },
  })
}

type Makers = Record<string, () => unknown>
type Made<M extends Makers> = { readonly [K in keyof M]: ReturnType<M[K]> }

/** Each part is made when it is first asked for: the first rows need three, and preparing the statements of all takes its time. */
function eachWhenNeeded<M extends Makers>(makers: M): Made<M> {
  const parts = {}
  for (const [name, make] of Object.entries(makers)) {
    const define = (how: PropertyDescriptor) =>
      Object.defineProperty(parts, name, { configurable: true, enumerable: true, ...how })
    define({ get: () => (define({ value: make(), writable: true }), (parts as Record<string, unknown>)[name]) })
  }
  return parts as Made<M>
}
