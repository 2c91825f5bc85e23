import type { Output } from '../../preload/contract.ts'
import type { TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

type Version = Output<'drafts.versions'>[number]

export type DraftHistorySlice = {
  /** Throws the draft away; the toast brings it back. */
  discardDraft: (id: TicketId) => Promise<void>
  /** An earlier version takes the place of the draft; the toast takes that back. */
  restoreDraft: (id: TicketId, versionId: Version['id']) => Promise<void>
}

/** The ways of a draft through its versions, which main keeps. */
export function createDraftHistorySlice({ api, set, get }: Tools): DraftHistorySlice {
  const words = () => i18nOf(get()).text.draftHistory

  async function restore(id: TicketId, versionId: Version['id']) {
    // What was typed last is part of what may be wanted back.
    await get().saveDraft(id)
    const { draft, replacedId } = await api.call('drafts.restore', { ticketId: id, versionId })
    get().replaceDraft(id, draft)
    if (get().openId === id) set({ givenBackId: id })
    return replacedId
  }
  async function discard(id: TicketId) {
    await get().saveDraft(id)
    const { versionId } = await api.call('drafts.discard', { ticketId: id })
    get().dropDraft(id)
    if (get().openId === id) await get().refreshTicket()
    return versionId
  }
  async function attempt(run: () => Promise<unknown>) {
    try {
      await run()
    } catch (error) {
      get().showError(error)
    }
  }

  return {
    discardDraft: (id) =>
      attempt(async () => {
        const versionId = await discard(id)
        if (versionId === null) return
        get().showToast({ text: words().discarded, undo: () => void attempt(() => restore(id, versionId)) })
      }),
    restoreDraft: (id, versionId) =>
      attempt(async () => {
        const replacedId = await restore(id, versionId)
        const back = () => (replacedId === null ? discard(id) : restore(id, replacedId))
        get().showToast({ text: words().restored, undo: () => void attempt(back) })
      }),
  }
}
