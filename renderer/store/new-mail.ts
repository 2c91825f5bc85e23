import type { Input } from '../../preload/contract.ts'
import type { NewMail } from '../../preload/domain.ts'
import { focusReply } from '../frame/focus.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export const EMPTY_MAIL: NewMail = { to: [], cc: [], subject: '', body: '' }

export type NewMailSlice = {
  /** A link was clicked elsewhere. What is being written in another dialog is not swept away by it. */
  takeMailLink: (mail: NewMail) => void
  /** Opens the new ticket with its draft. False when it was refused. */
  beginMail: (mail: Input<'replies.begin'>) => Promise<boolean>
}

export function createNewMailSlice({ api, set, get }: Tools): NewMailSlice {
  return {
    takeMailLink(mail) {
      if (get().dialog === null) return set({ dialog: { type: 'new-mail', mail } })
      get().showToast({ text: i18nOf(get()).text.newMail.closeFirst })
    },
    async beginMail(mail) {
      try {
        const { ticketId } = await api.call('replies.begin', mail)
        get().showScreen('inbox')
        await get().openTicket(ticketId)
        requestAnimationFrame(focusReply)
        return true
      } catch (error) {
        get().showError(error)
        return false
      }
    },
  }
}
