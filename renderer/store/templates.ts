import type { Draft, FillValues, TemplateId, TemplateInfo, TextKind, TicketId } from '../../preload/domain.ts'
import { nameOf, quoteStart } from '../templates/texts.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type TemplatesSlice = {
  /** null until somebody needs them. */
  templates: readonly TemplateInfo[] | null
  /** The list to choose from, over the answer to a ticket. */
  picker: { ticketId: TicketId; kind: TextKind } | null
  /** Which one the page of templates shows. */
  templateId: TemplateId | null
  loadTemplates: () => Promise<void>
  openPicker: (ticketId: TicketId, kind: TextKind) => void
  closePicker: () => void
  showTemplate: (id: TemplateId | null) => void
  /** Fills a template in and puts it into the answer: as the answer, or below what is written, with a way back. */
  insertTemplate: (ticketId: TicketId, id: TemplateId, extra?: FillValues) => Promise<boolean>
  /** The filled words of a phrase, counted as used; null when it failed. */
  takePhrase: (ticketId: TicketId, id: TemplateId) => Promise<string | null>
  removeTemplates: (texts: readonly TemplateInfo[]) => Promise<void>
}

export function createTemplatesSlice({ api, set, get }: Tools): TemplatesSlice {
  const words = () => i18nOf(get()).text

  /** Its files are in the draft of main now; words that are being typed stay. */
  async function countUse(ticketId: TicketId, id: TemplateId) {
    const { attachments } = await api.call('templates.use', { id, ticketId })
    const state = get().drafts.get(ticketId)
    if (!state || state.draft.attachments.length === attachments.length) return
    const drafts = new Map(get().drafts).set(ticketId, { ...state, draft: { ...state.draft, attachments } })
    set({ drafts })
  }

  return {
    templates: null,
    picker: null,
    templateId: null,
    async loadTemplates() {
      try {
        set({ templates: await api.call('templates.list', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    openPicker(ticketId, kind) {
      if (get().templates === null) void get().loadTemplates()
      set({ picker: { ticketId, kind } })
    },
    closePicker: () => set({ picker: null }),
    showTemplate: (templateId) => set({ templateId }),

    async insertTemplate(ticketId, id, extra = {}) {
      const before = get().drafts.get(ticketId)?.draft
      if (!before) return false
      try {
        const filled = await api.call('templates.fill', { id, ticketId, extra: { ...valuesOfPlan(before), ...extra } })
        const draft = get().drafts.get(ticketId)?.draft ?? before
        const quoteAt = quoteStart(draft.body)
        const own = draft.body.slice(0, quoteAt).trimEnd()
        const quoted = draft.body.slice(quoteAt)
        const joined = (text: string) => (quoted === '' ? text : `${text.trimEnd()}\n\n${quoted}`)
        const subject = filled.subject || draft.subject
        const replaced = { subject, body: joined(filled.body) }
        const isEmpty = own.trim() === ''
        get().editDraft(ticketId, isEmpty ? replaced : { body: joined(`${own}\n\n${filled.body}`) })
        await countUse(ticketId, id)
        const title = nameOf(get().templates?.find((one) => one.id === id) ?? { title: '', body: filled.body })
        const { templates } = words()
        get().showToast({
          text: isEmpty ? templates.inserted(title) : templates.insertedBelow(title),
          undo: () => get().editDraft(ticketId, { subject: draft.subject, body: draft.body }),
          action: isEmpty ? null : { label: templates.replaceInstead, run: () => get().editDraft(ticketId, replaced) },
        })
        return true
      } catch (error) {
        get().showError(error)
        return false
      }
    },
    async takePhrase(ticketId, id) {
      try {
        const extra = valuesOfPlan(get().drafts.get(ticketId)?.draft)
        const { body } = await api.call('templates.fill', { id, ticketId, extra })
        await countUse(ticketId, id)
        return body
      } catch (error) {
        get().showError(error)
        return null
      }
    },
    async removeTemplates(texts) {
      const ids = texts.map(({ id }) => id)
      try {
        await api.call('templates.remove', { ids })
        await get().loadTemplates()
        get().showToast({
          text: words().templates.removed(texts.map(nameOf).join('、')),
          undo: () =>
            void api
              .call('templates.putBack', { ids })
              .then(() => get().loadTemplates())
              .catch(get().showError),
        })
      } catch (error) {
        get().showError(error)
      }
    },
  }
}

/** The date in the text is the date of the hold, not one that is proposed anew. */
export function valuesOfPlan(draft: Draft | undefined): FillValues {
  const hold = draft?.plan.hold
  if (hold?.step === 'reminder') return { 再回答期限: hold.dueAt }
  if (hold?.step !== 'request') return {}
  const { dueAt, orderNumber, product } = hold
  return { 回答期限: dueAt, ...(orderNumber && { 注文番号: orderNumber }), ...(product && { 商品名: product }) }
}
