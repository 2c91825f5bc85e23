import type { Input, Output } from '../../preload/contract.ts'
import type {
  FillValues,
  GroupMail,
  GroupRefusal,
  GroupSendId,
  Language,
  TemplateId,
  TicketGroupId,
  TicketId,
} from '../../preload/domain.ts'
import { withSignature } from '../composer/signature.ts'
import type { RequestPlan } from '../holds/hold-plan.ts'
import { shownMails } from '../many/many-mails.ts'
import { nameOf } from '../templates/texts.ts'
import type { Tools } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'

/** Long enough not to fill in hundreds of mails with every letter. */
const FILL_AFTER_MS = 250
const DAY = 86_400_000

export type ManyText = {
  templateId: TemplateId | null
  /** The group it was begun for. */
  groupId: TicketGroupId | null
  language: Language
  subject: string
  body: string
  /** What is the same for everybody, by the name of the variable. */
  values: FillValues
  hold: RequestPlan | null
  /** Null: at once. */
  sendAfter: number | null
}
export type ManyState = {
  /** Made once for this sending, so that pressing twice sends once. */
  key: string
  ids: readonly TicketId[]
  text: ManyText
  /** Values that one of them has for itself. */
  own: ReadonlyMap<TicketId, FillValues>
  /** Mails that were changed by hand. */
  edited: ReadonlyMap<TicketId, { subject: string; body: string }>
  /** As main filled them in, in the order of `ids`. */
  mails: readonly GroupMail[]
  /** Which of them is looked at. */
  at: number
  refused: ReadonlyMap<TicketId, GroupRefusal>
  isSending: boolean
}

export type ManySlice = {
  /** The text to many that is being written; null while there is none. */
  many: ManyState | null
  /** まとめて返信: begins with these tickets, or with a text that is ready. */
  startMany: (ids: readonly TicketId[], text?: Partial<ManyText>) => void
  chooseManyTemplate: (id: TemplateId) => void
  setManyText: (change: Partial<ManyText>) => void
  setManyHold: (isOn: boolean) => Promise<void>
  setOwnValue: (id: TicketId, name: string, value: string) => void
  /** Null: the common text again. */
  editOneOfMany: (id: TicketId, words: { subject: string; body: string } | null) => void
  leaveOutOfMany: (id: TicketId) => void
  lookAtMany: (at: number) => void
  sendMany: () => Promise<void>
  cancelGroupSend: (id: GroupSendId) => Promise<void>
}

export function createManySlice({ api, set, get, now, newKey }: Tools): ManySlice {
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0

  function change(part: Partial<ManyState>) {
    const many = get().many
    if (many) set({ many: { ...many, ...part } })
  }
  /** Asks main how the mails read now. Of several answers the last one asked for counts. */
  async function fill() {
    const many = get().many
    if (!many || many.ids.length === 0) return
    const asked = ++round
    const { subject, body, language, values, hold } = many.text
    const mails = many.ids.map((ticketId) => ({ ticketId, values: many.own.get(ticketId) ?? {} }))
    try {
      const filled = await api.call('groups.preview', { mails, subject, body, language, values, hold })
      const left = new Set(get().many?.ids)
      if (asked === round) change({ mails: filled.filter(({ ticketId }) => left.has(ticketId)) })
    } catch (error) {
      get().showError(error)
    }
  }
  function fillSoon() {
    clearTimeout(timer)
    timer = setTimeout(() => void fill(), FILL_AFTER_MS)
  }
  function setText(part: Partial<ManyText>) {
    const many = get().many
    if (!many) return
    change({ text: { ...many.text, ...part } })
    fillSoon()
  }
  function signatureOf(accountId: GroupMail['accountId']) {
    const shopId = get().accounts.get(accountId)?.shopId
    return (shopId !== undefined && get().shops.get(shopId)?.signature) || ''
  }
  function titleOf({ text }: ManyState) {
    const template = get().templates?.find(({ id }) => id === text.templateId)
    return (template && nameOf(template)) || text.subject || text.body.trim().split('\n')[0]!.slice(0, 60)
  }
  function sendingOf(many: ManyState): Input<'groups.send'> {
    const { templateId, sendAfter } = many.text
    const ready = shownMails(many, now(), (id) => i18nOfTicket(get(), id)).filter(({ isReady }) => isReady)
    return {
      key: many.key,
      groupId: many.text.groupId,
      title: titleOf(many),
      templateId,
      sendAfter: sendAfter !== null && sendAfter > now() ? sendAfter : null,
      mails: ready.flatMap(({ ticketId, accountId, to, subject, body, basedOnMessageId, hold }) => {
        const words = { subject, body: withSignature(body, signatureOf(accountId)), typedBody: body }
        return to === null ? [] : [{ ticketId, accountId, to, ...words, basedOnMessageId, hold }]
      }),
    }
  }
  /** Those that were refused stay on the screen with the reason; the others are on their way. */
  function keepRefused(many: ManyState, { refused }: Output<'groups.send'>) {
    const reasons = new Map(refused.map(({ ticketId, reason }) => [ticketId, reason]))
    const ids = many.ids.filter((id) => reasons.has(id))
    set({ many: { ...many, key: newKey(), ids, mails: [], at: 0, refused: reasons, isSending: false } })
    void fill()
  }
  function tell(many: ManyState, result: Output<'groups.send'>) {
    const words = i18nOf(get()).text.many
    const { id, queued, refused, firstLeavesAt } = result
    if (id === null) return get().showToast({ text: words.sentNone, isProblem: true })
    async function undo() {
      await get().cancelGroupSend(id!)
      // With the text, the people and what was filled in as they stood.
      set({ many: { ...many, key: newKey(), isSending: false } })
      get().showScreen('many')
      void fill()
    }
    const text = refused.length === 0 ? words.sent(queued.length) : words.sentSome(queued.length, refused.length)
    const isSoon = firstLeavesAt > now() && firstLeavesAt - now() < 2 * 60_000
    get().showToast({ text, undo: () => void undo(), ...(isSoon && { until: firstLeavesAt }) })
  }

  return {
    many: null,
    startMany(ids, text = {}) {
      if (get().templates === null) void get().loadTemplates()
      const { language } = get().settings
      const empty: ManyText = {
        templateId: null,
        groupId: null,
        language,
        subject: '',
        body: '',
        values: {},
        hold: null,
        sendAfter: null,
      }
      set({
        many: {
          key: newKey(),
          ids: [...new Set(ids)],
          text: { ...empty, ...text },
          own: new Map(),
          edited: new Map(),
          mails: [],
          at: 0,
          refused: new Map(),
          isSending: false,
        },
      })
      get().showScreen('many')
      void fill()
    },
    chooseManyTemplate(id) {
      const template = get().templates?.find((one) => one.id === id)
      if (!template) return
      const { subject, body, language } = template
      setText({ templateId: id, subject, body, language })
      void get().setManyHold(template.startsHold)
    },
    setManyText: setText,
    async setManyHold(isOn) {
      const many = get().many
      const [first] = many?.ids ?? []
      if (!many || first === undefined || isOn === (many.text.hold !== null)) return
      if (!isOn) return setText({ hold: null })
      const proposal = await get().loadProposal(first, 'customer-decision')
      setText({
        hold: {
          step: 'request',
          kind: 'customer-decision',
          dueAt: proposal?.dueAt ?? now() + 3 * DAY,
          orderNumber: '',
          product: '',
          stockNote: '',
          isReserved: false,
          isAutomatic: false,
        },
      })
    },
    setOwnValue(id, name, value) {
      const many = get().many
      if (!many) return
      change({ own: new Map(many.own).set(id, { ...many.own.get(id), [name]: value }) })
      fillSoon()
    },
    editOneOfMany(id, words) {
      const many = get().many
      if (!many) return
      const edited = new Map(many.edited)
      if (words === null) edited.delete(id)
      else edited.set(id, words)
      change({ edited })
    },
    leaveOutOfMany(id) {
      const many = get().many
      if (!many) return
      const { ids, mails, at } = many
      const left = ids.filter((one) => one !== id)
      change({
        ids: left,
        mails: mails.filter((mail) => mail.ticketId !== id),
        at: Math.max(0, Math.min(at, left.length - 1)),
      })
      const words = i18nOf(get()).text.many
      const name = mails.find((mail) => mail.ticketId === id)?.customerName ?? ''
      const undo = () => {
        change({ ids })
        void fill()
      }
      get().showToast({ text: words.removed(name), undo })
      // Who stood twice stands once now.
      fillSoon()
    },
    lookAtMany: (at) => change({ at }),
    async sendMany() {
      const many = get().many
      if (!many || many.isSending) return
      const sending = sendingOf(many)
      if (sending.mails.length === 0) return
      change({ isSending: true })
      try {
        const result = await api.call('groups.send', sending)
        const isWhole = result.refused.length === 0
        if (isWhole) set({ many: null })
        else keepRefused(many, result)
        get().clearSelected()
        if (isWhole) get().showScreen('inbox')
        tell(many, result)
      } catch (error) {
        change({ isSending: false })
        get().showError(error)
      }
    },
    async cancelGroupSend(id) {
      try {
        const { cancelled, left } = await api.call('groups.cancelSend', { id })
        const words = i18nOf(get()).text.many
        const text = left === 0 ? words.taken(cancelled.length) : words.takenLate(cancelled.length, left)
        get().showToast({ text })
        await get().loadOutbox()
      } catch (error) {
        get().showError(error)
      }
    },
  }
}
