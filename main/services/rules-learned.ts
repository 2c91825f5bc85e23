import type { LearnedRuleInfo, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { LearnedRule } from '../core/classify/classify.ts'
import { teachFrom } from '../core/classify/teach.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { TicketService } from './tickets.ts'

/** What a person teaches by 今後も通知にする / 今後もチケットにする. */
export function createLearnedRules(store: Store, clock: Clock, tickets: TicketService) {
  let cached: readonly LearnedRule[] | null = null

  /** The narrower rule first, then the newer. */
  function current(): readonly LearnedRule[] {
    cached ??= store.learnedRules
      .list()
      .toSorted((a, b) => b.subjectIncludes.length - a.subjectIncludes.length)
      .map(({ id, from, subjectIncludes, as }) => ({ id: nameOf(id), from, subjectIncludes, as }))
    return cached
  }

  function list(): LearnedRuleInfo[] {
    const uses = store.learnedRules.countUses()
    return store.learnedRules.list().map((rule) => ({ ...rule, usedCount: uses.get(nameOf(rule.id)) ?? 0 }))
  }

  return {
    current,
    list,
    /** Throws AppError `unsupported` where a sender writes for many and the subject says nothing. */
    learn(asked: TicketId, as: 'ticket' | 'notice'): LearnedRuleInfo {
      const ticketId = store.tickets.living(asked)
      const first = store.messages.ofTicket(ticketId).find(({ direction }) => direction === 'inbound')
      if (!first) throw new AppError('not-found', `No mail in ticket ${ticketId}`)
      const from = first.recipients.from?.address || first.sender || ''
      const taught = teachFrom(from, first.sender ?? from, first.subject, store.accounts.ownAddresses())
      if (!taught || taught.from === '')
        throw new AppError('unsupported', 'Nothing tells this mail from others of its sender.', {
          reason: 'too-general',
        })
      const id = store.transaction(() => {
        const at = clock.now()
        const ruleId = store.learnedRules.put({ ...taught, as, createdAt: at })
        store.journal.append({ at, actor: 'staff', type: 'rule.learned', ticketId, data: { ruleId, ...taught, as } })
        tickets.setKind(ticketId, as)
        return ruleId
      })
      cached = null
      return list().find((rule) => rule.id === id)!
    },
    /** Mail that the rule has filed stays where it is. */
    forget(id: number, isUndo = false): void {
      const at = clock.now()
      store.transaction(() => {
        const isChanged = isUndo ? store.learnedRules.restore(id) : store.learnedRules.remove(id, at)
        if (!isChanged) throw new AppError('not-found', `No rule ${id}`)
        const type = isUndo ? 'rule.remembered' : 'rule.forgotten'
        store.journal.append({ at, actor: 'staff', type, ticketId: null, data: { ruleId: id } })
      })
      cached = null
    },
  }
}

const nameOf = (id: number) => `learned:${id}`
