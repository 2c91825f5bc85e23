import type { RuleId, RuleLogEntry, RuleRunId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

const PAGE = 100

export type RuleLogSlice = {
  rulesTab: 'list' | 'log'
  showRulesTab: (tab: 'list' | 'log') => void
  ruleLog: readonly RuleLogEntry[] | null
  ruleLogError: AppError | null
  /** Of one rule, or of all. */
  ruleLogOf: RuleId | null
  hasMoreRuleLog: boolean
  loadRuleLog: () => Promise<void>
  filterRuleLog: (id: RuleId | null) => void
  loadMoreRuleLog: () => Promise<void>
  undoRuleRun: (runId: RuleRunId) => Promise<void>
}

/** What the rules did, newest first, page by page. */
export function createRuleLogSlice({ api, set, get }: Tools): RuleLogSlice {
  let asked = 0
  const page = (before: number | null) => api.call('rules.log', { ruleId: get().ruleLogOf, before, limit: PAGE })

  return {
    rulesTab: 'list',
    showRulesTab: (rulesTab) => set({ rulesTab }),
    ruleLog: null,
    ruleLogError: null,
    ruleLogOf: null,
    hasMoreRuleLog: false,

    async loadRuleLog() {
      const mine = ++asked
      try {
        const ruleLog = await page(null)
        if (mine === asked) set({ ruleLog, ruleLogError: null, hasMoreRuleLog: ruleLog.length === PAGE })
      } catch (error) {
        if (mine === asked) set({ ruleLogError: toAppError(error) })
      }
    },
    filterRuleLog(ruleLogOf) {
      set({ ruleLogOf, ruleLog: null })
      void get().loadRuleLog()
    },
    async loadMoreRuleLog() {
      const mine = ++asked
      const last = get().ruleLog?.at(-1)
      if (!last) return
      try {
        const more = await page(last.id)
        if (mine !== asked) return
        set({ ruleLog: [...(get().ruleLog ?? []), ...more], hasMoreRuleLog: more.length === PAGE })
      } catch (error) {
        get().showError(error)
      }
    },
    async undoRuleRun(runId) {
      try {
        const { restored, kept } = await api.call('rules.undoRun', { runId })
        get().showToast({ text: i18nOf(get()).text.rulePage.log.undoneToast(restored, kept) })
      } catch (error) {
        get().showError(error)
      }
      await get().loadRuleLog()
    },
  }
}
