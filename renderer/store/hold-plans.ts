import type { Output } from '../../preload/contract.ts'
import type { Draft, HoldKind, HoldOutcome, HoldPlan, HoldView, TicketId } from '../../preload/domain.ts'
import { holdText } from '../holds/hold-text.ts'
import { holdTemplate } from '../holds/hold-template.ts'
import {
  countInText,
  hasOwnWords,
  movedText,
  plannedDue,
  withDate,
  withLetter,
  type RequestPlan,
} from '../holds/hold-plan.ts'
import type { Tools } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'

const DAY = 86_400_000

type Proposal = Output<'holds.propose'>
type Words = Pick<Draft, 'subject' | 'body' | 'to'>

export type HoldPlansSlice = {
  /** What main proposes for a hold on this ticket, by the kind it was last asked for. */
  proposals: ReadonlyMap<TicketId, Proposal>
  loadProposal: (id: TicketId, kind: HoldKind) => Promise<Proposal | null>
  /** 保留にして送信: the answer being written becomes the request of a hold. */
  planHold: (id: TicketId) => Promise<void>
  /** The date moves in the plan, the subject and the text at once. */
  setPlannedDue: (id: TicketId, dueAt: number) => void
  changePlan: (id: TicketId, change: Partial<Omit<RequestPlan, 'step' | 'kind' | 'dueAt'>>) => void
  setPlannedKind: (id: TicketId, kind: HoldKind) => Promise<void>
  putDateIntoText: (id: TicketId) => void
  /** 再連絡を送る: letter, date and plan. With an address, to that one. */
  planReminder: (id: TicketId, address?: string) => void
  planEnd: (id: TicketId, outcome: HoldOutcome) => void
  /** An answer again; a letter nobody has touched gives way to what stood there before. */
  dropPlan: (id: TicketId) => void
}

/** What the composer is to do with a hold. The plan lies in the draft, so it is kept like its words. */
export function createHoldPlansSlice({ api, set, get, now }: Tools): HoldPlansSlice {
  /** The letter we wrote for a ticket, and what stood there before: as long as it stays untouched, we may rewrite it. */
  const letters = new Map<TicketId, { made: Pick<Words, 'subject' | 'body'>; before: Words; isTemplate: boolean }>()
  const draftOf = (id: TicketId) => get().drafts.get(id)?.draft
  const planOf = (id: TicketId) => draftOf(id)?.plan.hold ?? null
  const holdOf = (id: TicketId) => (get().detail?.ticket.id === id ? (get().detail?.hold ?? null) : null)
  const runningHold = (id: TicketId) => {
    const hold = holdOf(id)
    return hold === null || hold.stage === 'ended' ? null : hold
  }

  function letterFor(id: TicketId, plan: HoldPlan, hold: HoldView | null) {
    const state = get()
    const ticket = state.rows.get(id) ?? { customerName: '' }
    const account = state.accounts.get(draftOf(id)?.accountId as Draft['accountId'])
    const shopName = (account && state.shops.get(account.shopId)?.name) ?? ''
    return holdText({ plan, hold, ticket, shopName, now: now(), i18n: i18nOfTicket(state, id) })
  }
  const isUntouched = (id: TicketId) => {
    const draft = draftOf(id)
    const made = letters.get(id)?.made
    return made !== undefined && draft?.body === made.body && draft.subject === made.subject
  }
  function putPlan(id: TicketId, hold: HoldPlan | null, words: Partial<Words> = {}) {
    const draft = draftOf(id)
    if (draft) get().editDraft(id, { ...words, plan: { ...draft.plan, hold } })
  }
  /** Replaces what stands in the composer; what a person had written there comes back with 元に戻す. */
  function putLetter(id: TicketId, plan: HoldPlan, to?: Draft['to']) {
    const draft = draftOf(id)
    if (!draft) return
    const { subject, body } = letterFor(id, plan, runningHold(id))
    const before = letters.has(id) && isUntouched(id) ? letters.get(id)?.before : undefined
    const made = { subject, body: withLetter(draft.body, body) }
    letters.set(id, {
      made,
      before: before ?? { subject: draft.subject, body: draft.body, to: draft.to },
      isTemplate: false,
    })
    putPlan(id, plan, { ...made, ...(to && { to }) })
    void putTemplate(id, plan)
    if (before !== undefined || !hasOwnWords(draft.body)) return
    const { toasts } = i18nOf(get()).text.holds
    const undo = () => get().editDraft(id, { subject: draft.subject, body: draft.body, to: draft.to, plan: draft.plan })
    get().showToast({ text: toasts.replaced, undo })
  }

  /** The shop's own words in the place of ours, unless somebody has begun to write or chosen something else meanwhile. */
  async function putTemplate(id: TicketId, plan: HoldPlan) {
    const { settings, rows } = get()
    const shopId = rows.get(id)?.shopId ?? null
    const input = { ticketId: id, plan, hold: runningHold(id), shopId, language: settings.language }
    // Without its template the letter of ours stands there: nothing is lost, and the composer shows what it is.
    const filled = await holdTemplate(api, input).catch(() => null)
    const draft = draftOf(id)
    const letter = letters.get(id)
    if (filled === null || !draft || !letter || !isUntouched(id) || planOf(id) !== plan) return
    const text = { subject: filled.subject || draft.subject, body: withLetter(draft.body, filled.body) }
    const dueAt = plannedDue(plan)
    const i18n = i18nOfTicket(get(), id)
    const isDated = dueAt === null || countInText({ subject: '', body: text.body }, dueAt, i18n) > 0
    const made = isDated ? text : { ...text, body: withDate(text.body, dueAt, i18n) }
    letters.set(id, { ...letter, made, isTemplate: true })
    putPlan(id, plan, made)
  }

  return {
    proposals: new Map(),

    async loadProposal(id, kind) {
      try {
        const proposal = await api.call('holds.propose', { ticketId: id, kind })
        set({ proposals: new Map(get().proposals).set(id, proposal) })
        return proposal
      } catch (error) {
        get().showError(error)
        return null
      }
    },
    async planHold(id) {
      const draft = draftOf(id)
      if (!draft || draft.plan.hold !== null) return
      const shopId = get().rows.get(id)?.shopId
      const [proposal, defaults] = await Promise.all([
        get().loadProposal(id, 'customer-decision'),
        shopId === undefined ? null : api.call('holds.defaults', { shopId }).catch(() => null),
      ])
      if (proposal === null || planOf(id) !== null) return
      const running = runningHold(id)
      const plan: RequestPlan = {
        step: 'request',
        kind: running?.kind ?? 'customer-decision',
        dueAt: proposal.dueAt ?? now() + 3 * DAY,
        orderNumber: running?.orderNumber ?? proposal.orderNumbers[0] ?? '',
        product: running?.product ?? proposal.product,
        stockNote: running?.stockNote ?? '',
        isReserved: running?.isReserved ?? false,
        isAutomatic: running?.isAutomatic ?? defaults?.isAutomatic ?? false,
      }
      const body = draftOf(id)?.body ?? ''
      if (!hasOwnWords(body)) return putLetter(id, plan)
      // Whoever has written already keeps their words; only the date is added.
      putPlan(id, plan, { body: withDate(body, plan.dueAt, i18nOfTicket(get(), id)) })
    },
    setPlannedDue(id, dueAt) {
      const draft = draftOf(id)
      const plan = planOf(id)
      const from = plannedDue(plan)
      if (!draft || plan === null || plan.step === 'end' || from === null || from === dueAt) return
      const i18n = i18nOfTicket(get(), id)
      const letter = letters.get(id)
      const wasUntouched = isUntouched(id)
      const moved = movedText(draft, from, dueAt, i18n)
      if (letter && wasUntouched) letters.set(id, { ...letter, made: moved })
      putPlan(id, { ...plan, dueAt }, moved)
    },
    changePlan(id, change) {
      const plan = planOf(id)
      if (plan?.step !== 'request') return
      const next = { ...plan, ...change }
      if (!isUntouched(id)) return putPlan(id, next)
      if (!letters.get(id)?.isTemplate) return putLetter(id, next)
      putPlan(id, next)
      void putTemplate(id, next)
    },
    async setPlannedKind(id, kind) {
      const proposal = await get().loadProposal(id, kind)
      const plan = planOf(id)
      if (plan?.step !== 'request') return
      if (proposal?.dueAt != null) get().setPlannedDue(id, proposal.dueAt)
      const next = { ...plan, kind, dueAt: proposal?.dueAt ?? plan.dueAt }
      if (isUntouched(id)) return putLetter(id, next)
      putPlan(id, next)
    },
    putDateIntoText(id) {
      const draft = draftOf(id)
      const dueAt = plannedDue(planOf(id))
      if (draft && dueAt !== null) get().editDraft(id, { body: withDate(draft.body, dueAt, i18nOfTicket(get(), id)) })
    },
    planReminder(id, address) {
      const hold = runningHold(id)
      const draft = draftOf(id)
      if (hold === null || !draft) return
      const way = address === undefined ? 'same-address' : 'other-address'
      const to = address === undefined ? undefined : [{ name: draft.to[0]?.name ?? '', address }]
      putLetter(id, { step: 'reminder', dueAt: hold.nextDueAt ?? now() + 3 * DAY, way }, to)
    },
    planEnd(id, outcome) {
      if (runningHold(id) !== null) putLetter(id, { step: 'end', outcome })
    },
    dropPlan(id) {
      const before = isUntouched(id) ? letters.get(id)?.before : undefined
      letters.delete(id)
      putPlan(id, null, before)
    },
  }
}
