import type { Output } from '../../preload/contract.ts'
import type { RuleDraft, RuleId, RuleInfo, TicketId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import {
  conditionPlace,
  draftOf,
  faultsOf,
  formOf,
  isChanged,
  previewKey,
  type RuleFaults,
  type RuleForm,
} from '../rules/rule-form.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

const SHOWN_IN_PREVIEW = 100

export type RulePreviewState =
  | { status: 'running' }
  | { status: 'done'; of: string; found: Output<'rules.preview'> }
  | { status: 'failed'; error: AppError }

export type WrittenRulesSlice = {
  writtenRules: readonly RuleInfo[] | null
  writtenRulesError: AppError | null
  /** What is being written stays while another screen is shown. */
  ruleForm: RuleForm | null
  ruleError: AppError | null
  ruleFaults: RuleFaults
  isRuleBusy: 'saving' | 'running' | null
  rulePreview: RulePreviewState | null
  previewDays: number
  loadWrittenRules: () => Promise<void>
  addRule: (rule: RuleDraft) => Promise<void>
  switchRule: (rule: RuleInfo, isOn: boolean) => Promise<void>
  /** To the place of another, or one up or down. Tells the new place, from 1; null when it stayed. */
  moveRule: (id: RuleId, to: number) => Promise<number | null>
  removeRule: (rule: RuleInfo) => Promise<void>
  editRule: (rule: RuleInfo | null) => void
  changeRuleForm: (change: Partial<RuleForm>) => void
  /** Back to the list; what was not saved can be taken up again. */
  leaveRuleForm: () => void
  /** True when it was saved. */
  saveRule: () => Promise<boolean>
  setPreviewDays: (days: number) => void
  previewRule: () => Promise<void>
  stopPreview: () => void
  /** Saves first where something changed. */
  runRule: () => Promise<void>
  openFromRules: (id: TicketId) => void
}

/** 自動処理: the rules that people write, the one being written, and what it would do. */
export function createWrittenRulesSlice({ api, set, get }: Tools): WrittenRulesSlice {
  const words = () => i18nOf(get()).text.rulePage
  let askedPreview = 0

  async function act(run: () => Promise<void>) {
    try {
      await run()
    } catch (error) {
      get().showError(error)
    }
  }
  const known = (id: RuleId) => get().writtenRules?.find((rule) => rule.id === id)
  const savedDraft = ({ id: _, position: __, usedCount: ___, lastUsedAt: ____, ...draft }: RuleInfo): RuleDraft => draft

  /** Patterns are judged by main, everything else is seen here. */
  async function check(form: RuleForm): Promise<RuleFaults> {
    const faults = faultsOf(form)
    for (const { key, value } of form.conditions) {
      if (value.type !== 'pattern' || value.pattern === '') continue
      if ((await api.call('rules.checkPattern', { pattern: value.pattern })) !== null)
        faults[conditionPlace(key)] = 'pattern'
    }
    return faults
  }
  /** Null and marked fields when something is missing. Trying needs no name. */
  async function checked(needsName: boolean): Promise<RuleForm | null> {
    const form = get().ruleForm
    if (form === null) return null
    const faults = await check(form)
    if (!needsName) delete faults['name']
    const isFine = Object.keys(faults).length === 0
    set({ ruleFaults: faults, ruleForm: { ...form, isChecked: !isFine } })
    return isFine ? form : null
  }

  return {
    writtenRules: null,
    writtenRulesError: null,
    ruleForm: null,
    ruleError: null,
    ruleFaults: {},
    isRuleBusy: null,
    rulePreview: null,
    previewDays: 30,

    async loadWrittenRules() {
      try {
        set({ writtenRules: await api.call('rules.all', {}), writtenRulesError: null })
      } catch (error) {
        set({ writtenRulesError: toAppError(error) })
      }
    },
    addRule: (rule) =>
      act(async () => {
        const { id } = await api.call('rules.save', { id: null, rule })
        await get().loadWrittenRules()
        const added = known(id)
        const undo = added ? () => void get().removeRule(added) : null
        get().showToast({ text: words().added(rule.name), undo })
      }),
    switchRule: (rule, isOn) =>
      act(async () => {
        await api.call('rules.save', { id: rule.id, rule: { ...savedDraft(rule), isOn } })
        await get().loadWrittenRules()
      }),
    async moveRule(id, to) {
      const rules = get().writtenRules ?? []
      const from = rules.findIndex((rule) => rule.id === id)
      const place = Math.min(rules.length - 1, Math.max(0, to))
      if (from < 0 || place === from) return null
      const moved = rules.toSpliced(from, 1).toSpliced(place, 0, rules[from]!)
      await act(async () => {
        await api.call('rules.reorder', { ids: moved.map((rule) => rule.id) })
        await get().loadWrittenRules()
      })
      return place + 1
    },
    removeRule: (rule) =>
      act(async () => {
        await api.call('rules.remove', { id: rule.id })
        await get().loadWrittenRules()
        const undo = () =>
          void act(async () => {
            await api.call('rules.remove', { id: rule.id, isUndo: true })
            await get().loadWrittenRules()
          })
        get().showToast({ text: words().removed(rule.name), undo })
      }),

    editRule: (rule) => {
      get().stopPreview()
      const ruleForm = rule === null ? formOf() : formOf(savedDraft(rule), rule.id)
      set({ ruleForm, ruleFaults: {}, ruleError: null, rulePreview: null })
    },
    changeRuleForm(change) {
      const { ruleForm } = get()
      if (ruleForm === null) return
      const next = { ...ruleForm, ...change }
      set({ ruleForm: next, ruleError: null, ...(next.isChecked && { ruleFaults: faultsOf(next) }) })
    },
    leaveRuleForm() {
      const { ruleForm } = get()
      get().stopPreview()
      set({ ruleForm: null, ruleFaults: {}, ruleError: null, rulePreview: null })
      if (ruleForm === null || !isChanged(ruleForm)) return
      get().showToast({ text: words().discarded, undo: () => set({ ruleForm }) })
    },
    async saveRule() {
      if (get().isRuleBusy !== null) return false
      set({ isRuleBusy: 'saving', ruleError: null })
      try {
        const form = await checked(true)
        if (form === null) return false
        const rule = draftOf(form)
        const { id } = await api.call('rules.save', { id: form.id, rule })
        set({ ruleForm: { ...form, id, saved: JSON.stringify(rule), isChecked: false } })
        get().showToast({ text: words().saved(rule.name) })
        await get().loadWrittenRules()
        return true
      } catch (error) {
        set({ ruleError: toAppError(error) })
        return false
      } finally {
        set({ isRuleBusy: null })
      }
    },

    setPreviewDays: (previewDays) => set({ previewDays }),
    async previewRule() {
      const mine = ++askedPreview
      set({ rulePreview: { status: 'running' } })
      try {
        const form = await checked(false)
        const { previewDays: days } = get()
        if (form === null) return set({ rulePreview: null })
        // A rule that has no name yet can be tried all the same.
        const draft = draftOf(form)
        const rule = { ...draft, name: draft.name || words().newTitle }
        const found = await api.call('rules.preview', { rule, days, limit: SHOWN_IN_PREVIEW })
        if (mine === askedPreview) set({ rulePreview: { status: 'done', of: previewKey(form, days), found } })
      } catch (error) {
        if (mine === askedPreview) set({ rulePreview: { status: 'failed', error: toAppError(error) } })
      }
    },
    stopPreview() {
      askedPreview += 1
      if (get().rulePreview?.status === 'running') set({ rulePreview: null })
    },
    async runRule() {
      const before = get().ruleForm
      if (before === null) return
      if ((before.id === null || isChanged(before)) && !(await get().saveRule())) return
      const form = get().ruleForm
      if (form === null || form.id === null) return
      const { id } = form
      set({ isRuleBusy: 'running' })
      await act(async () => {
        const { runId, changed } = await api.call('rules.run', { id, days: get().previewDays })
        const toast = changed === 0 ? { text: words().preview.runNothing } : null
        get().showToast(toast ?? { text: words().preview.runDone(changed), undo: () => void get().undoRuleRun(runId) })
        await get().loadWrittenRules()
      })
      set({ isRuleBusy: null, rulePreview: null })
    },
    openFromRules(id) {
      get().showScreen('inbox')
      void get().openTicket(id)
    },
  }
}
