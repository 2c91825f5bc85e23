import type { Mark, MessageId, TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'

/** A part of a message as it is shown; the last two are folded away. */
export type MarkPart = 'text' | 'signature' | 'quoted'
/** One hit in the open ticket: the message, its part and the number of the mark in it. */
export type MarkPlace = { messageId: MessageId; part: MarkPart; index: number }
export type MessageMarks = Record<MarkPart, readonly Mark[]>

export type MarksSlice = {
  /** Where the search hits in the open ticket. */
  marks: ReadonlyMap<MessageId, MessageMarks>
  /** The hits in the order of the conversation; those in folded text where the message has no other. */
  markPlaces: readonly MarkPlace[]
  /** The hit somebody looks at, as a place in `markPlaces`; null when nothing is searched. */
  markAt: number | null
  /** Whether main has said where the search hits in this ticket. */
  hasMarks: boolean
  loadMarks: () => Promise<void>
  stepMark: (by: 1 | -1) => void
}

const none = { marks: new Map(), markPlaces: [], markAt: null, hasMarks: false }

function placesOf(messageId: MessageId, parts: MessageMarks): MarkPlace[] {
  const inPart = (part: MarkPart) => parts[part].map((_, index) => ({ messageId, part, index }))
  return parts.text.length > 0 ? inPart('text') : [...inPart('signature'), ...inPart('quoted')]
}

export function createMarksSlice({ api, set, get }: Tools): MarksSlice {
  let asked = 0
  /** What the marks on the screen belong to: a conversation that grows must not throw the reader back to the first hit. */
  let shown = ''

  async function read(id: TicketId, query: string) {
    const mine = ++asked
    if (shown !== `${id} ${query}`) set(none)
    try {
      const found = await api.call('tickets.marks', { id, query })
      if (mine !== asked || get().openId !== id) return
      const marks = new Map(found.map((one) => [one.messageId, { text: one.marks, ...one.folded }]))
      const places = [...marks].flatMap(([messageId, parts]) => placesOf(messageId, parts))
      const hit = get().list.found?.hits.get(id)?.messageId
      const first = Math.max(
        0,
        places.findIndex(({ messageId }) => messageId === hit),
      )
      const isSame = shown === `${id} ${query}`
      const at = isSame ? Math.min(get().markAt ?? first, places.length - 1) : first
      shown = `${id} ${query}`
      set({
        marks,
        markPlaces: places,
        markAt: places.length === 0 ? null : at,
        hasMarks: true,
      })
    } catch (error) {
      if (mine === asked) get().showError(error)
    }
  }

  return {
    ...none,
    async loadMarks() {
      const { openId, list } = get()
      if (openId !== null && list.query !== '') return read(openId, list.query)
      asked += 1
      shown = ''
      if (get().hasMarks) set(none)
    },
    stepMark(by) {
      const { markAt, markPlaces } = get()
      if (markPlaces.length === 0) return
      set({ markAt: ((markAt ?? 0) + by + markPlaces.length) % markPlaces.length })
    },
  }
}
