import { createI18n, type I18n } from '../i18n.ts'
import type { TicketId } from '../../preload/domain.ts'
import type { AppState } from './app-store.ts'

const made = new Map<string, I18n>()

/** The words and dates of the chosen language. The same object until language or zone change, so selectors hold still. */
export function i18nOf({ settings: { language }, zone }: Pick<AppState, 'settings' | 'zone'>) {
  const key = `${language} ${zone}`
  const i18n = made.get(key) ?? createI18n(language, zone)
  made.set(key, i18n)
  return i18n
}

/** On the clock of the shop a ticket belongs to, which need not be that of this PC: for what its customer was told. */
export function i18nOfTicket(state: Pick<AppState, 'settings' | 'zone' | 'rows' | 'shops' | 'detail'>, id: TicketId) {
  const { settings, zone, rows, shops, detail } = state
  const ticket = rows.get(id) ?? (detail?.ticket.id === id ? detail.ticket : undefined)
  return i18nOf({ settings, zone: (ticket && shops.get(ticket.shopId)?.timeZone) ?? zone })
}
