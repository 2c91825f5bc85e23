import type { Output } from '../../preload/contract.ts'
import type { ShopId, TicketId } from '../../preload/domain.ts'
import type { PolicyInfo, ShopHours } from '../../preload/domain/hours.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'

type Recomputed = Output<'hours.set'>

export type HoursSlice = {
  /** The shop whose hours are on the screen. */
  hoursShopId: ShopId | null
  hours: ReadonlyMap<ShopId, Output<'hours.get'>>
  hoursError: AppError | null
  /** What was changed and not saved: it outlives a look at another page. */
  hoursDrafts: ReadonlyMap<ShopId, ShopHours>
  policies: readonly PolicyInfo[] | null
  showHours: (id: ShopId) => void
  loadHours: (id: ShopId) => Promise<void>
  /** Null: what was changed is given up. */
  draftHours: (id: ShopId, hours: ShopHours | null) => void
  saveHours: (id: ShopId) => Promise<void>
  loadPolicies: () => Promise<void>
  /** Runs a change of the policies, tells what it moved and offers to take it back. */
  changePolicies: (change: () => Promise<Recomputed>, done: string) => Promise<void>
  /** Null takes the date away. */
  setManualDeadline: (id: TicketId, dueAt: number | null) => Promise<void>
}

export function createHoursSlice({ api, set, get, now }: Tools): HoursSlice {
  const words = () => i18nOf(get()).text.hours

  async function tried(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      get().showError(error)
    }
  }

  const moved = (done: string, { changed, isPending }: Recomputed) => {
    if (isPending) return `${done} ${words().movedMany}`
    return changed === 0 ? done : `${done} ${words().moved(changed)}`
  }

  async function setHours(id: ShopId, hours: ShopHours): Promise<Recomputed> {
    const result = await api.call('hours.set', { shopId: id, hours })
    await get().loadHours(id)
    return result
  }

  async function putManual(id: TicketId, dueAt: number | null): Promise<number | null> {
    const { before } = await api.call('deadlines.setManual', { ticketId: id, dueAt })
    await get().refreshTicket()
    return before
  }

  return {
    hoursShopId: null,
    hours: new Map(),
    hoursError: null,
    hoursDrafts: new Map(),
    policies: null,

    showHours(id) {
      set({ hoursShopId: id })
      get().showScreen('hours')
    },
    async loadHours(id) {
      try {
        const hours = new Map(get().hours).set(id, await api.call('hours.get', { shopId: id }))
        set({ hours, hoursError: null })
      } catch (error) {
        set({ hoursError: toAppError(error) })
      }
    },
    draftHours(id, hours) {
      const drafts = new Map(get().hoursDrafts)
      if (hours === null) drafts.delete(id)
      else drafts.set(id, hours)
      set({ hoursDrafts: drafts })
    },
    saveHours: (id) =>
      tried(async () => {
        const before = get().hours.get(id)?.hours
        const next = get().hoursDrafts.get(id)
        if (!before || !next) return
        const result = await setHours(id, next)
        if (get().hoursDrafts.get(id) === next) get().draftHours(id, null)
        get().showToast({
          text: moved(words().saved, result),
          undo: () => void tried(async () => void (await setHours(id, before))),
        })
      }),
    loadPolicies: () => tried(async () => set({ policies: await api.call('policies.list', {}) })),
    changePolicies: (change, done) =>
      tried(async () => {
        const before = get().policies
        const result = await change()
        await get().loadPolicies()
        const undo = async () => {
          await api.call('policies.replace', { policies: [...(before ?? [])] })
          await get().loadPolicies()
        }
        get().showToast({ text: moved(done, result), undo: before && (() => void tried(undo)) })
      }),
    setManualDeadline: (id, dueAt) =>
      tried(async () => {
        const before = await putManual(id, dueAt)
        const i18n = i18nOfTicket(get(), id)
        const text = dueAt === null ? words().dateRemoved : words().dateSet(i18n.moment(dueAt, now()))
        get().showToast({ text, undo: () => void tried(async () => void (await putManual(id, before))) })
      }),
  }
}
