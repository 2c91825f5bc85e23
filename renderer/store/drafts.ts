import type { Input, Output } from '../../preload/contract.ts'
import { isNetwork, type SendCheck, type TicketId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { withSignature } from '../composer/signature.ts'
import type { AppState, Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

const SAVE_AFTER_MS = 500
export const LARGEST_ATTACHMENT = 25 * 1024 * 1024

type Draft = Output<'drafts.save'>
/** What else happens when an answer is sent: the next ticket is opened, or this one is settled. */
export type SendAfter = 'next' | 'resolve' | null
export type SendOptions = { despiteNewer?: boolean; after?: SendAfter }
export type SendQuestion = Output<'replies.check'> & { options: SendOptions }
export type DraftEdit = Partial<Pick<Draft, 'accountId' | 'to' | 'cc' | 'subject' | 'body' | 'plan'>>

export type DraftState = {
  draft: Draft
  /** Counts the person's edits; what was saved is compared with it. */
  edits: number
  savedEdits: number
  isSaving: boolean
  isSending: boolean
  isAttaching: boolean
  error: AppError | null
  hasConflict: boolean
  /** What a colleague writes, as it was last: nothing of this window. */
  isForeign: boolean
  /** What the person is asked before it leaves. */
  question: SendQuestion | null
  /** What was found and shall leave all the same; holds as long as nothing is edited. */
  overridden: { edits: number; checks: SendCheck[] } | null
  /** The account the person wants to send from although the customer wrote to another one. */
  confirmedAccountId: Draft['accountId'] | null
  /** Made once for this answer, so that pressing twice sends once. */
  clientKey: string
}

export type DraftsSlice = {
  drafts: ReadonlyMap<TicketId, DraftState>
  /** Takes main's draft, unless the person has typed something main does not know yet. */
  adoptDraft: (id: TicketId, draft: Draft) => void
  editDraft: (id: TicketId, edit: DraftEdit) => void
  saveDraft: (id: TicketId) => Promise<void>
  flushDrafts: () => Promise<void>
  /** What is to happen beside the leaving of the answer. */
  planDraft: (id: TicketId, plan: Partial<Draft['plan']>) => void
  /** Main's draft in the place of what is written here. */
  replaceDraft: (id: TicketId, draft: Draft) => void
  /** 引き継いで書く. Words written here that are not saved yet stay. */
  takeOverDraft: (id: TicketId) => Promise<void>
  /** Forgets what was written here; main knows what becomes of it. */
  dropDraft: (id: TicketId) => void
  attachFiles: (id: TicketId, files: readonly File[]) => Promise<void>
  detachFile: (id: TicketId, index: number) => Promise<void>
  quoteMessage: (id: TicketId, messageId: Input<'replies.quote'>['messageId']) => Promise<void>
  /** How main sees the draft as it stands, from this account. */
  lookAtDraft: (id: TicketId, accountId?: Draft['accountId']) => Promise<Output<'replies.check'> | null>
  /** Another sender. `isConfirmed`: the person was told that the customer wrote to another one. */
  setSender: (id: TicketId, accountId: Draft['accountId'], isConfirmed: boolean) => void
  /** The person's word on what was asked; with `true` it may leave as it is. */
  answerQuestion: (id: TicketId, isAccepted: boolean) => void
  /** True when the answer lies in the outbox; false also while the person is asked something. */
  sendReply: (id: TicketId, options?: SendOptions) => Promise<boolean>
}

/** A colleague's words are in the draft of this ticket. */
export function isHeldByOther({ rows, currentStaffId }: AppState, id: TicketId): boolean {
  const by = rows.get(id)?.draftBy ?? null
  return by !== null && by !== currentStaffId
}
/** Nothing of it was written in this window. */
export const isUntouched = (state: DraftState | undefined) =>
  state === undefined || (state.edits === state.savedEdits && !state.isSending)

function newestShown({ detail }: AppState, id: TicketId) {
  if (detail?.ticket.id !== id) return null
  const ids = detail.messages.map((message) => message.id)
  return ids.toSorted((a, b) => b - a)[0] ?? null
}

export function createDraftsSlice({ api, set, get, newKey, now }: Tools): DraftsSlice {
  const timers = new Map<TicketId, ReturnType<typeof setTimeout>>()

  function change(id: TicketId, part: Partial<DraftState>) {
    const found = get().drafts.get(id)
    if (found) set({ drafts: new Map(get().drafts).set(id, { ...found, ...part }) })
  }
  function begin(draft: Draft): DraftState {
    return {
      draft,
      edits: 0,
      savedEdits: 0,
      isSaving: false,
      isSending: false,
      isAttaching: false,
      error: null,
      hasConflict: false,
      isForeign: false,
      question: null,
      overridden: null,
      confirmedAccountId: null,
      clientKey: newKey(),
    }
  }
  function forget(id: TicketId) {
    clearTimeout(timers.get(id))
    const drafts = new Map(get().drafts)
    drafts.delete(id)
    set({ drafts })
  }
  function signatureOf(accountId: Draft['accountId']) {
    const account = get().accounts.get(accountId)
    return (account && get().shops.get(account.shopId)?.signature) ?? ''
  }
  const isDirty = (state: DraftState) => state.edits !== state.savedEdits

  async function save(id: TicketId): Promise<void> {
    clearTimeout(timers.get(id))
    const state = get().drafts.get(id)
    if (!state || state.isSaving || state.isSending || !isDirty(state)) return
    const { savedAt: _, attachments: __, ...draft } = state.draft
    change(id, { isSaving: true })
    try {
      const saved = await api.call('drafts.save', { ticketId: id, draft })
      const latest = get().drafts.get(id)
      if (!latest) return
      const kept = { ...latest.draft, savedAt: saved.savedAt, basedOnMessageId: saved.basedOnMessageId }
      change(id, { isSaving: false, savedEdits: state.edits, draft: kept, error: null })
      if (latest.edits !== state.edits) scheduleSave(id)
    } catch (error) {
      change(id, { isSaving: false, error: toAppError(error) })
    }
  }
  function scheduleSave(id: TicketId) {
    clearTimeout(timers.get(id))
    timers.set(
      id,
      setTimeout(() => void save(id), SAVE_AFTER_MS),
    )
  }
  /** A method that answers with the draft: its attachments are taken, the words the person is typing stay. */
  async function withFiles(id: TicketId, run: () => Promise<Draft>) {
    change(id, { isAttaching: true })
    try {
      const { attachments } = await run()
      const state = get().drafts.get(id)
      if (state) change(id, { draft: { ...state.draft, attachments }, isAttaching: false, error: null })
    } catch (error) {
      change(id, { isAttaching: false })
      get().showError(error)
    }
  }

  async function look(id: TicketId, accountId?: Draft['accountId']) {
    const draft = get().drafts.get(id)?.draft
    if (!draft) return null
    const { to, cc, subject, body, plan } = draft
    const isPrivate = plan.isPrivate ?? false
    const answer = { ticketId: id, accountId: accountId ?? draft.accountId, to, cc, subject, body, isPrivate }
    // Main looks once more at what matters when it is sent, and says what is wrong.
    return api.call('replies.check', answer).catch(() => null)
  }
  /** Whether the person is asked something before the answer leaves. */
  async function asks(id: TicketId, options: SendOptions) {
    const found = await look(id)
    const state = get().drafts.get(id)
    if (!found || !state) return false
    const isOther = found.addressedAccountId !== null && state.confirmedAccountId !== state.draft.accountId
    const isAccepted = state.overridden?.edits === state.edits
    if (!isOther && (isAccepted || found.findings.length === 0)) return false
    const question = { ...found, addressedAccountId: isOther ? found.addressedAccountId : null, options }
    change(id, { isSending: false, question })
    return true
  }

  return {
    drafts: new Map(),

    adoptDraft(id, draft) {
      const known = get().drafts.get(id)
      if (known && (isDirty(known) || known.isSaving || known.isSending)) {
        // The colleague whose draft was in the way may have sent it, or the other PC answers again.
        const mayPass = known.error?.reason === 'draft-of-other' && !isHeldByOther(get(), id)
        if (mayPass || known.error?.reason === 'host-away') scheduleSave(id)
        return
      }
      const isForeign = isHeldByOther(get(), id)
      if (known && !known.isForeign && (draft.savedAt ?? 0) < (known.draft.savedAt ?? 0)) return
      const state = { ...(known ?? begin(draft)), draft, isForeign }
      set({ drafts: new Map(get().drafts).set(id, state) })
    },
    editDraft(id, edit) {
      const state = get().drafts.get(id)
      if (!state || state.isSending) return
      change(id, { draft: { ...state.draft, ...edit }, edits: state.edits + 1 })
      scheduleSave(id)
    },
    saveDraft: save,
    planDraft(id, plan) {
      const state = get().drafts.get(id)
      if (!state || state.isSending) return
      change(id, { draft: { ...state.draft, plan: { ...state.draft.plan, ...plan } }, edits: state.edits + 1 })
      scheduleSave(id)
    },
    async flushDrafts() {
      await Promise.all([...get().drafts.keys()].map((id) => save(id)))
    },
    replaceDraft(id, draft) {
      clearTimeout(timers.get(id))
      set({ drafts: new Map(get().drafts).set(id, begin(draft)) })
    },
    async takeOverDraft(id) {
      try {
        const draft = await api.call('drafts.takeOver', { ticketId: id })
        const state = get().drafts.get(id)
        if (state && isDirty(state)) await save(id)
        else get().replaceDraft(id, draft)
      } catch (error) {
        get().showError(error)
      }
    },
    dropDraft: forget,
    async attachFiles(id, files) {
      await save(id)
      for (const file of files) {
        if (file.size > LARGEST_ATTACHMENT) {
          get().showToast({ text: i18nOf(get()).text.composer.tooLarge(file.name), isProblem: true })
          continue
        }
        const content = new Uint8Array(await file.arrayBuffer())
        const type = file.type || 'application/octet-stream'
        await withFiles(id, () => api.call('drafts.attach', { ticketId: id, name: file.name, type, content }))
      }
    },
    detachFile: (id, index) => withFiles(id, () => api.call('drafts.detach', { ticketId: id, index })),
    async quoteMessage(id, messageId) {
      try {
        const { text } = await api.call('replies.quote', { messageId })
        const body = get().drafts.get(id)?.draft.body ?? ''
        get().editDraft(id, { body: body.trim() === '' ? `\n\n${text}` : `${body.trimEnd()}\n\n${text}` })
      } catch (error) {
        get().showError(error)
      }
    },
    lookAtDraft: look,
    setSender(id, accountId, isConfirmed) {
      change(id, { confirmedAccountId: isConfirmed ? accountId : null })
      get().editDraft(id, { accountId })
    },
    answerQuestion(id, isAccepted) {
      const state = get().drafts.get(id)
      if (!state?.question) return
      if (!isAccepted) return change(id, { question: null })
      const checks = state.question.findings.map(({ check }) => check)
      const { accountId } = state.draft
      change(id, { question: null, overridden: { edits: state.edits, checks }, confirmedAccountId: accountId })
    },
    async sendReply(id, options = {}) {
      const state = get().drafts.get(id)
      if (!state || state.isSending) return false
      clearTimeout(timers.get(id))
      const { accountId, to, cc, subject, body, basedOnMessageId } = state.draft
      const { sendAfter } = state.draft.plan
      const plan = {
        ...state.draft.plan,
        // A time that passed while it was written is none any more.
        sendAfter: sendAfter !== null && sendAfter > now() ? sendAfter : null,
        thenResolve: options.after === 'resolve',
      }
      change(id, { isSending: true, error: null, hasConflict: false })
      if (await asks(id, options)) return false
      const { confirmedAccountId, overridden } = get().drafts.get(id) ?? state
      const told = {
        despiteNewer: options.despiteNewer ?? false,
        seenMessageId: options.despiteNewer ? newestShown(get(), id) : null,
        despiteAccount: confirmedAccountId === accountId,
        overridden: overridden?.edits === state.edits ? overridden.checks : [],
      }
      const { clientKey } = state
      const channel = get().rows.get(id)?.channel ?? 'mail'
      // A post has no room for one, and says who writes by itself.
      const signature = isNetwork(channel) ? '' : signatureOf(accountId)
      const signed = withSignature(body, signature)
      const words = { subject, body: signed, typedBody: body }
      const answer = { ticketId: id, accountId, to, cc, ...words, basedOnMessageId, plan, clientKey }
      let item: Output<'replies.send'>
      try {
        item = await api.call('replies.send', { ...answer, ...told })
      } catch (error) {
        const problem = toAppError(error)
        const isConflict = problem.code === 'conflict' && (problem.reason ?? 'newer-message') === 'newer-message'
        change(id, { isSending: false, hasConflict: isConflict, error: isConflict ? null : problem })
        if (isConflict && get().openId === id) void get().refreshTicket()
        return false
      }
      forget(id)
      const name = get().rows.get(id)?.customerName ?? to[0]?.address ?? ''
      get().tellSent(item, name)
      if (options.after === 'next') get().openNextTodo(id)
      else if (get().openId === id) void get().refreshTicket()
      return true
    },
  }
}
