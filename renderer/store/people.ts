import type { Input, Output } from '../../preload/contract.ts'
import type {
  CategoryInfo,
  ChecklistId,
  ChecklistInfo,
  MessageId,
  StaffId,
  StaffInfo,
  StaffMention,
  TicketId,
  TicketSummary,
  TicketWork,
} from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

type CloseReason = 'settled' | 'no-reply-needed'
/** Questions about tickets that people answer by hand. */
export type PeopleDialog =
  | { type: 'category'; ids: TicketId[] }
  | { type: 'assign'; ids: TicketId[] }
  | { type: 'close'; ids: TicketId[] }
  | { type: 'phone-memo'; ticketId: TicketId | null; fromMessageId?: MessageId }
  | { type: 'switch-staff'; id: StaffId }
  | { type: 'mentions' }

export type PeopleSlice = {
  categories: readonly CategoryInfo[]
  checklists: readonly ChecklistInfo[]
  /** Those who left too. */
  staff: readonly StaffInfo[]
  currentStaffId: StaffId | null
  mentions: readonly StaffMention[]
  isNoteOpen: boolean
  loadPeople: () => Promise<void>
  setNoteOpen: (isOpen: boolean) => void
  setCategory: (ids: readonly TicketId[], category: string | null) => Promise<void>
  setPreventable: (ids: readonly TicketId[], isPreventable: boolean) => Promise<void>
  assign: (ids: readonly TicketId[], staffId: StaffId | null) => Promise<void>
  tickStep: (step: Input<'checklists.tick'>) => Promise<void>
  startChecklist: (ticketId: TicketId, checklistId: ChecklistId) => Promise<void>
  stopChecklist: (ticketId: TicketId, checklistId: ChecklistId, name: string) => Promise<void>
  /** Closes at once what is answered and done; asks about everything else. */
  closeTickets: (ids: TicketId[]) => void
  /** After the question, or by a key that is the answer. */
  closeFor: (ids: TicketId[], reason: CloseReason) => Promise<void>
  addNote: (ticketId: TicketId, text: string) => Promise<boolean>
  editNote: (messageId: MessageId, text: string) => Promise<void>
  removeNote: (messageId: MessageId) => Promise<void>
  switchStaff: (id: StaffId) => void
  saveMemo: (memo: Input<'phone.save'>) => Promise<boolean>
  /** A call that a mail reported is a mail again. */
  undoMemo: (messageId: MessageId) => Promise<void>
  exportHistory: (id: TicketId) => Promise<void>
}

export const presentStaff = (staff: readonly StaffInfo[]) => staff.filter(({ isRemoved }) => !isRemoved)
export const isUnanswered = ({ kind, status }: TicketSummary) =>
  kind === 'ticket' && (status === 'new' || status === 'open')
/** Closing the ticket is a step of its own and never missing. */
export const missingSteps = ({ checklists }: TicketWork) =>
  checklists.flatMap(({ steps }) =>
    steps.filter(({ key, doneAt }) => doneAt === null && key !== 'finish').map(({ label }) => label),
  )

export function createPeopleSlice({ api, set, get }: Tools): PeopleSlice {
  const words = () => i18nOf(get()).text.work

  async function tried(run: () => Promise<void>): Promise<boolean> {
    try {
      await run()
      return true
    } catch (error) {
      get().showError(error)
      return false
    }
  }
  async function act(run: () => Promise<unknown>): Promise<void> {
    await tried(async () => void (await run()))
  }
  const quietly = (run: () => Promise<unknown>) => void act(run)
  /** Of a ticket that is not open only the number of steps is known. */
  function hasOpenSteps({ id, steps }: TicketSummary) {
    const { detail } = get()
    if (detail?.ticket.id === id) return missingSteps(detail.work).length > 0
    return steps !== null && steps.done < steps.total
  }
  const rowsOf = (ids: readonly TicketId[]) => ids.flatMap((id) => get().rows.get(id) ?? [])

  /** Puts each ticket back to what it had, whatever that was. */
  function undoEach<T extends keyof TicketSummary>(
    rows: readonly TicketSummary[],
    key: T,
    put: (ids: TicketId[], value: TicketSummary[T]) => Promise<unknown>,
  ) {
    return () => {
      for (const value of new Set(rows.map((row) => row[key])))
        quietly(() =>
          put(
            rows.filter((row) => row[key] === value).map(({ id }) => id),
            value,
          ),
        )
    }
  }

  const putCategory = (ids: readonly TicketId[], category: string | null) =>
    api.call('tickets.setCategory', { ids: [...ids], category })
  const putAssignee = (ids: readonly TicketId[], staffId: StaffId | null) =>
    api.call('tickets.assign', { ids: [...ids], staffId })

  return {
    categories: [],
    checklists: [],
    staff: [],
    currentStaffId: null,
    mentions: [],
    isNoteOpen: false,

    async loadPeople() {
      await act(async () => {
        const [categories, checklists, { staff, currentId }, mentions] = await Promise.all([
          api.call('categories.list', {}),
          api.call('checklists.list', {}),
          api.call('staff.list', {}),
          api.call('staff.mentions', {}),
        ])
        const isSomebodyElse = get().currentStaffId !== currentId
        set({ categories, checklists, staff, currentStaffId: currentId, mentions })
        if (isSomebodyElse && get().list.isMine) await get().reloadList()
      })
    },
    setNoteOpen: (isNoteOpen) => set({ isNoteOpen }),
    setCategory: (ids, category) =>
      act(async () => {
        const before = rowsOf(ids)
        await putCategory(ids, category)
        const label = get().categories.find(({ key }) => key === category)?.label ?? category
        get().showToast({ text: words().categorised(label), undo: undoEach(before, 'category', putCategory) })
      }),
    setPreventable: (ids, isPreventable) =>
      act(() => api.call('tickets.setPreventable', { ids: [...ids], isPreventable })),
    assign: (ids, staffId) =>
      act(async () => {
        const before = rowsOf(ids)
        await putAssignee(ids, staffId)
        const name = get().staff.find(({ id }) => id === staffId)?.name ?? null
        get().showToast({ text: words().assigned(name), undo: undoEach(before, 'assigneeId', putAssignee) })
      }),
    tickStep: (step) => act(() => api.call('checklists.tick', step)),
    startChecklist: (ticketId, checklistId) => act(() => api.call('checklists.start', { ticketId, checklistId })),
    stopChecklist: (ticketId, checklistId, name) =>
      act(async () => {
        const stopped = get().detail?.work.checklists.find((list) => list.checklistId === checklistId)
        await api.call('checklists.stop', { ticketId, checklistId })
        const undo = () =>
          quietly(async () => {
            await api.call('checklists.start', { ticketId, checklistId })
            for (const [index, step] of (stopped?.steps ?? []).entries())
              if (step.doneAt !== null)
                await api.call('checklists.tick', { ticketId, checklistId, index, isDone: true })
          })
        get().showToast({ text: words().checklistStopped(name), undo })
      }),
    closeTickets(ids) {
      const rows = rowsOf(ids)
      if (rows.some((row) => isUnanswered(row) || hasOpenSteps(row))) get().openDialog({ type: 'close', ids })
      else void get().closeFor(ids, 'settled')
    },
    async closeFor(ids, reason) {
      const isBare = rowsOf(ids).some(({ category }) => category === null)
      const action = { label: words().setCategory, run: () => get().openDialog({ type: 'category', ids }) }
      await get().resolveTickets(ids, reason, isBare ? action : null)
    },
    addNote: (ticketId, text) =>
      tried(async () => {
        const { messageId } = await api.call('notes.add', { ticketId, text })
        const undo = () => quietly(() => api.call('notes.setRemoved', { messageId, isRemoved: true }))
        get().showToast({ text: words().noteSaved, undo })
      }),
    editNote: (messageId, text) =>
      act(async () => {
        const before = get().detail?.messages.find(({ id }) => id === messageId)?.text
        await api.call('notes.edit', { messageId, text })
        const undo = before ? () => quietly(() => api.call('notes.edit', { messageId, text: before })) : null
        get().showToast({ text: words().noteSaved, undo })
      }),
    removeNote: (messageId) =>
      act(async () => {
        await api.call('notes.setRemoved', { messageId, isRemoved: true })
        const undo = () => quietly(() => api.call('notes.setRemoved', { messageId, isRemoved: false }))
        get().showToast({ text: words().noteRemoved, undo })
      }),
    switchStaff(id) {
      const person = get().staff.find((one) => one.id === id)
      if (!person || id === get().currentStaffId) return
      if (person.hasPin) return get().openDialog({ type: 'switch-staff', id })
      quietly(async () => {
        await api.call('staff.switch', { id, pin: null })
        get().showToast({ text: words().switched(person.name) })
      })
    },
    saveMemo: (memo) =>
      tried(async () => {
        const { ticketId, messageId } = await api.call('phone.save', memo)
        const open = { label: i18nOf(get()).text.toasts.openIt, run: () => void get().openTicket(ticketId) }
        const undo = memo.fromMessageId ? () => quietly(() => api.call('phone.undo', { messageId })) : null
        get().showToast({ text: words().memoSaved, action: open, undo })
      }),
    undoMemo: (messageId) =>
      act(async () => {
        const memo = await api.call('phone.undo', { messageId })
        const undo = () => quietly(() => api.call('phone.save', memo))
        get().showToast({ text: words().memoUndone, undo })
      }),
    exportHistory: (id) =>
      act(async () => {
        const saved: Output<'tickets.exportHistory'> = await api.call('tickets.exportHistory', { id })
        if (saved) get().showToast({ text: words().exported(saved.path) })
      }),
  }
}
