import type { Output } from '../../preload/contract.ts'
import type { OutboxId, OutboxItem } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type OutboxSlice = {
  outbox: Output<'outbox.list'>
  outboxState: 'loading' | 'ready' | 'failed'
  outboxError: AppError | null
  loadOutbox: () => Promise<void>
  retryOutbox: (id: OutboxId) => Promise<void>
  cancelOutbox: (id: OutboxId) => Promise<void>
  decideOutbox: (id: OutboxId, verdict: 'sent' | 'not-sent') => Promise<void>
}

export function createOutboxSlice({ api, set, get }: Tools): OutboxSlice {
  async function act(item: { id: OutboxId }, run: () => Promise<unknown>, words: () => string | null) {
    const ticketId = get().outbox.find(({ id }) => id === item.id)?.ticketId
    try {
      await run()
      const text = words()
      if (text !== null) get().showToast({ text })
      await get().loadOutbox()
      if (ticketId !== undefined && ticketId === get().openId) await get().refreshTicket()
    } catch (error) {
      get().showError(error)
    }
  }
  const toasts = () => i18nOf(get()).text.toasts

  return {
    outbox: [] as OutboxItem[],
    outboxState: 'loading',
    outboxError: null,

    async loadOutbox() {
      try {
        set({ outbox: await api.call('outbox.list', {}), outboxState: 'ready', outboxError: null })
      } catch (error) {
        set({ outboxState: 'failed', outboxError: toAppError(error) })
      }
    },
    retryOutbox: (id) =>
      act(
        { id },
        () => api.call('outbox.retry', { id }),
        () => null,
      ),
    cancelOutbox: (id) =>
      act(
        { id },
        () => api.call('outbox.cancel', { id }),
        () => toasts().draftBack,
      ),
    decideOutbox: (id, verdict) =>
      act(
        { id },
        () => api.call('outbox.decide', { id, verdict }),
        () => (verdict === 'sent' ? toasts().markedSent : toasts().draftBack),
      ),
  }
}
