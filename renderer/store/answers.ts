import type { AutoAnswerSettings, AutoMailState, DeadAddress, NoticeWatch, ShopId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'

export type AnswersSlice = {
  autoAnswers: ReadonlyMap<ShopId, AutoAnswerSettings>
  /** Null until somebody has looked. */
  autoMail: AutoMailState | null
  watches: readonly NoticeWatch[]
  deadAddresses: readonly DeadAddress[]
  loadAnswers: () => Promise<void>
  removeWatch: (watch: NoticeWatch) => Promise<void>
}

export function createAnswersSlice({ api, set, get }: Tools): AnswersSlice {
  async function putBack(id: NoticeWatch['id']) {
    try {
      await api.call('notices.remove', { id, isUndo: true })
      await get().loadAnswers()
      get().showToast({ text: i18nOf(get()).text.toasts.undone })
    } catch (error) {
      get().showError(error)
    }
  }

  return {
    autoAnswers: new Map(),
    autoMail: null,
    watches: [],
    deadAddresses: [],
    async loadAnswers() {
      try {
        const shopIds = [...get().shops.keys()]
        const [autoMail, watches, deadAddresses, ...settings] = await Promise.all([
          api.call('answers.state', {}),
          api.call('notices.list', {}),
          api.call('notices.dead', {}),
          ...shopIds.map(async (shopId) => [shopId, await api.call('answers.get', { shopId })] as const),
        ])
        set({ autoMail, watches, deadAddresses, autoAnswers: new Map(settings) })
      } catch (error) {
        get().showError(error)
      }
    },
    async removeWatch(watch) {
      try {
        await api.call('notices.remove', { id: watch.id })
        await get().loadAnswers()
        const { watches: words } = i18nOf(get()).text.answers
        get().showToast({ text: words.removed(watch.name), undo: () => void putBack(watch.id) })
      } catch (error) {
        get().showError(error)
      }
    },
  }
}
