import type { OutboxId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type ApprovalsSlice = {
  /** Lets a colleague's answer leave; the toast takes that back while it waits. */
  approveOutbox: (id: OutboxId) => Promise<void>
  /** Back to whoever wrote it, with a note. True when it is done. */
  giveBackOutbox: (id: OutboxId, note: string) => Promise<boolean>
}

export function createApprovalsSlice({ api, get }: Tools): ApprovalsSlice {
  async function act(run: () => Promise<unknown>, tell: () => void) {
    try {
      await run()
      tell()
      await get().loadOutbox()
      if (get().openId !== null) await get().refreshTicket()
      return true
    } catch (error) {
      get().showError(error)
      return false
    }
  }
  const words = () => i18nOf(get()).text.approval

  return {
    async approveOutbox(id) {
      const undo = () =>
        void act(
          () => api.call('outbox.approve', { id, isUndo: true }),
          () => undefined,
        )
      await act(
        () => api.call('outbox.approve', { id }),
        () => get().showToast({ text: words().approved, undo }),
      )
    },
    giveBackOutbox: (id, note) =>
      act(
        () => api.call('outbox.giveBack', { id, note }),
        () => get().showToast({ text: words().givenBack }),
      ),
  }
}
