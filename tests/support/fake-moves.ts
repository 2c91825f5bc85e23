import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type {
  CustomerId,
  LearnedRuleInfo,
  Mark,
  MessageId,
  MoveId,
  TicketDetail,
  TicketId,
} from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Tools = { shop: FakeShop; now: number; told: (ids: TicketId[]) => void; detailOf: (id: TicketId) => TicketDetail }

/** Merging, splitting, searching, teaching and knowing customers: the later half of main's side of the contract. */
export function createFakeMoves({ shop, now, told, detailOf }: Tools) {
  const before = new Map<number, Map<TicketId, TicketDetail>>()
  const apart = new Set<string>()
  let learned: LearnedRuleInfo[] = []
  let forgotten: LearnedRuleInfo[] = []
  let declined: TicketDetail['offers'] = []

  /** Keeps everything as it was, so that the move can be taken back whole. */
  function begin() {
    const moveId = (before.size + 1) as MoveId
    before.set(moveId, new Map(shop.details))
    return moveId
  }
  function put(detail: TicketDetail, messages: TicketDetail['messages']) {
    const { ticket } = detail
    shop.details.set(ticket.id, { ...detail, messages, ticket: { ...ticket, messageCount: messages.length } })
  }
  function move(messageIds: readonly number[], from: TicketDetail, into: TicketDetail) {
    const isMoved = ({ id }: { id: MessageId }) => messageIds.includes(id)
    const moved = from.messages.filter(isMoved)
    put(
      from,
      from.messages.filter((message) => !isMoved(message)),
    )
    put(
      into,
      [...into.messages, ...moved].sort((a, b) => a.at - b.at),
    )
  }
  const ofCustomer = (id: number) => [...shop.details.values()].filter(({ customer }) => customer?.id === id)

  return {
    'tickets.search': ({ query, limit, order }) => {
      const words = query.split(/\s+/).filter(Boolean)
      const hits = [...shop.details.values()].flatMap(({ ticket, messages }) => {
        const all = [ticket.subject, ticket.customerName, ...ticket.orderNumbers, ...messages.map(({ text }) => text)]
        if (!words.every((word) => all.some((text) => text.includes(word)))) return []
        const message = messages.findLast(({ text }) => words.some((word) => text.includes(word))) ?? messages.at(-1)
        const text = message?.text ?? ''
        const at = Math.max(0, (marksIn(text, words)[0]?.start ?? 0) - 8)
        const snippet = text.slice(at, at + 80).replaceAll('\n', ' ')
        const marks = marksIn(snippet, words)
        const subjectMarks = marksIn(ticket.subject, words)
        return [{ ticket, messageId: message?.id ?? (0 as MessageId), snippet, marks, subjectMarks }]
      })
      if (order === 'newest') hits.sort((a, b) => b.ticket.lastMessageAt - a.ticket.lastMessageAt)
      return { hits: hits.slice(0, limit), total: hits.length, totalIsExact: hits.length <= limit, ms: 3 }
    },
    'tickets.marks': ({ id, query }) => {
      const words = query.split(/\s+/).filter(Boolean)
      return detailOf(id as TicketId)
        .messages.map((message) => ({
          messageId: message.id,
          marks: marksIn(message.text, words),
          folded: { signature: marksIn(message.signature, words), quoted: marksIn(message.quoted, words) },
        }))
        .filter(({ marks, folded }) => marks.length + folded.signature.length + folded.quoted.length > 0)
    },
    'tickets.merge': ({ from, into }) => {
      const moveId = begin()
      for (const id of from as TicketId[]) {
        const source = detailOf(id)
        move(
          source.messages.map((message) => message.id),
          source,
          detailOf(into as TicketId),
        )
        // The number of a merged ticket leads on.
        shop.details.delete(id)
      }
      const target = detailOf(into as TicketId)
      const offers = target.offers.filter(({ ticketId }) => !from.includes(ticketId))
      shop.details.set(target.ticket.id, { ...target, offers })
      told([...(from as TicketId[]), into as TicketId])
      return { moveId }
    },
    'tickets.split': ({ id, messageIds }) => {
      const moveId = begin()
      const source = detailOf(id as TicketId)
      const ticketId = (Math.max(...shop.details.keys()) + 1) as TicketId
      const fresh = { ...source, ticket: { ...source.ticket, id: ticketId }, messages: [], offers: [], history: [] }
      move(messageIds, source, fresh)
      told([source.ticket.id, ticketId])
      return { moveId, ticketId }
    },
    'messages.move': ({ messageIds, into }) => {
      const moveId = begin()
      const target = detailOf(into as TicketId)
      for (const source of [...shop.details.values()]) {
        if (source.messages.some(({ id }) => messageIds.includes(id))) move(messageIds, source, target)
      }
      told([...shop.details.keys()])
      return { moveId }
    },
    'moves.undo': ({ moveId }) => {
      const state = before.get(moveId)
      if (!state) throw new AppError('conflict', `Move ${moveId} cannot be taken back`)
      shop.details = new Map(state)
      told([...state.keys()])
      return null
    },
    'tickets.declineOffer': ({ id, other, isUndo }) => {
      const detail = detailOf(id as TicketId)
      if (!isUndo) declined = detail.offers
      const offers = isUndo ? declined : detail.offers.filter(({ ticketId }) => ticketId !== other)
      shop.details.set(detail.ticket.id, { ...detail, offers })
      told([detail.ticket.id])
      return null
    },
    'messages.setCharset': ({ id, charset }) => {
      for (const detail of [...shop.details.values()]) {
        if (!detail.messages.some((message) => message.id === id)) continue
        const text = charset === null ? 'もとの文章' : `${charset} で読んだ文章`
        put(
          detail,
          detail.messages.map((message) => (message.id === id ? { ...message, text } : message)),
        )
        told([detail.ticket.id])
      }
      return null
    },
    'rules.learn': ({ ticketId, as }) => {
      const detail = detailOf(ticketId as TicketId)
      const from = detail.messages[0]?.from?.address ?? ''
      const rule = { id: learned.length + 1, from, subjectIncludes: '', as, createdAt: now, usedCount: 0 }
      learned = [...learned, rule]
      shop.details.set(detail.ticket.id, { ...detail, ticket: { ...detail.ticket, kind: as } })
      told([detail.ticket.id])
      return rule
    },
    'rules.list': () => learned,
    'rules.forget': ({ id, isUndo }) => {
      if (!isUndo) forgotten = learned
      learned = isUndo ? forgotten : learned.filter((rule) => rule.id !== id)
      return null
    },
    'stats.handling': () => ({
      total: 1234,
      automatic: 1012,
      byRule: [
        { rule: 'rakuten-order', kind: 'notice', count: 640 },
        { rule: 'bulk-unsubscribe', kind: 'bulk', count: 300 },
        { rule: 'bounce-report', kind: 'bounce', count: 72 },
      ],
    }),
    'stats.mails': () => [...shop.details.values()].map(({ ticket }) => ticket).filter(({ kind }) => kind === 'notice'),
    'customers.update': ({ id, name, kana, mark, notes, fields }) => {
      for (const detail of ofCustomer(id)) {
        const customer = detail.customer && { ...detail.customer, name, kana, mark, notes, fields }
        const ticket = { ...detail.ticket, customerName: name, customerMark: mark }
        shop.details.set(ticket.id, { ...detail, ticket, customer })
      }
      told(ofCustomer(id).map(({ ticket }) => ticket.id))
      return null
    },
    'customers.merge': ({ from, into }) => {
      const moveId = begin()
      const target = ofCustomer(into)[0]?.customer ?? null
      for (const detail of ofCustomer(from)) shop.details.set(detail.ticket.id, { ...detail, customer: target })
      told([...shop.details.keys()])
      return { moveId }
    },
    'customers.find': ({ query }) => {
      const found = new Map<CustomerId, Output<'customers.find'>[number]>()
      for (const { customer } of shop.details.values()) {
        if (!customer) continue
        const { id, name, ticketCount } = customer
        const address = customer.identities[0]?.value ?? ''
        if (name.includes(query) || address.includes(query)) found.set(id, { id, name, address, ticketCount })
      }
      return [...found.values()]
    },
    'customers.alike': ({ id }) =>
      (shop.alike.get(id as CustomerId) ?? []).filter((other) => !apart.has(`${id} ${other.id}`)),
    'customers.tellApart': ({ id, other, isUndo }) => {
      if (isUndo) apart.delete(`${id} ${other}`)
      else apart.add(`${id} ${other}`)
      return null
    },
    'customers.tickets': ({ id }) => ofCustomer(id).map(({ ticket }) => ticket),
  } satisfies Answers<FakeMove>
}

type FakeMove =
  | 'tickets.search'
  | 'tickets.marks'
  | 'tickets.merge'
  | 'tickets.split'
  | 'messages.move'
  | 'moves.undo'
  | 'tickets.declineOffer'
  | 'messages.setCharset'
  | 'rules.learn'
  | 'rules.list'
  | 'rules.forget'
  | 'stats.handling'
  | 'stats.mails'
  | 'customers.update'
  | 'customers.merge'
  | 'customers.find'
  | 'customers.alike'
  | 'customers.tellApart'
  | 'customers.tickets'

function marksIn(text: string, words: readonly string[]): Mark[] {
  return words
    .flatMap((word) => {
      const marks: Mark[] = []
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
        marks.push({ start: at, end: at + word.length })
      return marks
    })
    .sort((a, b) => a.start - b.start)
}
