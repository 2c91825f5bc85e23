import type { TicketGroup, TicketGroupId, TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

const DAY = 86_400_000
const LATER_DAYS = 3

export type GroupWords = { name: string; product: string; intervalDays: number }

export type TicketGroupsSlice = {
  ticketGroups: readonly TicketGroup[]
  loadTicketGroups: () => Promise<void>
  /** Into a group that is there, or a new one. */
  putIntoGroup: (ids: readonly TicketId[], group: TicketGroupId | GroupWords) => Promise<void>
  changeGroup: (group: TicketGroup, words: GroupWords) => Promise<void>
  takeOutOfGroup: (group: TicketGroup, ticketId: TicketId, name: string) => Promise<void>
  closeGroup: (group: TicketGroup, isClosed: boolean) => Promise<void>
  remindOfGroupLater: (group: TicketGroup) => Promise<void>
  /** Opens the text to many with the shop's template and everybody in the group. */
  tellGroup: (group: TicketGroup, purpose: 'progress-report' | 'earlier-shipping') => Promise<void>
}

export function createTicketGroupsSlice({ api, set, get, now }: Tools): TicketGroupsSlice {
  const words = () => i18nOf(get()).text.groups
  async function act(run: () => Promise<void>) {
    try {
      await run()
      await get().loadTicketGroups()
    } catch (error) {
      get().showError(error)
    }
  }
  const saveWords = (id: TicketGroupId, { name, product, intervalDays }: GroupWords) =>
    act(
      async () =>
        void (await api.call('ticketGroups.save', { id, name: name.trim(), product: product.trim(), intervalDays })),
    )
  const setClosed = (id: TicketGroupId, isClosed: boolean) =>
    act(async () => void (await api.call('ticketGroups.setClosed', { id, isClosed })))

  return {
    ticketGroups: [],
    async loadTicketGroups() {
      try {
        set({ ticketGroups: await api.call('ticketGroups.list', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    putIntoGroup: (ids, group) =>
      act(async () => {
        const isNew = typeof group === 'object'
        const id = isNew ? (await api.call('ticketGroups.save', { id: null, ...group })).id : group
        await api.call('ticketGroups.add', { id, ticketIds: [...ids] })
        const name = isNew ? group.name : (get().ticketGroups.find((one) => one.id === id)?.name ?? '')
        const undo = () =>
          void act(async () => void (await api.call('ticketGroups.remove', { id, ticketIds: [...ids] })))
        get().showToast({ text: words().added(ids.length, name), undo })
        get().clearSelected()
      }),
    async changeGroup(group, next) {
      await saveWords(group.id, next)
      get().showToast({ text: words().changed(next.name.trim()), undo: () => void saveWords(group.id, group) })
    },
    takeOutOfGroup: ({ id }, ticketId, name) =>
      act(async () => {
        await api.call('ticketGroups.remove', { id, ticketIds: [ticketId] })
        const undo = () =>
          void act(async () => void (await api.call('ticketGroups.add', { id, ticketIds: [ticketId] })))
        get().showToast({ text: words().removed(name), undo })
      }),
    async closeGroup({ id, name }, isClosed) {
      await setClosed(id, isClosed)
      if (isClosed) get().showToast({ text: words().closedToast(name), undo: () => void setClosed(id, false) })
    },
    remindOfGroupLater: ({ id, name }) =>
      act(async () => {
        await api.call('ticketGroups.postpone', { id, until: now() + LATER_DAYS * DAY })
        get().showToast({ text: words().postponed(name) })
      }),
    async tellGroup(group, purpose) {
      if (get().templates === null) await get().loadTemplates()
      const { language } = get().settings
      const template = get().templates?.find((one) => one.purpose === purpose && one.language === language)
      const text = template && { templateId: template.id, subject: template.subject, body: template.body, language }
      get().startMany(
        group.members.map(({ ticketId }) => ticketId),
        { ...text, groupId: group.id, values: group.product === '' ? {} : { 商品名: group.product } },
      )
    },
  }
}
