import type { Input, Output } from '../../preload/contract.ts'
import {
  MOST_MAILS,
  type FillValues,
  type GroupMail,
  type GroupRefusal,
  type GroupSendId,
  type GroupText,
  type OwnWords,
  type TemplateId,
  type TicketId,
} from '../../preload/domain.ts'
import { withSignature } from '../composer/signature.ts'
import { shownMails } from '../many/many-mails.ts'
import { nameOf } from '../templates/texts.ts'
import type { Tools } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'
import { hasWords, toDraft, toState } from './many-draft.ts'

/** Long enough not to fill in hundreds of mails with every letter. */
const FILL_AFTER_MS = 250
const SAVE_AFTER_MS = 500
const DAY = 86_400_000

export type ManyState = {
  /** Made once for this sending, so that pressing twice sends once. */
  key: string
  ids: readonly TicketId[]
  text: GroupText
  /** Values that one of them has for itself. */
  own: ReadonlyMap<TicketId, FillValues>
  /** Mails that were changed by hand. */
  edited: ReadonlyMap<TicketId, OwnWords>
  /** As main filled them in, in the order of `ids`. */
  mails: readonly GroupMail[]
  /** Which of them is looked at. */
  at: number
  refused: ReadonlyMap<TicketId, GroupRefusal>
  isSending: boolean
  /** The person is asked about what the checks found. */
  isAsking: boolean
}

export type ManySlice = {
  /** The text to many that is being written; null while there is none. */
  many: ManyState | null
  /** まとめて返信: begins with these tickets, or with a text that is ready. */
  startMany: (ids: readonly TicketId[], text?: Partial<GroupText>) => void
  chooseManyTemplate: (id: TemplateId) => void
  setManyText: (change: Partial<GroupText>) => void
  setManyHold: (isOn: boolean) => Promise<void>
  setOwnValue: (id: TicketId, name: string, value: string) => void
  /** Null: the common text again. */
  editOneOfMany: (id: TicketId, words: OwnWords | null) => void
  leaveOutOfMany: (id: TicketId) => void
  lookAtMany: (at: number) => void
  /** `isAccepted`: what the checks found was seen. Without it the person is asked first. */
  sendMany: (isAccepted?: boolean) => Promise<void>
  keepWritingMany: () => void
  /** The text that was left unsent when the window was last closed. */
  loadManyDraft: () => Promise<void>
  flushMany: () => Promise<void>
  continueMany: () => void
  discardMany: () => void
  cancelGroupSend: (id: GroupSendId) => Promise<void>
}

/** What a restart must not lose. */
const KEPT = ['key', 'ids', 'text', 'own', 'edited'] as const
const own = (ids: readonly TicketId[]) =>
  [...new Set(ids)].slice(0, MOST_MAILS).map((ticketId) => ({ ticketId, values: {}, edited: null }))

export function createManySlice({ api, set, get, now, newKey }: Tools): ManySlice {
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0
  let isFillingSoon = false
  let saving: ReturnType<typeof setTimeout> | undefined
  let isUnsaved = false

  /** Looking at another mail or waiting for main changes nothing that is kept. */
  function change(part: Partial<ManyState>) {
    const many = get().many
    if (many) put({ ...many, ...part })
  }
  function put(many: ManyState | null) {
    const before = get().many
    set({ many })
    if (before === many || (before && many && KEPT.every((part) => before[part] === many[part]))) return
    isUnsaved = true
    clearTimeout(saving)
    saving = setTimeout(() => void save(), SAVE_AFTER_MS)
  }
  async function save() {
    clearTimeout(saving)
    if (!isUnsaved) return
    isUnsaved = false
    const { many } = get()
    try {
      await api.call('groups.saveDraft', { draft: many && hasWords(many) ? toDraft(many) : null })
    } catch (error) {
      isUnsaved = true
      get().showError(error)
    }
  }
  /** Asks main how the mails read now. Of several answers the last one asked for counts. */
  async function fill() {
    const many = get().many
    if (!many || many.ids.length === 0) return
    clearTimeout(timer)
    isFillingSoon = false
    const asked = ++round
    const { groupId: _, sendAfter: __, ...text } = many.text
    try {
      const filled = await api.call('groups.preview', { ...text, mails: toDraft(many).mails })
      const left = new Set(get().many?.ids)
      if (asked === round) change({ mails: filled.filter(({ ticketId }) => left.has(ticketId)) })
    } catch (error) {
      get().showError(error)
    }
  }
  function fillSoon() {
    clearTimeout(timer)
    isFillingSoon = true
    timer = setTimeout(() => void fill(), FILL_AFTER_MS)
  }
  function setText(part: Partial<GroupText>) {
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
  const readyOf = (many: ManyState) =>
    shownMails(many, now(), (id) => i18nOfTicket(get(), id)).filter(({ isReady }) => isReady)

  function sendingOf(many: ManyState): Input<'groups.send'> {
    const { templateId, sendAfter } = many.text
    const ready = readyOf(many)
    return {
      key: many.key,
      groupId: many.text.groupId,
      title: titleOf(many),
      templateId,
      sendAfter: sendAfter !== null && sendAfter > now() ? sendAfter : null,
      mails: ready.flatMap(({ ticketId, accountId, to, subject, body, basedOnMessageId, hold, findings }) => {
        const overridden = findings.map(({ check }) => check)
        const words = { subject, body: withSignature(body, signatureOf(accountId)), typedBody: body }
        return to === null ? [] : [{ ticketId, accountId, to, ...words, basedOnMessageId, hold, overridden }]
      }),
    }
  }
  /** Those that were refused stay on the screen with the reason; the others are on their way. */
  function keepRefused(many: ManyState, { refused }: Output<'groups.send'>) {
    const reasons = new Map(refused.map(({ ticketId, reason }) => [ticketId, reason]))
    const ids = many.ids.filter((id) => reasons.has(id))
    put({ ...many, key: newKey(), ids, mails: [], at: 0, refused: reasons, isSending: false })
    void fill()
  }
  function tell(many: ManyState, result: Output<'groups.send'>) {
    const words = i18nOf(get()).text.many
    const { id, queued, refused, firstLeavesAt } = result
    if (id === null) return get().showToast({ text: words.sentNone, isProblem: true })
    async function undo() {
      await get().cancelGroupSend(id!)
      // With the text, the people and what was filled in as they stood.
      put({ ...many, key: newKey(), isSending: false })
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
      const empty: GroupText = {
        templateId: null,
        groupId: null,
        language,
        subject: '',
        body: '',
        values: {},
        hold: null,
        sendAfter: null,
      }
      const before = get().many
      put(toState({ key: newKey(), text: { ...empty, ...text }, mails: own(ids) }))
      if (before && hasWords(before)) {
        const undo = () => {
          put(before)
          void fill()
        }
        get().showToast({ text: i18nOf(get()).text.many.replaced(before.ids.length), undo })
      }
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
      // What the checks say of it.
      fillSoon()
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
    async sendMany(isAccepted = false) {
      if (!get().many || get().many?.isSending) return
      change({ isSending: true, isAsking: false })
      // The last letters may not be in the mails yet.
      if (isFillingSoon) await fill()
      const many = get().many
      if (!many) return
      const sending = sendingOf(many)
      const isWhole = sending.mails.length === many.ids.length && sending.mails.length > 0
      const hasFindings = readyOf(many).some(({ findings }) => findings.length > 0)
      if (!isWhole || (hasFindings && !isAccepted)) return change({ isSending: false, isAsking: isWhole })
      try {
        const result = await api.call('groups.send', sending)
        const isGone = result.refused.length === 0
        if (isGone) put(null)
        else keepRefused(many, result)
        get().clearSelected()
        if (isGone) get().showScreen('inbox')
        tell(many, result)
      } catch (error) {
        change({ isSending: false })
        get().showError(error)
      }
    },
    keepWritingMany: () => change({ isAsking: false }),
    async loadManyDraft() {
      try {
        const draft = await api.call('groups.draft', {})
        if (draft && get().many === null) set({ many: toState(draft) })
      } catch (error) {
        get().showError(error)
      }
    },
    flushMany: save,
    continueMany() {
      if (get().templates === null) void get().loadTemplates()
      get().showScreen('many')
      void fill()
    },
    discardMany() {
      const many = get().many
      if (!many) return
      put(null)
      get().showToast({ text: i18nOf(get()).text.many.discarded, undo: () => put(many) })
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
