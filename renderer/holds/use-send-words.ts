import type { TicketId } from '../../preload/domain.ts'
import { useApp, useMinute, useTicketI18n } from '../store/context.ts'
import { useWay } from '../networks/use-way.ts'
import { useNeedsApproval } from '../outbox/use-approval.ts'
import { planProblem } from './hold-plan.ts'

/** What the send button says it does, and what in the plan keeps it from doing so. */
export function useSendWords(id: TicketId, shop: string) {
  const i18n = useTicketI18n(id)
  const now = useMinute()
  const { approval, composer, holds, networks } = i18n.text
  const way = useWay(id)
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const plan = draft?.plan.hold ?? null
  const isAsking = useNeedsApproval(draft?.accountId)
  const problem = draft ? planProblem(draft, now, i18n) : null
  function words() {
    if (isAsking) return approval.send(shop)
    if (plan === null) return sendPlainly()
    if (plan.step === 'request') return holds.sendAs.request(shop, i18n.day(plan.dueAt, now))
    return plan.step === 'reminder' ? holds.sendAs.reminder(shop) : holds.sendAs.end(shop, holds.outcomes[plan.outcome])
  }
  /** Who will be able to read it is said once more where it is sent. */
  function sendPlainly() {
    if (way === null || way.visibility === 'private') return composer.send(shop)
    return draft?.plan.isPrivate === true ? networks.privateAnswer(shop) : networks.publicAnswer(shop)
  }
  return {
    sendWords: words(),
    planProblem:
      problem &&
      (problem === 'due-past'
        ? holds.duePast
        : holds.notInText(plan && plan.step !== 'end' ? i18n.written(plan.dueAt) : '')),
  }
}
