import type { HandlingShare, LearnedRuleInfo, TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

/** The share is told for so many days. */
export const HANDLING_DAYS = 30

export type RulesSlice = {
  learnedRules: readonly LearnedRuleInfo[]
  handling: HandlingShare | null
  loadRules: () => Promise<void>
  loadHandling: () => Promise<void>
  /** 今後も…: this ticket, and everything of its sender from now on. */
  learnRule: (ticketId: TicketId, as: 'ticket' | 'notice') => Promise<void>
  forgetRule: (rule: LearnedRuleInfo) => Promise<void>
}

export function createRulesSlice({ api, set, get }: Tools): RulesSlice {
  const words = () => i18nOf(get()).text.toasts

  async function forgetAndMoveBack(rule: LearnedRuleInfo, ticketId: TicketId) {
    try {
      await api.call('rules.forget', { id: rule.id })
      await api.call('tickets.setKind', { id: ticketId, kind: rule.as === 'ticket' ? 'notice' : 'ticket' })
      get().showToast({ text: words().undone })
      await get().loadRules()
    } catch (error) {
      get().showError(error)
    }
  }

  async function remember(id: number) {
    try {
      await api.call('rules.forget', { id, isUndo: true })
      get().showToast({ text: words().undone })
      await get().loadRules()
    } catch (error) {
      get().showError(error)
    }
  }

  return {
    learnedRules: [],
    handling: null,
    async loadRules() {
      try {
        set({ learnedRules: await api.call('rules.list', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    async loadHandling() {
      try {
        set({ handling: await api.call('stats.handling', { days: HANDLING_DAYS }) })
      } catch (error) {
        get().showError(error)
      }
    },
    async learnRule(ticketId, as) {
      try {
        const rule = await api.call('rules.learn', { ticketId, as })
        get().showToast({ text: words().learned(rule), undo: () => void forgetAndMoveBack(rule, ticketId) })
        await get().loadRules()
      } catch (error) {
        get().showError(error)
      }
    },
    async forgetRule(rule) {
      try {
        await api.call('rules.forget', { id: rule.id })
        get().showToast({ text: words().forgotten(rule.from), undo: () => void remember(rule.id) })
        await get().loadRules()
      } catch (error) {
        get().showError(error)
      }
    },
  }
}
